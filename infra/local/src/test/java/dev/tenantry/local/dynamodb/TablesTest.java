package dev.tenantry.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.local.aws.AwsClients;
import dev.tenantry.local.aws.DynamoDbLocal;
import dev.tenantry.local.aws.TransactionConflicts;
import dev.tenantry.local.template.TableResource;
import dev.tenantry.local.template.Template;
import dev.tenantry.local.template.evaluation.Addresses;
import dev.tenantry.local.template.evaluation.Stack;
import dev.tenantry.local.web.WebServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

class TablesTest {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static WebServer server;
    private static DynamoDbClient client;
    private static Tables tables;

    @BeforeAll
    static void start() {
        server = WebServer.start(
                0, new DynamoDbLocal(Optional.empty(), TransactionConflicts.none(), new CommitNotifier()));
        client = AwsClients.client(DynamoDbClient.builder(), server.uri());
        tables = new Tables(server.uri(), HTTP);
    }

    @AfterAll
    static void stop() {
        HTTP.shutdownNow();
        client.close();
        server.close();
    }

    @Test
    void aTableIsMadeAsDeclared() throws Exception {
        var stream = tables.create(table("items"));

        var made = client.describeTable(request -> request.tableName("items")).table();
        assertThat(made.latestStreamArn()).isEqualTo(stream);
        assertThat(made.streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
        var index = made.globalSecondaryIndexes().getFirst();
        assertThat(index.indexName()).isEqualTo("by-status");
        assertThat(index.projection().projectionType()).isEqualTo(ProjectionType.INCLUDE);
        assertThat(index.projection().nonKeyAttributes()).containsExactly("title");
        var timeToLive =
                client.describeTimeToLive(request -> request.tableName("items")).timeToLiveDescription();
        assertThat(timeToLive.attributeName()).isEqualTo("expiresAt");
    }

    @Test
    void aTableOfAnEarlierRunIsKept() throws Exception {
        var table = table("kept");
        var first = tables.create(table);

        assertThat(tables.create(table)).isEqualTo(first);
    }

    @Test
    void whatDynamoDbRefusesIsAnErrorThatSaysWhy() {
        assertThatThrownBy(() -> tables.create(table("not a name")))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("CreateTable: ValidationException");
    }

    private static TableResource table(String name) {
        var yaml = """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Items:
                    Type: AWS::DynamoDB::Table
                    Properties:
                      TableName: %s
                      AttributeDefinitions:
                        - {AttributeName: id, AttributeType: S}
                        - {AttributeName: status, AttributeType: S}
                      KeySchema:
                        - {AttributeName: id, KeyType: HASH}
                      GlobalSecondaryIndexes:
                        - IndexName: by-status
                          KeySchema:
                            - {AttributeName: status, KeyType: HASH}
                          Projection: {ProjectionType: INCLUDE, NonKeyAttributes: [title]}
                      TimeToLiveSpecification: {AttributeName: expiresAt, Enabled: true}
                      StreamSpecification: {StreamViewType: NEW_AND_OLD_IMAGES}
                """.formatted(name);
        var stack = Stack.local("stack", Map.of(), new Addresses(NOWHERE, NOWHERE, NOWHERE));
        return Template.read(yaml, Path.of("/"), stack).tables().getFirst();
    }
}
