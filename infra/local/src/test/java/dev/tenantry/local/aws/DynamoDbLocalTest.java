package dev.tenantry.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tenantry.local.dynamodb.CommitNotifier;
import dev.tenantry.local.web.WebServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class DynamoDbLocalTest {

    private static final String TABLE = "pets";

    @Test
    void storesItemsAndStreamsTheirChanges() {
        try (var server = serve(Optional.empty(), TransactionConflicts.none());
                var dynamoDb = AwsClients.client(DynamoDbClient.builder(), server.uri());
                var streams = AwsClients.client(DynamoDbStreamsClient.builder(), server.uri())) {
            createTable(dynamoDb);
            put(dynamoDb, "Chester");

            var stream = dynamoDb.describeTable(table -> table.tableName(TABLE))
                    .table()
                    .latestStreamArn();
            var shard = streams.describeStream(request -> request.streamArn(stream))
                    .streamDescription()
                    .shards()
                    .getFirst()
                    .shardId();
            var iterator = streams.getShardIterator(request ->
                            request.streamArn(stream).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                    .shardIterator();
            var records = streams.getRecords(request -> request.shardIterator(iterator))
                    .records();
            assertThat(records).hasSize(1);
            assertThat(records.getFirst().dynamodb().newImage()).isEqualTo(item("Chester"));
        }
    }

    @Test
    void keepsItsDataInAFolder(@TempDir Path folder) {
        var missing = Optional.of(folder.resolve("not/there/yet"));
        try (var server = serve(missing, TransactionConflicts.none());
                var dynamoDb = AwsClients.client(DynamoDbClient.builder(), server.uri())) {
            createTable(dynamoDb);
            put(dynamoDb, "Chester");
        }
        try (var server = serve(missing, TransactionConflicts.none());
                var dynamoDb = AwsClients.client(DynamoDbClient.builder(), server.uri())) {
            assertThat(dynamoDb.getItem(get -> get.tableName(TABLE).key(item("Chester")))
                            .item())
                    .isEqualTo(item("Chester"));
        }
    }

    @Test
    void cancelsTransactionsByConflictAndWritesNothing() {
        try (var server = serve(Optional.empty(), new TransactionConflicts(1, new Random(1)));
                var dynamoDb = AwsClients.client(DynamoDbClient.builder(), server.uri())) {
            createTable(dynamoDb);

            assertThatExceptionOfType(TransactionCanceledException.class)
                    .isThrownBy(() -> transactPuts(dynamoDb, "Chester", "Rex", "Tom"))
                    .satisfies(cancelled -> assertThat(cancelled.cancellationReasons())
                            .extracting(CancellationReason::code)
                            .containsExactlyInAnyOrder("TransactionConflict", "None", "None"));
            assertThat(dynamoDb.scan(scan -> scan.tableName(TABLE)).items()).isEmpty();
        }
    }

    @Test
    void conflictsAtTheGivenRateAndNeverByDefault() {
        var conflicts = new TransactionConflicts(0.25, new Random(1));
        var strikes = IntStream.range(0, 10_000).filter(i -> conflicts.strike()).count();

        assertThat(strikes).isBetween(2_300L, 2_700L);
        assertThatIllegalArgumentException().isThrownBy(() -> new TransactionConflicts(1.5, new Random(1)));
        try (var server = serve(Optional.empty(), TransactionConflicts.none());
                var dynamoDb = AwsClients.client(DynamoDbClient.builder(), server.uri())) {
            createTable(dynamoDb);
            transactPuts(dynamoDb, "Chester", "Rex");
            assertThat(dynamoDb.scan(scan -> scan.tableName(TABLE)).count()).isEqualTo(2);
        }
    }

    @Test
    void tellsOfEachWriteAndOfNothingElse() {
        var commits = new CommitNotifier();
        try (var server = serve(Optional.empty(), TransactionConflicts.none(), commits);
                var dynamoDb = AwsClients.client(DynamoDbClient.builder(), server.uri())) {
            createTable(dynamoDb);
            put(dynamoDb, "Chester");
            transactPuts(dynamoDb, "Rex", "Bello");
            dynamoDb.scan(scan -> scan.tableName(TABLE));

            assertThat(commits.count()).isEqualTo(2);
        }
    }

    private static WebServer serve(Optional<Path> folder, TransactionConflicts conflicts) {
        return serve(folder, conflicts, new CommitNotifier());
    }

    private static WebServer serve(Optional<Path> folder, TransactionConflicts conflicts, CommitNotifier commits) {
        return WebServer.start(0, new AwsEndpoint(List.of(new DynamoDbLocal(folder, conflicts, commits))));
    }

    private static void createTable(DynamoDbClient dynamoDb) {
        var name = AttributeDefinition.builder()
                .attributeName("name")
                .attributeType(ScalarAttributeType.S)
                .build();
        var key = KeySchemaElement.builder()
                .attributeName("name")
                .keyType(KeyType.HASH)
                .build();
        dynamoDb.createTable(table -> table.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(List.of(name))
                .keySchema(List.of(key))
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE)));
    }

    private static void put(DynamoDbClient dynamoDb, String name) {
        dynamoDb.putItem(put -> put.tableName(TABLE).item(item(name)));
    }

    private static void transactPuts(DynamoDbClient dynamoDb, String... names) {
        var puts = List.of(names).stream()
                .map(name -> TransactWriteItem.builder()
                        .put(put -> put.tableName(TABLE).item(item(name)))
                        .build())
                .toList();
        dynamoDb.transactWriteItems(transaction -> transaction.transactItems(puts));
    }

    private static Map<String, AttributeValue> item(String name) {
        return Map.of("name", AttributeValue.fromS(name));
    }
}
