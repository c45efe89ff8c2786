package dev.tenantry.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * The behaviour of AWS's services that the product relies on, on AWS and on emulators alike. It needs the template's
 * table, key, queue and parameter, and nothing that the functions do: LocalStack has none of those.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AwsContract {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String ROLE = "arn:aws:iam::123456789012:role/any";

    abstract Clients clients();

    abstract Resources resources();

    @Test
    void theTableIsTheTemplates() {
        var table = clients()
                .dynamoDb()
                .describeTable(request -> request.tableName(resources().table()))
                .table();
        var timeToLive = clients()
                .dynamoDb()
                .describeTimeToLive(request -> request.tableName(resources().table()))
                .timeToLiveDescription();

        assertThat(table.keySchema()).map(KeySchemaElement::attributeName).containsExactly("PK", "SK");
        assertThat(table.globalSecondaryIndexes())
                .map(AwsContract::summary)
                .containsExactlyInAnyOrder(
                        "JobsByStatus [status, id] KEYS_ONLY",
                        "DueWaits [waits, dueAt] ALL",
                        "AuditByTime [audit, id] ALL");
        assertThat(table.streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_IMAGE);
        assertThat(timeToLive.attributeName()).isEqualTo("expiresAt");
        assertThat(timeToLive.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
    }

    private static String summary(GlobalSecondaryIndexDescription index) {
        var key =
                index.keySchema().stream().map(KeySchemaElement::attributeName).toList();
        return index.indexName() + " " + key + " " + index.projection().projectionTypeAsString();
    }

    @Test
    void aTransactionIsAllOrNothing() {
        var partition = unique("smoke");
        put(partition, "ITEM#TAKEN");

        assertThatThrownBy(() -> clients()
                        .dynamoDb()
                        .transactWriteItems(transaction -> transaction.transactItems(
                                newItem(partition, "ITEM#FREE"), newItem(partition, "ITEM#TAKEN"))))
                .isInstanceOfSatisfying(
                        TransactionCanceledException.class, refused -> assertThat(refused.cancellationReasons())
                                .map(CancellationReason::code)
                                .containsExactly("None", "ConditionalCheckFailed"));
        assertThat(sortKeys(partition, "ITEM#")).containsExactly("ITEM#TAKEN");

        clients()
                .dynamoDb()
                .transactWriteItems(transaction -> transaction.transactItems(
                        newItem(partition, "ITEM#FREE"), newItem(partition, "ITEM#FREE-TOO")));
        assertThat(sortKeys(partition, "ITEM#FREE")).containsExactly("ITEM#FREE", "ITEM#FREE-TOO");
    }

    @Test
    void aConditionThatDoesNotHoldTellsTheItemThatIsThere() {
        var partition = unique("smoke");
        put(partition, "HEAD");

        assertThatThrownBy(() -> clients().dynamoDb().putItem(request -> request.tableName(
                                resources().table())
                        .item(item(partition, "HEAD"))
                        .conditionExpression("attribute_not_exists(PK)")
                        .returnValuesOnConditionCheckFailure("ALL_OLD")))
                .isInstanceOfSatisfying(ConditionalCheckFailedException.class, refused -> assertThat(refused.item())
                        .isEqualTo(item(partition, "HEAD")));
    }

    @Test
    void theIndexFindsAnItemByItsStatus() {
        var partition = unique("smoke");
        var item = Map.of(
                "PK", AttributeValue.fromS(partition),
                "SK", AttributeValue.fromS("HEAD"),
                "status", AttributeValue.fromS(partition),
                "id", AttributeValue.fromS("1"),
                "more", AttributeValue.fromBool(true));
        clients().dynamoDb().putItem(request -> request.tableName(resources().table())
                .item(item));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(clients()
                        .dynamoDb()
                        .query(query -> query.tableName(resources().table())
                                .indexName("JobsByStatus")
                                .keyConditionExpression("#status = :status")
                                .expressionAttributeNames(Map.of("#status", "status"))
                                .expressionAttributeValues(Map.of(":status", AttributeValue.fromS(partition))))
                        .items())
                .singleElement()
                .satisfies(found -> assertThat(found).containsOnlyKeys("PK", "SK", "status", "id")));
    }

    @Test
    void aSecretOpensInItsOwnContextOnly() {
        var locked = clients()
                .kms()
                .encrypt(request -> request.keyId(resources().keyId())
                        .encryptionContext(Map.of("org", "acme", "kind", "api-key"))
                        .plaintext(SdkBytes.fromUtf8String("secret")))
                .ciphertextBlob();

        assertThat(decrypted(locked, "acme")).isEqualTo("secret");
        assertThatThrownBy(() -> decrypted(locked, "umbrella")).isInstanceOf(InvalidCiphertextException.class);
    }

    @Test
    void aSecretIsReadByItsNameAndReplaced() {
        var name = unique("smoke/secret");
        clients().secretsManager().createSecret(request -> request.name(name).secretString("first"));
        clients().secretsManager().putSecretValue(request -> request.secretId(name)
                .secretString("second"));

        assertThat(secret(name, "AWSCURRENT")).isEqualTo("second");
        assertThat(secret(name, "AWSPREVIOUS")).isEqualTo("first");
        assertThatThrownBy(() -> secret(name + "x", "AWSCURRENT")).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void aParameterIsReadByItsNameAndReplaced() {
        var name = "/" + unique("smoke");
        putParameter(name, "first");
        putParameter(name, "second");

        assertThat(parameter(name)).isEqualTo("second");
        assertThat(parameter(resources().parameter())).contains("\"publicUrl\": \"http");
        assertThatThrownBy(() -> parameter(name + "x")).isInstanceOf(ParameterNotFoundException.class);
    }

    @Test
    void aMessageIsHiddenWhileItIsHandledAndGoneAfterwards() {
        var sqs = clients().sqs();
        var url = sqs.getQueueUrl(request -> request.queueName(resources().queue()))
                .queueUrl();
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("undelivered"));

        var message = sqs.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(5))
                .messages()
                .getFirst();

        assertThat(message.body()).isEqualTo("undelivered");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(messages(url)).containsExactly(0, 1));
        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(messages(url)).containsExactly(0, 0));
    }

    @Test
    void anExecutionRunsOnceUnderItsName() {
        var stepFunctions = clients().stepFunctions();
        var machine = stepFunctions
                .createStateMachine(
                        request -> request.name(unique("smoke")).roleArn(ROLE).definition("""
                                {"QueryLanguage": "JSONata", "StartAt": "Greet", "States": {"Greet": {
                                  "Type": "Pass", "Output": "{% 'Hello ' & $states.input.name %}", "End": true}}}"""))
                .stateMachineArn();

        var execution = stepFunctions
                .startExecution(request ->
                        request.stateMachineArn(machine).name("first").input("{\"name\": \"Acme\"}"))
                .executionArn();

        await().atMost(PATIENCE).until(() -> status(execution) == ExecutionStatus.SUCCEEDED);
        assertThat(stepFunctions
                        .describeExecution(request -> request.executionArn(execution))
                        .output())
                .isEqualTo("\"Hello Acme\"");
        assertThat(stepFunctions
                        .getExecutionHistory(request -> request.executionArn(execution))
                        .events())
                .map(event -> event.type())
                .containsExactly(
                        HistoryEventType.EXECUTION_STARTED,
                        HistoryEventType.PASS_STATE_ENTERED,
                        HistoryEventType.PASS_STATE_EXITED,
                        HistoryEventType.EXECUTION_SUCCEEDED);
        assertThatThrownBy(() -> stepFunctions.startExecution(request ->
                        request.stateMachineArn(machine).name("first").input("{\"name\": \"Umbrella\"}")))
                .isInstanceOf(ExecutionAlreadyExistsException.class);
    }

    final ExecutionStatus status(String execution) {
        return clients()
                .stepFunctions()
                .describeExecution(request -> request.executionArn(execution))
                .status();
    }

    /** The secret of an organisation's API key. */
    final String decrypted(SdkBytes locked, String org) {
        return clients()
                .kms()
                .decrypt(request -> request.keyId(resources().keyId())
                        .encryptionContext(Map.of("org", org, "kind", "api-key"))
                        .ciphertextBlob(locked))
                .plaintext()
                .asUtf8String();
    }

    final String secret(String name, String stage) {
        return clients()
                .secretsManager()
                .getSecretValue(request -> request.secretId(name).versionStage(stage))
                .secretString();
    }

    final String parameter(String name) {
        return clients()
                .ssm()
                .getParameter(request -> request.name(name))
                .parameter()
                .value();
    }

    /** How many messages of a queue can be received, and how many are being handled. */
    final Stream<Integer> messages(String url) {
        var counts = Stream.of(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
                .toList();
        var attributes = clients()
                .sqs()
                .getQueueAttributes(request -> request.queueUrl(url).attributeNames(counts))
                .attributes();
        return counts.stream().map(attributes::get).map(Integer::valueOf);
    }

    /** The sort keys of a partition that begin so, in order. */
    final Stream<String> sortKeys(String partition, String prefix) {
        return clients()
                .dynamoDb()
                .queryPaginator(query -> query.tableName(resources().table())
                        .consistentRead(true)
                        .keyConditionExpression("PK = :partition AND begins_with(SK, :prefix)")
                        .expressionAttributeValues(Map.of(
                                ":partition", AttributeValue.fromS(partition),
                                ":prefix", AttributeValue.fromS(prefix))))
                .items()
                .stream()
                .map(item -> item.get("SK").s());
    }

    private void put(String partition, String sortKey) {
        clients().dynamoDb().putItem(request -> request.tableName(resources().table())
                .item(item(partition, sortKey)));
    }

    private void putParameter(String name, String value) {
        clients().ssm().putParameter(request -> request.name(name)
                .type(ParameterType.STRING)
                .value(value)
                .overwrite(true));
    }

    private TransactWriteItem newItem(String partition, String sortKey) {
        var put = Put.builder()
                .tableName(resources().table())
                .item(item(partition, sortKey))
                .conditionExpression("attribute_not_exists(PK)")
                .build();
        return TransactWriteItem.builder().put(put).build();
    }

    private static Map<String, AttributeValue> item(String partition, String sortKey) {
        return Map.of("PK", AttributeValue.fromS(partition), "SK", AttributeValue.fromS(sortKey));
    }

    private static String unique(String name) {
        return name + "-" + UUID.randomUUID();
    }
}
