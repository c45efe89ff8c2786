package dev.tenantry.webhooks;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.execution.FailedExecution;
import dev.tenantry.core.execution.JobFinalizer;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.log.FunctionLog;
import dev.tenantry.core.storage.JobLists;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Finds jobs that have not changed for a while, and recovers them: an event may have been lost, or a function may have
 * crashed before it started or stopped an execution.
 */
final class Reconciler {
    /** As a minute passes between two runs, a job that stopped moving is recovered within two minutes. */
    private static final Duration STALLED_AFTER = Duration.ofSeconds(45);

    /** Longer than the reconciler needs to recover a job, and than the state machines wait between attempts. */
    private static final Duration NOT_MOVING_AFTER = Duration.ofMinutes(10);

    private static final int PAGE = 100;

    private final JobLists lists;
    private final Executions executions;
    private final JobFinalizer finalizer;
    private final InstantSource clock;

    Reconciler(Table table, Executions executions, InstantSource clock) {
        this.lists = new JobLists(table);
        this.executions = executions;
        this.finalizer = new JobFinalizer(new JobStore(table), clock);
        this.clock = clock;
    }

    /**
     * Recovers the jobs with these statuses that have stopped moving.
     *
     * @return how many of them had not moved for so long that earlier runs cannot have recovered them
     */
    int recover(List<JobStatus> statuses, FunctionLog logger) {
        var notMoving = 0;
        for (var status : statuses) {
            var before = Optional.<JobId>empty();
            do {
                var page = lists.ofStatus(status, before, PAGE);
                notMoving += (int) page.items().stream()
                        .filter(job -> isOlder(job, NOT_MOVING_AFTER))
                        .count();
                page.items().stream().filter(job -> isOlder(job, STALLED_AFTER)).forEach(job -> recover(job, logger));
                before = page.next().map(JobId::new);
            } while (before.isPresent());
        }
        return notMoving;
    }

    private boolean isOlder(Job job, Duration time) {
        return job.updatedAt().isBefore(clock.instant().minus(time));
    }

    /** A job that cannot be recovered now must not delay the others; the next run retries it. */
    private void recover(Job job, FunctionLog logger) {
        try {
            executions.ensureStarted(job);
            job.currentExecutions().forEach(execution -> failureOf(job, execution)
                    .ifPresent(closing -> finalizer.finalizeJob(job.id(), execution, closing)));
        } catch (SdkException failure) {
            logger.about(job)
                    .log(
                            "Could not recover the job " + job.id() + " yet: " + failure.getMessage(),
                            LogLevel.WARN,
                            failure);
        }
    }

    private Optional<FailedExecution> failureOf(Job job, Execution execution) {
        return job.status() == JobStatus.CANCELLING && !executions.stop(execution)
                ? Optional.of(new FailedExecution.Stopped())
                : executions.failure(execution);
    }
}
