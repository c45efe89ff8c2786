package dev.tenantry.local.iam;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tenantry.local.aws.AwsAccount;
import dev.tenantry.local.aws.AwsClients;
import dev.tenantry.local.lambda.FunctionVariables;
import dev.tenantry.local.template.Template;
import dev.tenantry.local.template.evaluation.Addresses;
import dev.tenantry.local.template.evaluation.Stack;
import dev.tenantry.local.web.Bodies;
import dev.tenantry.local.web.Responses;
import dev.tenantry.local.web.WebServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Requests of the AWS SDK, signed with the access key of a function, against the function's policies. */
class PermissionCheckTest {
    private static final String ACCOUNT = "arn:aws:%s:us-east-1:123456789012:";
    private static final String FLOW = ACCOUNT.formatted("states") + "stateMachine:test-Flow";
    private static final String OTHER_FLOW = ACCOUNT.formatted("states") + "stateMachine:test-OtherFlow";

    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Reader:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: java25
                  CodeUri: code
                  Handler: a.B
                  Policies:
                    - Statement: {Effect: Allow, Action: [dynamodb:GetItem, dynamodb:PutItem, dynamodb:UpdateItem, dynamodb:BatchGetItem, dynamodb:Query], Resource: !GetAtt Table.Arn, Condition: {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["JOB#*"]}}}
                    - Statement: {Effect: Allow, Action: dynamodb:Query, Resource: !Sub "${Table.Arn}/index/ByStatus"}
                    - Statement: {Effect: Allow, Action: dynamodb:PartiQLSelect, Resource: !GetAtt Table.Arn, Condition: {Bool: {"dynamodb:FullTableScan": "false"}, "ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["JOB#*"]}}}
                    - Statement: {Effect: Allow, Action: "kms:*crypt", Resource: !GetAtt Key.Arn, Condition: {StringEquals: {"kms:EncryptionContext:kind": [api-key, business]}}}
                    - Statement: {Effect: Allow, Action: states:StartExecution, Resource: !Sub "arn:aws:states:us-east-1:123456789012:stateMachine:test-Flow"}
                    - Statement: {Effect: Allow, Action: STATES:stopexecution, Resource: "arn:aws:states:us-east-1:123456789012:execution:test-Flow:*"}
                    - Statement: {Effect: Allow, Action: states:SendTaskSuccess, Resource: "arn:aws:states:us-east-1:123456789012:stateMachine:test-Flow"}
                    - Statement: {Effect: Allow, Action: ssm:GetParameter, Resource: "arn:aws:ssm:us-east-1:123456789012:parameter/test/settings"}
                    - Statement: {Effect: Allow, Action: secretsmanager:GetSecretValue, Resource: "arn:aws:secretsmanager:us-east-1:123456789012:secret:twilio-??????"}
                    - Statement: {Effect: Allow, Action: execute-api:ManageConnections, Resource: !Sub "arn:aws:execute-api:us-east-1:123456789012:${Live}/live/POST/@connections/*"}
              Table:
                Type: AWS::DynamoDB::Table
                Properties:
                  TableName: test
                  AttributeDefinitions: [{AttributeName: PK, AttributeType: S}, {AttributeName: SK, AttributeType: S}, {AttributeName: status, AttributeType: S}]
                  KeySchema: [{AttributeName: PK, KeyType: HASH}, {AttributeName: SK, KeyType: RANGE}]
                  GlobalSecondaryIndexes:
                    - {IndexName: ByStatus, KeySchema: [{AttributeName: status, KeyType: HASH}], Projection: {ProjectionType: ALL}}
                    - {IndexName: Other, KeySchema: [{AttributeName: status, KeyType: HASH}], Projection: {ProjectionType: ALL}}
              Key:
                Type: AWS::KMS::Key
                Properties: {}
              Live:
                Type: AWS::Serverless::WebSocketApi
                Properties:
                  StageName: live
                  RouteSelectionExpression: $request.body.action
                  Routes:
                    $default: {FunctionArn: !Ref Reader}
            """;

    private final Template template = Template.read(
            TEMPLATE,
            Path.of("/project"),
            Stack.local(
                    "test",
                    Map.of(),
                    new Addresses(
                            URI.create("http://127.0.0.1:1"),
                            URI.create("http://127.0.0.1:1"),
                            URI.create("ws://127.0.0.1:1"))));
    private final Queue<Decision> decisions = new ConcurrentLinkedQueue<>();
    private final Services services = new Services();
    private final WebServer server = WebServer.start(0, check());

    /** Answers every request with an empty object, and keeps the bodies. */
    private static final class Services extends Handler.Abstract {
        private final Queue<String> bodies = new ConcurrentLinkedQueue<>();

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            bodies.add(new String(Bodies.read(request, 100_000), UTF_8));
            Responses.json(response, callback, 200, Map.of());
            return true;
        }
    }

    /** A request, and whether the policies of the template above allow it. */
    private record Row(String name, boolean isAllowed, Runnable request) {}

    private PermissionCheck check() {
        var account = new AwsAccount("123456789012", "us-east-1");
        return new PermissionCheck(
                services,
                new Roles(account, template.functions(), FunctionVariables::accessKeyId),
                new RequestAccess(account, template, PermissionCheckTest::stateMachineOf),
                decisions::add);
    }

    private static Optional<String> stateMachineOf(String token) {
        return switch (token) {
            case "of flow" -> Optional.of(FLOW);
            case "of other flow" -> Optional.of(OTHER_FLOW);
            default -> Optional.empty();
        };
    }

    @AfterEach
    void close() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> policiesDecide() {
        return Stream.of(itemRows(), queryRows(), otherRows())
                .flatMap(List::stream)
                .map(row -> dynamicTest(row.name(), () -> {
                    if (row.isAllowed()) {
                        row.request().run();
                    } else {
                        assertThatThrownBy(row.request()::run)
                                .isInstanceOfSatisfying(AwsServiceException.class, denied -> assertThat(
                                                denied.awsErrorDetails().errorCode())
                                        .isEqualTo("AccessDeniedException"));
                    }
                }));
    }

    private List<Row> itemRows() {
        var dynamoDb = AwsClients.client(DynamoDbClient.builder(), server.uri(), "LOCALReader");
        return List.of(
                new Row(
                        "an item of its partitions",
                        true,
                        () -> dynamoDb.getItem(get -> get.tableName("test").key(key("JOB#1")))),
                new Row(
                        "another item",
                        false,
                        () -> dynamoDb.getItem(get -> get.tableName("test").key(key("ORG#1")))),
                new Row(
                        "an action that nothing allows",
                        false,
                        () -> dynamoDb.deleteItem(
                                delete -> delete.tableName("test").key(key("JOB#1")))),
                new Row(
                        "a table by its ARN",
                        true,
                        () -> dynamoDb.getItem(
                                get -> get.tableName("arn:aws:dynamodb:us-east-1:123456789012:table/test")
                                        .key(key("JOB#1")))),
                new Row(
                        "another table",
                        false,
                        () -> dynamoDb.getItem(get -> get.tableName("others").key(key("JOB#1")))),
                new Row(
                        "a put",
                        true,
                        () -> dynamoDb.putItem(put -> put.tableName("test").item(key("JOB#1")))),
                new Row(
                        "another put",
                        false,
                        () -> dynamoDb.putItem(put -> put.tableName("test").item(key("ORG#1")))),
                new Row(
                        "an update",
                        true,
                        () -> dynamoDb.updateItem(update ->
                                update.tableName("test").key(key("JOB#1")).updateExpression("SET a = b"))),
                new Row(
                        "items of its partitions",
                        true,
                        () -> dynamoDb.batchGetItem(get -> get.requestItems(keys("JOB#1", "JOB#2")))),
                new Row(
                        "items, one of which is another's",
                        false,
                        () -> dynamoDb.batchGetItem(get -> get.requestItems(keys("JOB#1", "ORG#2")))),
                new Row(
                        "a transaction",
                        true,
                        () -> dynamoDb.transactWriteItems(write -> write.transactItems(put("JOB#1"), update("JOB#2")))),
                new Row(
                        "a transaction with another's item",
                        false,
                        () -> dynamoDb.transactWriteItems(write -> write.transactItems(put("JOB#1"), update("ORG#2")))),
                new Row(
                        "a transaction with an action that nothing allows",
                        false,
                        () -> dynamoDb.transactWriteItems(write -> write.transactItems(put("JOB#1"), delete("JOB#2")))),
                new Row("a scan", false, () -> dynamoDb.scan(scan -> scan.tableName("test"))));
    }

    private List<Row> queryRows() {
        var dynamoDb = AwsClients.client(DynamoDbClient.builder(), server.uri(), "LOCALReader");
        return List.of(
                new Row(
                        "a partition",
                        true,
                        () -> dynamoDb.query(query -> query.tableName("test")
                                .keyConditionExpression("PK = :pk AND begins_with(SK, :sk)")
                                .expressionAttributeValues(Map.of(
                                        ":pk", AttributeValue.fromS("JOB#1"), ":sk", AttributeValue.fromS("ORG#"))))),
                new Row(
                        "another partition",
                        false,
                        () -> dynamoDb.query(query -> query.tableName("test")
                                .keyConditionExpression("SK = :sk and #pk=:pk")
                                .expressionAttributeNames(Map.of("#pk", "PK"))
                                .expressionAttributeValues(Map.of(
                                        ":pk", AttributeValue.fromS("ORG#1"), ":sk", AttributeValue.fromS("JOB#"))))),
                new Row(
                        "an index",
                        true,
                        () -> dynamoDb.query(query -> query.tableName("test")
                                .indexName("ByStatus")
                                .keyConditionExpression("#s = :s")
                                .expressionAttributeNames(Map.of("#s", "status"))
                                .expressionAttributeValues(Map.of(":s", AttributeValue.fromS("RUNNING"))))),
                new Row(
                        "another index",
                        false,
                        () -> dynamoDb.query(query -> query.tableName("test")
                                .indexName("Other")
                                .keyConditionExpression("#s = :s")
                                .expressionAttributeNames(Map.of("#s", "status"))
                                .expressionAttributeValues(Map.of(":s", AttributeValue.fromS("JOB#"))))),
                new Row(
                        "a selection of its partitions",
                        true,
                        () -> dynamoDb.executeStatement(
                                select -> select.statement("SELECT SK FROM \"test\" WHERE PK IN [?,?] AND a > ?")
                                        .parameters(
                                                AttributeValue.fromS("JOB#1"),
                                                AttributeValue.fromS("JOB#2"),
                                                AttributeValue.fromN("1")))),
                new Row(
                        "a selection of others too",
                        false,
                        () -> dynamoDb.executeStatement(
                                select -> select.statement("SELECT SK FROM \"test\" WHERE PK IN [?,?]")
                                        .parameters(AttributeValue.fromS("JOB#1"), AttributeValue.fromS("ORG#2")))),
                new Row(
                        "a selection of everything",
                        false,
                        () -> dynamoDb.executeStatement(select -> select.statement("SELECT SK FROM \"test\""))),
                new Row(
                        "a deletion by PartiQL",
                        false,
                        () -> dynamoDb.executeStatement(delete -> delete.statement("DELETE FROM \"test\" WHERE PK = ?")
                                .parameters(AttributeValue.fromS("JOB#1")))));
    }

    private List<Row> otherRows() {
        var kms = AwsClients.client(KmsClient.builder(), server.uri(), "LOCALReader");
        var key = template.keys().getFirst();
        var states = AwsClients.client(SfnClient.builder(), server.uri(), "LOCALReader");
        var ssm = AwsClients.client(SsmClient.builder(), server.uri(), "LOCALReader");
        var secrets = AwsClients.client(SecretsManagerClient.builder(), server.uri(), "LOCALReader");
        var connections = AwsClients.client(
                ApiGatewayManagementApiClient.builder(), server.uri().resolve("/live"), "LOCALReader");
        var sqs = AwsClients.client(SqsClient.builder(), server.uri(), "LOCALReader");
        var bytes = SdkBytes.fromUtf8String("x");
        return List.of(
                new Row(
                        "a kind of secret",
                        true,
                        () -> kms.encrypt(encrypt -> encrypt.keyId(key.arn())
                                .plaintext(bytes)
                                .encryptionContext(Map.of("kind", "api-key", "org", "acme")))),
                new Row(
                        "a key by its id",
                        true,
                        () -> kms.decrypt(decrypt -> decrypt.keyId(key.id())
                                .ciphertextBlob(bytes)
                                .encryptionContext(Map.of("kind", "business")))),
                new Row(
                        "another kind of secret",
                        false,
                        () -> kms.decrypt(decrypt -> decrypt.keyId(key.arn())
                                .ciphertextBlob(bytes)
                                .encryptionContext(Map.of("kind", "auth-token")))),
                new Row(
                        "no kind of secret",
                        false,
                        () -> kms.decrypt(decrypt -> decrypt.keyId(key.arn()).ciphertextBlob(bytes))),
                new Row(
                        "another key",
                        false,
                        () -> kms.decrypt(decrypt -> decrypt.keyId("other")
                                .ciphertextBlob(bytes)
                                .encryptionContext(Map.of("kind", "business")))),
                new Row("an execution", true, () -> states.startExecution(start -> start.stateMachineArn(FLOW))),
                new Row(
                        "another execution",
                        false,
                        () -> states.startExecution(start -> start.stateMachineArn(OTHER_FLOW))),
                new Row(
                        "an action in other case",
                        true,
                        () -> states.stopExecution(
                                stop -> stop.executionArn(FLOW.replace("stateMachine", "execution") + ":1"))),
                new Row(
                        "another flow's execution",
                        false,
                        () -> states.stopExecution(
                                stop -> stop.executionArn(OTHER_FLOW.replace("stateMachine", "execution") + ":1"))),
                new Row(
                        "a task of a flow",
                        true,
                        () -> states.sendTaskSuccess(
                                send -> send.taskToken("of flow").output("{}"))),
                new Row(
                        "a task that has ended",
                        true,
                        () -> states.sendTaskSuccess(
                                send -> send.taskToken("old").output("{}"))),
                new Row(
                        "a task of another flow",
                        false,
                        () -> states.sendTaskSuccess(
                                send -> send.taskToken("of other flow").output("{}"))),
                new Row("a failure of a task", false, () -> states.sendTaskFailure(send -> send.taskToken("of flow"))),
                new Row("a parameter", true, () -> ssm.getParameter(get -> get.name("/test/settings"))),
                new Row("another parameter", false, () -> ssm.getParameter(get -> get.name("/test/other"))),
                new Row(
                        "a change of a parameter",
                        false,
                        () -> ssm.putParameter(put -> put.name("/test/settings").value("x"))),
                new Row("a secret", true, () -> secrets.getSecretValue(get -> get.secretId("twilio"))),
                new Row("another secret", false, () -> secrets.getSecretValue(get -> get.secretId("twilio-other"))),
                new Row(
                        "a post to a connection",
                        true,
                        () -> connections.postToConnection(
                                post -> post.connectionId("a=").data(bytes))),
                new Row(
                        "the end of a connection",
                        false,
                        () -> connections.deleteConnection(delete -> delete.connectionId("a="))),
                new Row("a service that no policy names", false, () -> sqs.listQueues()));
    }

    @Test
    void aRefusalNamesWhoMayNotDoWhat() {
        var dynamoDb = AwsClients.client(DynamoDbClient.builder(), server.uri(), "LOCALReader");

        assertThatThrownBy(() ->
                        dynamoDb.deleteItem(delete -> delete.tableName("test").key(key("JOB#1"))))
                .hasMessageContaining("User: arn:aws:sts::123456789012:assumed-role/test-ReaderRole/test-Reader is not"
                        + " authorized to perform: dynamodb:DeleteItem on resource:"
                        + " arn:aws:dynamodb:us-east-1:123456789012:table/test because no identity-based policy allows"
                        + " the dynamodb:DeleteItem action");
        assertThat(services.bodies).isEmpty();
        assertThat(decisions).extracting(Decision::isAllowed).containsExactly(false);
    }

    @Test
    void anAllowedRequestReachesTheServiceAsItWas() {
        var dynamoDb = AwsClients.client(DynamoDbClient.builder(), server.uri(), "LOCALReader");

        dynamoDb.getItem(get -> get.tableName("test").key(key("JOB#1")));

        assertThat(services.bodies).singleElement().asString().contains("\"TableName\":\"test\"", "JOB#1");
        assertThat(decisions).extracting(Decision::allowing).containsExactly(List.of(0));
    }

    @Test
    void theAdministratorMayDoEverything() {
        var dynamoDb = AwsClients.client(DynamoDbClient.builder(), server.uri());

        dynamoDb.deleteItem(delete -> delete.tableName("test").key(key("JOB#1")));

        assertThat(services.bodies).hasSize(1);
        assertThat(decisions).isEmpty();
    }

    private static Map<String, KeysAndAttributes> keys(String... partitions) {
        var keys = Stream.of(partitions).map(PermissionCheckTest::key).toList();
        return Map.of("test", KeysAndAttributes.builder().keys(keys).build());
    }

    private static Map<String, AttributeValue> key(String partition) {
        return Map.of("PK", AttributeValue.fromS(partition), "SK", AttributeValue.fromS("A"));
    }

    private static TransactWriteItem put(String partition) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName("test").item(key(partition)))
                .build();
    }

    private static TransactWriteItem update(String partition) {
        return TransactWriteItem.builder()
                .update(update -> update.tableName("test").key(key(partition)).updateExpression("SET a = b"))
                .build();
    }

    private static TransactWriteItem delete(String partition) {
        return TransactWriteItem.builder()
                .delete(delete -> delete.tableName("test").key(key(partition)))
                .build();
    }
}
