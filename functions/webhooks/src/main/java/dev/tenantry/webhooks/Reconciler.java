package dev.tenantry.webhooks;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.tenantry.core.execution.Closing;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.execution.Settler;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.storage.JobLists;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Looks at jobs that have not moved for a while, and does what somebody should have done: events get lost, and whoever
 * was to start or stop an execution may have died.
 */
final class Reconciler {
    /** With the minute between two runs, what stands is healed within two. */
    private static final Duration STANDING = Duration.ofSeconds(45);

    private static final int PAGE = 100;

    private final JobLists lists;
    private final Executions executions;
    private final Settler settler;
    private final InstantSource clock;

    Reconciler(Table table, Executions executions, InstantSource clock) {
        this.lists = new JobLists(table);
        this.executions = executions;
        this.settler = new Settler(new JobStore(table), clock);
        this.clock = clock;
    }

    /** Heals what stands still of the jobs with these statuses. */
    void heal(List<JobStatus> statuses, LambdaLogger logger) {
        for (var status : statuses) {
            var before = Optional.<JobId>empty();
            do {
                var page = lists.ofStatus(status, before, PAGE);
                page.items().stream().filter(this::isStanding).forEach(job -> heal(job, logger));
                before = page.next().map(JobId::new);
            } while (before.isPresent());
        }
    }

    private boolean isStanding(Job job) {
        return job.updatedAt().isBefore(clock.instant().minus(STANDING));
    }

    /** One job that cannot be healed now must not keep the others waiting; the next run tries it again. */
    private void heal(Job job, LambdaLogger logger) {
        try {
            executions.ensureStarted(job);
            job.currentExecutions().forEach(execution -> ending(job, execution)
                    .ifPresent(closing -> settler.settle(job.id(), execution, closing)));
        } catch (SdkException failure) {
            logger.log("Could not look after the job " + job.id() + " yet: " + failure.getMessage());
        }
    }

    private Optional<Closing> ending(Job job, Execution execution) {
        return job.status() == JobStatus.CANCELLING && !executions.stop(execution)
                ? Optional.of(new Closing.Stopped())
                : executions.closing(execution);
    }
}
