package dev.tenantry.core.storage;

import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.json.JobJson;
import dev.tenantry.core.plan.OrgId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reader of a job for those who may see the jobs of some organisations only. DynamoDB itself compares the job's
 * organisation, so nothing of another organisation's job is transferred or decoded, and the answer takes as long as for
 * a job that does not exist.
 */
final class OwnedJobReader {
    /** DynamoDB's limit on the operands of IN. */
    private static final int MOST_OPERANDS = 100;

    private final Table table;

    OwnedJobReader(Table table) {
        this.table = table;
    }

    /** The job of this id, if it is one of these organisations'. The read is consistent. */
    Optional<Job> find(JobId id, Set<OrgId> owners) {
        return owners.stream()
                .gather(Gatherers.windowFixed(MOST_OPERANDS))
                .flatMap(some -> query(id, some).stream())
                .findFirst()
                .map(item -> JobJson.read(Attributes.json(item)));
    }

    /** A query, because GetItem has no filter. */
    private List<Map<String, AttributeValue>> query(JobId id, List<OrgId> owners) {
        var head = JobKeys.head(id);
        var values = new HashMap<String, AttributeValue>();
        owners.forEach(owner -> values.put(":owner" + values.size(), AttributeValue.fromS(owner.value())));
        var operands = values.keySet().stream().collect(Collectors.joining(", "));
        values.put(":partition", head.get("PK"));
        values.put(":head", head.get("SK"));
        return table.client()
                .query(query -> query.tableName(table.name())
                        .consistentRead(true)
                        .keyConditionExpression("PK = :partition AND SK = :head")
                        .filterExpression("orgId IN (" + operands + ")")
                        .expressionAttributeValues(values))
                .items();
    }
}
