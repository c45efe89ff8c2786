package dev.tenantry.core.readiness;

import dev.tenantry.core.json.Json;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.readiness.ReportedStatus.State;
import dev.tenantry.core.storage.Table;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The newest status of each resource that Twilio has reported by an event, in the table. */
public final class ReportedStatuses {
    private static final String PREFIX = "REPORTED#";

    private final Table table;

    /** The statuses in this table. */
    public ReportedStatuses(Table table) {
        this.table = table;
    }

    /**
     * Stores a status, unless a newer one of the resource is stored: events come late, repeatedly, and in any order. Of
     * two at the same moment the one that says more than that something has begun is the newer.
     */
    public void store(OrgId orgId, ReportedStatus status) {
        try {
            table.client().updateItem(update -> update.tableName(table.name())
                    .key(Table.key(partition(orgId), PREFIX + status.sid()))
                    .conditionExpression("attribute_not_exists(#order) OR #order < :order")
                    .updateExpression("SET #state = :state, #at = :at, #order = :order")
                    .expressionAttributeNames(Map.of("#state", "state", "#at", "at", "#order", "order"))
                    .expressionAttributeValues(Map.of(
                            ":state", AttributeValue.fromS(status.state().name()),
                            ":at", AttributeValue.fromS(Json.time(status.at())),
                            ":order", AttributeValue.fromS(order(status)))));
        } catch (ConditionalCheckFailedException older) {
            // What is stored is as new, or newer.
            return;
        }
    }

    /** All statuses of an organisation's resources, by SID. The read is consistent. */
    public Map<String, ReportedStatus> of(OrgId orgId) {
        return table
                .client()
                .queryPaginator(query -> query.tableName(table.name())
                        .consistentRead(true)
                        .keyConditionExpression("PK = :org AND begins_with(SK, :prefix)")
                        .expressionAttributeValues(Map.of(
                                ":org", AttributeValue.fromS(partition(orgId)),
                                ":prefix", AttributeValue.fromS(PREFIX))))
                .items()
                .stream()
                .map(ReportedStatuses::status)
                .collect(Collectors.toMap(ReportedStatus::sid, Function.identity()));
    }

    private static ReportedStatus status(Map<String, AttributeValue> item) {
        return new ReportedStatus(
                item.get("SK").s().substring(PREFIX.length()),
                State.valueOf(item.get("state").s()),
                Instant.parse(item.get("at").s()));
    }

    private static String order(ReportedStatus status) {
        return Json.time(status.at()) + (status.state() == State.PENDING ? "#0" : "#1");
    }

    private static String partition(OrgId orgId) {
        return "ORG#" + orgId.value();
    }
}
