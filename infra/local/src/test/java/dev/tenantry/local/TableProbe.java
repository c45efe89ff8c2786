package dev.tenantry.local;

import dev.tenantry.local.aws.AwsClients;
import dev.tenantry.local.aws.DynamoDbLocal;
import dev.tenantry.local.aws.TransactionConflicts;
import dev.tenantry.local.dynamodb.CommitNotifier;
import dev.tenantry.local.dynamodb.Tables;
import dev.tenantry.local.template.Template;
import dev.tenantry.local.web.WebServer;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Makes the table, and tells how DynamoDB describes it. */
final class TableProbe {

    private TableProbe() {}

    static String observe(Template template) throws Exception {
        var database = new DynamoDbLocal(Optional.empty(), TransactionConflicts.none(), new CommitNotifier());
        try (var server = WebServer.start(0, database);
                var http = HttpClient.newHttpClient();
                var client = AwsClients.client(DynamoDbClient.builder(), server.uri())) {
            var table = template.tables().getFirst();
            new Tables(server.uri(), http).create(table);
            http.shutdownNow();
            var description = client.describeTable(request -> request.tableName(table.name()))
                    .table();
            var timeToLive = client.describeTimeToLive(request -> request.tableName(table.name()))
                    .timeToLiveDescription();
            return description.keySchema() + " " + description.attributeDefinitions() + " " + indexes(description) + " "
                    + description.streamSpecification() + " " + timeToLive;
        }
    }

    /** What the template says of the indexes, without what DynamoDB adds. */
    private static List<String> indexes(TableDescription table) {
        return table.globalSecondaryIndexes().stream()
                .map(index -> index.indexName() + " " + index.keySchema() + " " + index.projection())
                .toList();
    }
}
