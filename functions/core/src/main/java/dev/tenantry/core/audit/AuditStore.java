package dev.tenantry.core.audit;

import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.Attributes;
import dev.tenantry.core.storage.Page;
import dev.tenantry.core.storage.Table;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The audit records, in the table. */
public final class AuditStore {
    /** Its keys are two attributes of which only audit records have both. */
    private static final String BY_TIME = "AuditByTime";

    /** The value of the index's partition key: all records are in one, and so in the order of their times. */
    private static final AttributeValue ALL = AttributeValue.fromS("all");

    private static final String PREFIX = "AUDIT#";

    private final Table table;

    /** Records in this table. */
    public AuditStore(Table table) {
        this.table = table;
    }

    /** Stores a record, or replaces the one of its id. */
    public void put(AuditRecord written, Duration retention) {
        table.client().putItem(put -> put.tableName(table.name()).item(item(written, retention)));
    }

    /**
     * Stores a record, unless there is one of its id.
     *
     * @return whether there was none
     */
    public boolean add(AuditRecord written, Duration retention) {
        try {
            table.client().putItem(put -> put.tableName(table.name())
                    .item(item(written, retention))
                    .conditionExpression("attribute_not_exists(PK)"));
            return true;
        } catch (ConditionalCheckFailedException known) {
            return false;
        }
    }

    /** The same as a part of a transaction. */
    public Put write(AuditRecord written, Duration retention) {
        return Put.builder()
                .tableName(table.name())
                .item(item(written, retention))
                .build();
    }

    /**
     * The records about an organisation, newest first. The read is consistent.
     *
     * @param before only those older than this one, the cursor of the page before
     * @param limit how many at most
     */
    public Page<AuditRecord> ofOrg(OrgId orgId, Optional<AuditId> before, int limit) {
        var partition = partition(Optional.of(orgId));
        var query = QueryRequest.builder()
                .consistentRead(true)
                .keyConditionExpression("PK = :org AND begins_with(SK, :prefix)")
                .expressionAttributeValues(
                        Map.of(":org", AttributeValue.fromS(partition), ":prefix", AttributeValue.fromS(PREFIX)));
        before.ifPresent(id -> query.exclusiveStartKey(Table.key(partition, PREFIX + id)));
        return page(query, limit);
    }

    /**
     * All records, newest first. The index follows the table by moments.
     *
     * @param before only those older than this one, the cursor of the page before
     * @param limit how many at most
     */
    public Page<AuditRecord> all(Optional<AuditId> before, int limit) {
        var values = new HashMap<>(Map.of(":all", ALL));
        before.ifPresent(id -> values.put(":before", AttributeValue.fromS(id.value())));
        return page(
                QueryRequest.builder()
                        .indexName(BY_TIME)
                        .keyConditionExpression("audit = :all" + (before.isPresent() ? " AND id < :before" : ""))
                        .expressionAttributeValues(values),
                limit);
    }

    private Page<AuditRecord> page(QueryRequest.Builder query, int limit) {
        var request = query.tableName(table.name())
                .scanIndexForward(false)
                .limit(limit + 1)
                .build();
        var found = table.client().queryPaginator(request).items().stream()
                .limit(limit + 1L)
                .map(item -> AuditJson.read(Attributes.json(item)))
                .toList();
        return Page.of(found, limit, written -> written.id().value());
    }

    private static Map<String, AttributeValue> item(AuditRecord written, Duration retention) {
        var item = Attributes.of(AuditJson.write(written));
        item.putAll(Table.key(partition(written.orgId()), PREFIX + written.id()));
        item.put("audit", ALL);
        item.put(
                "expiresAt",
                AttributeValue.fromN(Long.toString(written.at().plus(retention).getEpochSecond())));
        return item;
    }

    private static String partition(Optional<OrgId> orgId) {
        return orgId.map(id -> "ORG#" + id.value()).orElse("AUDIT");
    }
}
