package dev.tenantry.core.pendingreview;

import dev.tenantry.core.Sha256;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Pending reviews in the table. The index {@code DueWaits} holds nothing else, since only they have its attributes.
 *
 * <p>Every method throws {@link software.amazon.awssdk.core.exception.SdkException} when the table cannot be reached.
 */
public final class PendingReviews {
    private static final String PREFIX = "WAIT#";
    private static final String DUE = "DueWaits";
    /** One partition holds them all: each is written a few times a day, and a partition takes a thousand a second. */
    private static final AttributeValue ALL = AttributeValue.fromS("WAITS");

    private final Table table;

    /** Pending reviews in this table. */
    public PendingReviews(Table table) {
        this.table = table;
    }

    /**
     * Stores a pending review beside those of other attempts at the step. An attempt that Step Functions has timed out
     * may still run, and may store its token last, so the newest one need not be the one that counts. A later check
     * deletes those whose task token has expired.
     */
    public void put(PendingReview review) {
        table.client().putItem(put -> put.tableName(table.name()).item(item(review)));
    }

    /** The pending reviews of an organisation. The read is consistent. */
    public List<PendingReview> of(OrgId orgId) {
        return read(QueryRequest.builder()
                .tableName(table.name())
                .consistentRead(true)
                .keyConditionExpression("PK = :org AND begins_with(SK, :prefix)")
                .expressionAttributeValues(
                        Map.of(":org", AttributeValue.fromS(partition(orgId)), ":prefix", AttributeValue.fromS(PREFIX)))
                .build());
    }

    /**
     * The pending reviews of all organisations that are due for a check, the longest due first. The read is eventually
     * consistent, since the index is.
     *
     * @param limit how many at most
     */
    public List<PendingReview> due(Instant now, int limit) {
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

    /** Updates when a review is checked next, unless it has ended. */
    public void postpone(PendingReview review) {
        try {
            table.client().updateItem(update -> update.tableName(table.name())
                    .key(key(review))
                    .conditionExpression("taskToken = :token")
                    .updateExpression("SET looks = :looks, dueAt = :due")
                    .expressionAttributeValues(Map.of(
                            ":token", AttributeValue.fromS(review.taskToken()),
                            ":looks", AttributeValue.fromN(Integer.toString(review.checks())),
                            ":due", AttributeValue.fromS(Json.time(review.dueAt())))));
        } catch (ConditionalCheckFailedException ended) {
            // It was decided meanwhile, so there is nothing left to check.
            return;
        }
    }

    /** Deletes a pending review, if it is still there. */
    public void end(PendingReview review) {
        table.client().deleteItem(delete -> delete.tableName(table.name()).key(key(review)));
    }

    private List<PendingReview> read(QueryRequest query) {
        return table.client().queryPaginator(query).items().stream()
                .map(PendingReviews::review)
                .toList();
    }

    private static Map<String, AttributeValue> item(PendingReview review) {
        var item = new HashMap<>(key(review));
        item.putAll(Map.of(
                "waits", ALL,
                "orgId", AttributeValue.fromS(review.orgId().value()),
                "jobId", AttributeValue.fromS(review.jobId().value()),
                "step", AttributeValue.fromS(review.step().id()),
                "taskToken", AttributeValue.fromS(review.taskToken()),
                "since", AttributeValue.fromS(Json.time(review.since())),
                "looks", AttributeValue.fromN(Integer.toString(review.checks())),
                "dueAt", AttributeValue.fromS(Json.time(review.dueAt()))));
        return item;
    }

    private static PendingReview review(Map<String, AttributeValue> item) {
        return new PendingReview(
                new OrgId(item.get("orgId").s()),
                new JobId(item.get("jobId").s()),
                StepName.ofId(item.get("step").s()),
                item.get("taskToken").s(),
                Instant.parse(item.get("since").s()),
                Integer.parseInt(item.get("looks").n()),
                Instant.parse(item.get("dueAt").s()));
    }

    private static Map<String, AttributeValue> key(PendingReview review) {
        // A token may be as long as a key may be, and must not be readable by everybody who may read keys.
        var token = Sha256.hex(review.taskToken()).substring(0, 32);
        return Table.key(partition(review.orgId()), PREFIX + review.step().id() + "#" + token);
    }

    private static String partition(OrgId orgId) {
        return "ORG#" + orgId.value();
    }
}
