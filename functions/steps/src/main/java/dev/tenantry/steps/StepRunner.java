package dev.tenantry.steps;

import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.Job.Change;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.Resource;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.tenant.StepErrors;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.NeedsHumanException;
import dev.tenantry.twilio.failure.NotProcessedException;
import dev.tenantry.twilio.failure.PermanentFailureException;
import dev.tenantry.twilio.failure.ProvisioningFailure;
import dev.tenantry.twilio.failure.TryAnotherException;
import dev.tenantry.twilio.failure.UnknownOutcomeException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs a step's work and tells the job how it goes.
 *
 * <p>A failure that the state machine tries again leaves the step RUNNING, with a message that says so; one that it
 * does not ends the step here, in place. Both are thrown on, so that the execution shows them.
 */
final class StepRunner {
    private final JobStore jobs;
    private final Redrives redrives;
    private final InstantSource clock;

    StepRunner(JobStore jobs, InstantSource clock) {
        this.jobs = jobs;
        this.redrives = new Redrives(jobs, clock);
        this.clock = clock;
    }

    /** @throws PermanentFailureException when the job is not at work */
    StepOutput run(
            StepInput input, StepName name, Supplier<Duration> remainingTime, Function<StepRun, StepResult> work) {
        var job = takeUp(input, name, remainingTime, work, StepRunner::isDone);
        return new StepOutput(job.step(name).message());
    }

    /**
     * The same for a step whose end others may tell: one that has ended, however it did, is left as it is.
     *
     * @return the job, with the step as it stands then
     */
    Job submit(StepInput input, StepName name, Supplier<Duration> remainingTime, Function<StepRun, StepResult> work) {
        return takeUp(input, name, remainingTime, work, StepRunner::hasEnded);
    }

    private Job takeUp(
            StepInput input,
            StepName name,
            Supplier<Duration> remainingTime,
            Function<StepRun, StepResult> work,
            BiPredicate<Job, StepName> isOver) {
        var id = new JobId(input.jobId());
        return AwsFailures.translate(() -> {
            redrives.takeUp(id, input.execution(), input.redriveCount());
            return begin(id, name, remainingTime, work, isOver);
        });
    }

    private Job begin(
            JobId id,
            StepName name,
            Supplier<Duration> remainingTime,
            Function<StepRun, StepResult> work,
            BiPredicate<Job, StepName> isOver) {
        var job = jobs.update(
                id,
                seen -> isOver.test(seen, name) || !seen.isProvisioning()
                        ? Optional.empty()
                        : Optional.of(seen.startStep(name, clock.instant())));
        if (isOver.test(job, name)) {
            return job;
        }
        requireProvisioning(job);
        try {
            var run = new StepRun(
                    job,
                    remainingTime,
                    reporter(id, name),
                    () -> requireProvisioning(jobs.find(id).orElseThrow()));
            return tell(job, name, AwsFailures.translate(() -> work.apply(run)));
        } catch (ProvisioningFailure failure) {
            tell(id, name, failure);
            throw failure;
        }
    }

    private Job tell(Job begun, StepName name, StepResult result) {
        return jobs.update(
                begun.id(),
                job -> isDone(job, name) || isOvertaken(begun, job, name, result)
                        ? Optional.empty()
                        : Optional.of(told(job, name, result)));
    }

    private Change told(Job job, StepName name, StepResult result) {
        return result.waitingFor()
                .map(whom -> job.awaitStep(name, result.message(), result.resources(), whom, clock.instant()))
                .orElseGet(() -> job.completeStep(name, result.message(), result.resources(), clock.instant()));
    }

    /** What has been decided meanwhile is not waited for; and while a later attempt is at work, it tells. */
    private static boolean isOvertaken(Job begun, Job now, StepName name, StepResult result) {
        return result.waitingFor().isPresent()
                && (hasEnded(now, name)
                        || now.step(name).attempt() != begun.step(name).attempt());
    }

    private BiConsumer<String, List<Resource>> reporter(JobId id, StepName name) {
        return (message, resources) -> requireNotCancelling(jobs.update(
                id,
                job -> isDone(job, name)
                        ? Optional.empty()
                        : Optional.of(job.reportStep(name, message, resources, clock.instant()))));
    }

    /** The safe point of a job that is being cancelled: what was made is recorded, and nothing more is begun. */
    private static void requireNotCancelling(Job job) {
        if (isCancelling(job)) {
            throw new PermanentFailureException(FailureDetails.of(
                    "The job is being cancelled.", "Nothing to do; retry the job when it is to go on."));
        }
    }

    /**
     * For a run that was paused, and goes on after its job has ended: what it made now nobody would know of, or undo.
     * Or for an execution that somebody redrove, though another works for the job since.
     *
     * @throws PermanentFailureException when the job is not at work
     */
    private static void requireProvisioning(Job job) {
        requireNotCancelling(job);
        if (!job.isProvisioning()) {
            throw new PermanentFailureException(FailureDetails.of(
                    "The job is " + job.status() + ", so nothing more is made for it.",
                    "Nothing to do; trigger the organisation again when it is to go on."));
        }
    }

    /** A step that has ended meanwhile, by another run or with its job, is not touched: its end is the news. */
    private void tell(JobId id, StepName name, ProvisioningFailure failure) {
        jobs.update(
                id,
                job -> job.step(name).status().isFinal() ? Optional.empty() : Optional.of(told(job, name, failure)));
    }

    private Change told(Job job, StepName name, ProvisioningFailure failure) {
        if (isCancelling(job)) {
            return job.cancelStep(name, "Stopped; what exists already stays in the ledger", clock.instant());
        }
        return switch (failure) {
            case NotProcessedException _, UnknownOutcomeException _ ->
                job.reportFailure(name, StepErrors.of(failure), clock.instant());
            case NeedsHumanException _, PermanentFailureException _, TryAnotherException _ ->
                job.failStep(name, StepErrors.of(failure), clock.instant());
        };
    }

    private static boolean isCancelling(Job job) {
        return job.status() == JobStatus.CANCELLING;
    }

    private static boolean hasEnded(Job job, StepName name) {
        return job.step(name).status().isFinal();
    }

    private static boolean isDone(Job job, StepName name) {
        var status = job.step(name).status();
        return status == StepStatus.COMPLETE || status == StepStatus.SKIPPED;
    }
}
