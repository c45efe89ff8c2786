package dev.tenantry.core.storage;

import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.json.JobJson;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.JobStore.Creation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;

/**
 * Store of idempotent requests: the job that each created, and the response that it got. A record is written together
 * with its job, so there is none of a request that was refused. It holds for a day; DynamoDB deletes it some time after
 * that. Why so: {@code docs/adr/0007-idempotency-keys.md}.
 */
final class IdempotencyRecords {
    private static final Duration LIFE = Duration.ofHours(24);

    private final Table table;

    IdempotencyRecords(Table table) {
        this.table = table;
    }

    /**
     * The outcome of an earlier request with the same key, if there was one in the last day. The read is consistent.
     *
     * @return {@link Creation.Repeated} or {@link Creation.KeyReused}
     */
    Optional<Creation> find(OrgId orgId, IdempotentRequest request, Instant now) {
        var item = table.client()
                .getItem(get ->
                        get.tableName(table.name()).key(key(orgId, request)).consistentRead(true))
                .item();
        if (!item.containsKey("expiresAt")
                || Long.parseLong(item.get("expiresAt").n()) <= now.getEpochSecond()) {
            return Optional.empty();
        }
        return Optional.of(
                item.get("bodyHash").s().equals(request.bodyHash())
                        ? new Creation.Repeated(
                                JobJson.read(Attributes.json(item.get("job").m())))
                        : new Creation.KeyReused(new JobId(item.get("jobId").s())));
    }

    /** Records that this request makes this job, unless another of the same key does. */
    Put put(IdempotentRequest request, Job job) {
        var now = job.createdAt();
        var item = new HashMap<>(key(job.orgId(), request));
        item.put("jobId", AttributeValue.fromS(job.id().value()));
        // As people see it: a second copy of the plan's personal data would have to be guarded as well.
        item.put("job", AttributeValue.fromM(Attributes.of(JobJson.write(job))));
        item.put("bodyHash", AttributeValue.fromS(request.bodyHash()));
        item.put("expiresAt", seconds(now.plus(LIFE)));
        return Put.builder()
                .tableName(table.name())
                .item(item)
                .conditionExpression("attribute_not_exists(PK) OR expiresAt <= :now")
                .expressionAttributeValues(Map.of(":now", seconds(now)))
                .build();
    }

    private static Map<String, AttributeValue> key(OrgId orgId, IdempotentRequest request) {
        return Table.key(JobKeys.partition(orgId), "IDEMPOTENCY#" + request.keyHash());
    }

    private static AttributeValue seconds(Instant time) {
        return AttributeValue.fromN(Long.toString(time.getEpochSecond()));
    }
}
