package dev.tenantry.core.storage;

import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.plan.OrgId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * List of the organisations, each at the place of its newest job; the one with the newest comes first. No index has
 * them: {@code docs/adr/0041-organisations-are-listed-by-their-newest-jobs.md}.
 */
public final class Organisations {
    /** How many jobs one call looks through; for the older ones the list is continued with the page's cursor. */
    private static final int LOOKED_THROUGH = 200;

    private static final int BATCH = 100;

    private final JobLists jobs;
    private final BatchReader reader;

    /** The organisations in this table. */
    public Organisations(Table table) {
        this.jobs = new JobLists(table);
        this.reader = new BatchReader(table);
    }

    /**
     * The newest jobs of the organisations. The index follows the table by moments, so that an organisation whose job
     * changes in this very moment can be missed. A page may be short, or empty, and have a next one.
     *
     * @param isWanted chooses organisations by their newest jobs
     * @param before only jobs older than this one
     * @param limit how many at most
     * @throws ContentionException when the table is too busy to answer whole
     */
    public Page<Job> newestJobs(Predicate<Job> isWanted, Optional<JobId> before, int limit) {
        var found = new ArrayList<Job>();
        var cursor = before;
        for (var read = 0; read < LOOKED_THROUGH; read += BATCH) {
            var page = jobs.all(cursor, BATCH);
            found.addAll(newest(page.items().stream().filter(isWanted).toList()));
            if (found.size() > limit || page.next().isEmpty()) {
                return Page.of(found, limit, job -> job.id().value());
            }
            cursor = page.next().map(JobId::new);
        }
        return new Page<>(found, cursor.map(JobId::value));
    }

    /** Those of these jobs that are their organisations' newest. */
    private List<Job> newest(List<Job> some) {
        var newest = newestIds(some.stream().map(Job::orgId).collect(Collectors.toSet()));
        return some.stream().filter(job -> newest.contains(job.id())).toList();
    }

    private Set<JobId> newestIds(Set<OrgId> organisations) {
        return reader.read(organisations.stream().map(JobKeys::org).toList()).stream()
                .map(Organisations::newestId)
                .collect(Collectors.toSet());
    }

    private static JobId newestId(Map<String, AttributeValue> organisation) {
        return new JobId(organisation.get(JobStore.LATEST).s());
    }
}
