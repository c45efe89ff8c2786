package dev.tenantry.core.storage;

import dev.tenantry.core.Concurrently;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.plan.OrgId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Lists of jobs, newest first. A job's id sorts by the time it was made, so it is the cursor of every list: a page
 * holds what is older. Which lists are consistent: {@code docs/adr/0008-consistent-and-indexed-job-lists.md}.
 */
public final class JobLists {
    /** Its keys are two attributes that jobs' items have, and no other items both of them. */
    private static final String BY_STATUS = "JobsByStatus";

    private final Table table;
    private final JobBatchReader reader;

    /** The jobs in this table. */
    public JobLists(Table table) {
        this.table = table;
        this.reader = new JobBatchReader(table);
    }

    /**
     * An organisation's jobs. The read is consistent: a job is listed as soon as it is created.
     *
     * @param before only jobs older than this one
     * @param limit how many at most
     * @throws ContentionException when the table is too busy to answer whole
     */
    public Page<Job> ofOrg(OrgId orgId, Optional<JobId> before, int limit) {
        var query = QueryRequest.builder()
                .tableName(table.name())
                .consistentRead(true)
                .scanIndexForward(false)
                .limit(limit + 1)
                .keyConditionExpression("PK = :org AND begins_with(SK, :prefix)")
                .expressionAttributeValues(Map.of(
                        ":org", AttributeValue.fromS(JobKeys.partition(orgId)),
                        ":prefix", AttributeValue.fromS(JobKeys.POINTER_PREFIX)));
        before.ifPresent(id -> query.exclusiveStartKey(JobKeys.pointer(orgId, id)));
        var ids = first(limit + 1, query.build())
                .map(item -> JobKeys.pointedAt(item.get("SK").s()))
                .toList();
        return read(Page.of(ids, limit, JobId::value));
    }

    /**
     * The jobs of all organisations. The index follows the table by moments: a new job shows a little later, and one
     * that changes its status in this very moment can be missed.
     *
     * @param before only jobs older than this one
     * @param limit how many at most
     * @throws ContentionException when the table is too busy to answer whole
     */
    public Page<Job> all(Optional<JobId> before, int limit) {
        var queries = Stream.of(JobStatus.values())
                .map(status -> (Callable<List<JobId>>) () -> idsOf(status, before, limit + 1))
                .toList();
        var ids = Concurrently.all(queries).stream()
                .flatMap(List::stream)
                .distinct()
                .sorted(Comparator.comparing(JobId::value).reversed())
                .limit(limit + 1L)
                .toList();
        return read(Page.of(ids, limit, JobId::value));
    }

    /**
     * The jobs of all organisations that have this status. The index is eventually consistent with the table; jobs
     * whose status has changed since are left out, so a page can be shorter than the limit although there is a next
     * page.
     *
     * @param before only jobs older than this one
     * @param limit how many at most
     * @throws ContentionException when the table is too busy to answer whole
     */
    public Page<Job> ofStatus(JobStatus status, Optional<JobId> before, int limit) {
        var page = read(Page.of(idsOf(status, before, limit + 1), limit, JobId::value));
        var unmoved =
                page.items().stream().filter(job -> job.status() == status).toList();
        return new Page<>(unmoved, page.next());
    }

    private List<JobId> idsOf(JobStatus status, Optional<JobId> before, int count) {
        var values = new HashMap<>(Map.of(":status", AttributeValue.fromS(status.name())));
        before.ifPresent(id -> values.put(":before", AttributeValue.fromS(id.value())));
        var query = QueryRequest.builder()
                .tableName(table.name())
                .indexName(BY_STATUS)
                .scanIndexForward(false)
                .limit(count)
                .keyConditionExpression("#status = :status" + (before.isPresent() ? " AND id < :before" : ""))
                .expressionAttributeNames(Map.of("#status", "status"))
                .expressionAttributeValues(values)
                .build();
        return first(count, query).map(item -> new JobId(item.get("id").s())).toList();
    }

    private Stream<Map<String, AttributeValue>> first(int count, QueryRequest query) {
        return table.client().queryPaginator(query).items().stream().limit(count);
    }

    private Page<Job> read(Page<JobId> page) {
        return new Page<>(reader.read(page.items()), page.next());
    }
}
