package dev.tenantry.core.review;

import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.storage.Sha256;
import dev.tenantry.core.storage.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The waits in the table. The index of those that are due holds nothing but waits, since only they have its attributes.
 *
 * <p>Every method throws {@link software.amazon.awssdk.core.exception.SdkException} when the table cannot be reached.
 */
public final class Waits {
    private static final String PREFIX = "WAIT#";
    private static final String DUE = "DueWaits";
    /** One partition holds them all: each is written a few times a day, and a partition takes a thousand a second. */
    private static final AttributeValue ALL = AttributeValue.fromS("WAITS");

    private final Table table;

    /** The waits in this table. */
    public Waits(Table table) {
        this.table = table;
    }

    /**
     * Keeps a wait beside those that other attempts at the step have left: an attempt that Step Functions has given up
     * may outlive it, and come last, so nobody here can tell which of their tokens counts. Of the others a look finds
     * that nobody waits for them.
     */
    public void put(Wait wait) {
        table.client().putItem(put -> put.tableName(table.name()).item(item(wait)));
    }

    /** What an organisation waits for. The read is consistent: a wait that was put is found. */
    public List<Wait> of(OrgId orgId) {
        return read(QueryRequest.builder()
                .tableName(table.name())
                .consistentRead(true)
                .keyConditionExpression("PK = :org AND begins_with(SK, :prefix)")
                .expressionAttributeValues(
                        Map.of(":org", AttributeValue.fromS(partition(orgId)), ":prefix", AttributeValue.fromS(PREFIX)))
                .build());
    }

    /**
     * The waits of all organisations that are due, those that are due longest first. The index follows the table by
     * moments.
     *
     * @param limit how many at most
     */
    public List<Wait> due(Instant now, int limit) {
        return read(QueryRequest.builder()
                        .tableName(table.name())
                        .indexName(DUE)
                        .limit(limit)
                        .keyConditionExpression("waits = :all AND dueAt <= :now")
                        .expressionAttributeValues(Map.of(":all", ALL, ":now", AttributeValue.fromS(Json.time(now))))
                        .build())
                .stream()
                .limit(limit)
                .toList();
    }

    /** Puts a wait off, unless it has ended. */
    public void postpone(Wait wait) {
        try {
            table.client().updateItem(update -> update.tableName(table.name())
                    .key(key(wait))
                    .conditionExpression("taskToken = :token")
                    .updateExpression("SET looks = :looks, dueAt = :due")
                    .expressionAttributeValues(Map.of(
                            ":token", AttributeValue.fromS(wait.taskToken()),
                            ":looks", AttributeValue.fromN(Integer.toString(wait.looks())),
                            ":due", AttributeValue.fromS(Json.time(wait.dueAt())))));
        } catch (ConditionalCheckFailedException ended) {
            // Who ended it knew better.
            return;
        }
    }

    /** Ends a wait, or finds that it has ended. */
    public void end(Wait wait) {
        table.client().deleteItem(delete -> delete.tableName(table.name()).key(key(wait)));
    }

    private List<Wait> read(QueryRequest query) {
        return table.client().queryPaginator(query).items().stream()
                .map(Waits::wait)
                .toList();
    }

    private static Map<String, AttributeValue> item(Wait wait) {
        var item = new HashMap<>(key(wait));
        item.putAll(Map.of(
                "waits", ALL,
                "orgId", AttributeValue.fromS(wait.orgId().value()),
                "jobId", AttributeValue.fromS(wait.jobId().value()),
                "step", AttributeValue.fromS(wait.step().id()),
                "taskToken", AttributeValue.fromS(wait.taskToken()),
                "since", AttributeValue.fromS(Json.time(wait.since())),
                "looks", AttributeValue.fromN(Integer.toString(wait.looks())),
                "dueAt", AttributeValue.fromS(Json.time(wait.dueAt()))));
        return item;
    }

    private static Wait wait(Map<String, AttributeValue> item) {
        return new Wait(
                new OrgId(item.get("orgId").s()),
                new JobId(item.get("jobId").s()),
                StepName.ofId(item.get("step").s()),
                item.get("taskToken").s(),
                Instant.parse(item.get("since").s()),
                Integer.parseInt(item.get("looks").n()),
                Instant.parse(item.get("dueAt").s()));
    }

    private static Map<String, AttributeValue> key(Wait wait) {
        // A token may be as long as a key, and is not for everybody who sees one.
        var token = Sha256.hex(wait.taskToken()).substring(0, 32);
        return Table.key(partition(wait.orgId()), PREFIX + wait.step().id() + "#" + token);
    }

    private static String partition(OrgId orgId) {
        return "ORG#" + orgId.value();
    }
}
