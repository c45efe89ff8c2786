package dev.tenantry.core.notice;

import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.Attributes;
import dev.tenantry.core.storage.Page;
import dev.tenantry.core.storage.Table;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Organisations' notices, in the table. */
public final class NoticeStore {
    private static final String PREFIX = "NOTICE#";
    private static final String IS_NEW = "attribute_not_exists(PK)";

    private final Table table;

    /** Notices in this table. */
    public NoticeStore(Table table) {
        this.table = table;
    }

    /**
     * Stores a notice, unless the organisation has one of this id.
     *
     * @return whether it is new
     */
    public boolean add(Notice notice) {
        try {
            table.client()
                    .putItem(put ->
                            put.tableName(table.name()).item(item(notice)).conditionExpression(IS_NEW));
            return true;
        } catch (ConditionalCheckFailedException known) {
            return false;
        }
    }

    /** The same as a part of a transaction: its condition fails when the organisation has a notice of this id. */
    public Put addition(Notice notice) {
        return Put.builder()
                .tableName(table.name())
                .item(item(notice))
                .conditionExpression(IS_NEW)
                .build();
    }

    /**
     * An organisation's notices, newest first. The read is consistent.
     *
     * @param before only those older than this one, the cursor of the page before
     * @param limit how many at most
     */
    public Page<Notice> list(OrgId orgId, Optional<NoticeId> before, int limit) {
        var query = QueryRequest.builder()
                .tableName(table.name())
                .consistentRead(true)
                .scanIndexForward(false)
                .limit(limit + 1)
                .keyConditionExpression("PK = :org AND begins_with(SK, :prefix)")
                .expressionAttributeValues(Map.of(
                        ":org", AttributeValue.fromS(partition(orgId)), ":prefix", AttributeValue.fromS(PREFIX)));
        before.ifPresent(id -> query.exclusiveStartKey(key(orgId, id.value())));
        var found = table.client().queryPaginator(query.build()).items().stream()
                .limit(limit + 1L)
                .map(item -> NoticeJson.read(orgId, Attributes.json(item)))
                .toList();
        return Page.of(found, limit, notice -> notice.id().value());
    }

    private static Map<String, AttributeValue> item(Notice notice) {
        var item = Attributes.of(NoticeJson.write(notice));
        item.putAll(key(notice.orgId(), notice.id().value()));
        return item;
    }

    private static Map<String, AttributeValue> key(OrgId orgId, String id) {
        return Table.key(partition(orgId), PREFIX + id);
    }

    private static String partition(OrgId orgId) {
        return "ORG#" + orgId.value();
    }
}
