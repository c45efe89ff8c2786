package dev.tenantry.core.storage;

import dev.tenantry.core.AwsClients;
import dev.tenantry.core.Environment;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * A fresh, empty table for each test, in a DynamoDB Local that all tests of the JVM share. Use it as
 *
 * <pre>
 * &#64;RegisterExtension
 * final LocalTable local = new LocalTable();
 * </pre>
 *
 * The table never deletes what has expired, as DynamoDB may not for days.
 */
public final class LocalTable implements BeforeEachCallback, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(LocalTable.class);

    private final String name = "test-" + UUID.randomUUID();
    private URI endpoint;
    private Table table;

    /** The table. */
    public Table table() {
        return table;
    }

    /** The same table, through a client whose calls these interceptors see, and may make fail. */
    public Table table(ExecutionInterceptor... interceptors) {
        var builder = DynamoDbClient.builder().overrideConfiguration(configuration -> List.of(interceptors)
                .forEach(configuration::addExecutionInterceptor));
        return new Table(new AwsClients(Environment.of(variables())).make(builder, "DYNAMODB"), name);
    }

    /** The variables of a function that uses the table. */
    public Map<String, String> variables() {
        return Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_ENDPOINT_URL_DYNAMODB", endpoint.toString(),
                "TABLE_NAME", name);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        endpoint = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent("dynamodb", key -> LocalDynamoDb.start(), LocalDynamoDb.class)
                .endpoint();
        table = Table.of(Environment.of(variables()));
        table.client().createTable(create -> create.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        attribute("PK"),
                        attribute("SK"),
                        attribute("status"),
                        attribute("id"),
                        attribute("waits"),
                        attribute("dueAt"),
                        attribute("audit"))
                .keySchema(key("PK", KeyType.HASH), key("SK", KeyType.RANGE))
                .globalSecondaryIndexes(jobsByStatus(), dueWaits(), auditByTime()));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        table.client().deleteTable(delete -> delete.tableName(name));
        table.client().close();
    }

    private static GlobalSecondaryIndex jobsByStatus() {
        return GlobalSecondaryIndex.builder()
                .indexName("JobsByStatus")
                .keySchema(key("status", KeyType.HASH), key("id", KeyType.RANGE))
                .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
                .build();
    }

    private static GlobalSecondaryIndex dueWaits() {
        return GlobalSecondaryIndex.builder()
                .indexName("DueWaits")
                .keySchema(key("waits", KeyType.HASH), key("dueAt", KeyType.RANGE))
                .projection(projection -> projection.projectionType(ProjectionType.ALL))
                .build();
    }

    private static GlobalSecondaryIndex auditByTime() {
        return GlobalSecondaryIndex.builder()
                .indexName("AuditByTime")
                .keySchema(key("audit", KeyType.HASH), key("id", KeyType.RANGE))
                .projection(projection -> projection.projectionType(ProjectionType.ALL))
                .build();
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
