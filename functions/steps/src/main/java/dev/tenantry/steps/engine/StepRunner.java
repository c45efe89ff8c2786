package dev.tenantry.steps.engine;

import dev.tenantry.core.MadeOnce;
import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.failure.TryAnotherException;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.Job.Change;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.Resource;
import dev.tenantry.core.job.StepError;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.storage.JobStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Runs a step's work and records its status in the job.
 *
 * <p>A failure that the state machine tries again leaves the step RUNNING, with a message that says so; one that it
 * does not ends the step here, in place. Both are thrown on, so that the execution shows them, but for the refusal of
 * an optional step.
 */
public final class StepRunner {
    private final JobStore jobs;
    private final Ledger ledger;
    private final ExternalRedrives redrives;
    private final InstantSource clock;

    /**
     * @param jobs where the steps of jobs are recorded
     * @param ledger what exists at Twilio
     */
    public StepRunner(JobStore jobs, Ledger ledger, InstantSource clock) {
        this.jobs = jobs;
        this.ledger = ledger;
        this.redrives = new ExternalRedrives(jobs, clock);
        this.clock = clock;
    }

    /**
     * Runs the work of a step, unless the step is done. The refusal of an optional step fails the step and not its
     * state, so that the execution continues with the other steps.
     *
     * @throws PermanentFailureException when the job is not provisioning
     */
    public StepOutput run(
            StepInput input, StepName name, Supplier<Duration> remainingTime, Function<StepRun, StepResult> work) {
        return run(input, name, remainingTime, _ -> Optional.empty(), work);
    }

    /**
     * The same for work that begins with a claim.
     *
     * @param first the resource that the work of a job claims before it does anything at Twilio
     */
    public StepOutput run(
            StepInput input,
            StepName name,
            Supplier<Duration> remainingTime,
            Function<Job, Optional<ResourceKey>> first,
            Function<StepRun, StepResult> work) {
        try {
            var job = perform(input, new Attempt(name, remainingTime, first, work, StepRunner::isPassed));
            return new StepOutput(job.step(name).message());
        } catch (NeedsHumanException | PermanentFailureException | TryAnotherException refusal) {
            var job = AwsFailures.translate(
                    () -> jobs.find(new JobId(input.jobId())).orElseThrow());
            if (!job.isProvisioning() || !job.step(name).hasFailedOptionally()) {
                throw refusal;
            }
            return new StepOutput(job.step(name).message());
        }
    }

    /**
     * The same for a step whose end others may record: one that has ended, however it did, is left as it is.
     *
     * @return the job, with the step as it stands then
     */
    public Job submit(
            StepInput input, StepName name, Supplier<Duration> remainingTime, Function<StepRun, StepResult> work) {
        return perform(input, new Attempt(name, remainingTime, _ -> Optional.empty(), work, StepRunner::hasEnded));
    }

    /**
     * An attempt at a step.
     *
     * @param name the step
     * @param remainingTime how long the function may still live
     * @param first the resource that is claimed with the step's start
     * @param work the step's work
     * @param isOver whether there is nothing left to do
     */
    private record Attempt(
            StepName name,
            Supplier<Duration> remainingTime,
            Function<Job, Optional<ResourceKey>> first,
            Function<StepRun, StepResult> work,
            BiPredicate<Job, StepName> isOver) {
        boolean isOver(Job job) {
            return isOver.test(job, name);
        }
    }

    private Job perform(StepInput input, Attempt attempt) {
        var id = new JobId(input.jobId());
        return AwsFailures.translate(() -> {
            redrives.restart(id, input.execution(), input.redriveCount());
            return begin(jobs.find(id).orElseThrow(), attempt);
        });
    }

    private Job begin(Job seen, Attempt attempt) {
        if (attempt.isOver(seen)) {
            return seen;
        }
        requireProvisioning(seen);
        var recorded = new MadeOnce<>(() -> ledger.snapshot(seen.orgId()));
        var first = attempt.first().apply(seen).filter(key -> recorded.get().isUntouched(key));
        var claim = new AtomicReference<>(EarlyClaim.none());
        var begun = first.map(key -> start(seen, attempt, key, claim))
                .orElseGet(() -> jobs.update(seen, job -> start(job, attempt)));
        if (attempt.isOver(begun)) {
            return begun;
        }
        requireProvisioning(begun);
        var latest = new AtomicReference<>(begun);
        var run = new StepRun(
                begun,
                attempt.remainingTime(),
                reporter(latest, attempt.name()),
                () -> requireProvisioning(read(latest)),
                recorded,
                claim.get());
        try {
            var result = AwsFailures.translate(() -> work(run, attempt));
            return record(begun, latest.get(), attempt.name(), result);
        } catch (ProvisioningFailure failure) {
            record(begun.id(), attempt.name(), failure);
            throw failure;
        }
    }

    private Optional<Change> start(Job job, Attempt attempt) {
        return attempt.isOver(job) || !job.isProvisioning()
                ? Optional.empty()
                : Optional.of(job.startStep(attempt.name(), clock.instant()));
    }

    /** Starts the step and claims its first resource, in one transaction if nobody has claimed that before. */
    private Job start(Job seen, Attempt attempt, ResourceKey first, AtomicReference<EarlyClaim> claim) {
        var lease = attempt.remainingTime().get().plus(ExactlyOnce.SETTLE);
        var claiming = ledger.firstClaim(first, lease);
        var begun = jobs.update(seen, job -> start(job, attempt), claiming::write);
        if (begun.accompanied()) {
            claim.set(EarlyClaim.of(claiming.claim()));
        }
        return begun.job();
    }

    /** A claim that the work has not come to use must not keep the next attempt waiting. */
    private StepResult work(StepRun run, Attempt attempt) {
        try {
            var result = attempt.work().apply(run);
            run.claim().giveBack(ledger);
            return result;
        } catch (RuntimeException failure) {
            giveBackAfter(failure, run);
            throw failure;
        }
    }

    private void giveBackAfter(RuntimeException failure, StepRun run) {
        try {
            run.claim().giveBack(ledger);
        } catch (SdkException unreachable) {
            failure.addSuppressed(unreachable);
        }
    }

    private Job read(AtomicReference<Job> latest) {
        var job = jobs.find(latest.get().id()).orElseThrow();
        latest.set(job);
        return job;
    }

    private Job record(Job begun, Job latest, StepName name, StepResult result) {
        return update(
                latest,
                name,
                job -> job.step(name).isDone() || isOvertaken(begun, job, name, result)
                        ? Optional.empty()
                        : Optional.of(change(job, name, result)));
    }

    /** While other steps are at work they change the job, too, so that it must be read again. */
    private Job update(Job latest, StepName name, Function<Job, Optional<Change>> change) {
        var isAlone =
                latest.steps().stream().noneMatch(step -> step.name() != name && step.status() == StepStatus.RUNNING);
        return isAlone ? jobs.update(latest, change) : jobs.update(latest.id(), change);
    }

    private Change change(Job job, StepName name, StepResult result) {
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

    private BiConsumer<String, List<Resource>> reporter(AtomicReference<Job> latest, StepName name) {
        return (message, resources) -> {
            var job = update(
                    latest.get(),
                    name,
                    seen -> seen.step(name).isDone()
                            ? Optional.empty()
                            : Optional.of(seen.reportStep(name, message, resources, clock.instant())));
            latest.set(job);
            requireNotCancelling(job);
        };
    }

    /** The safe point of a job that is being cancelled: what was made is recorded, and nothing more is begun. */
    private static void requireNotCancelling(Job job) {
        if (isCancelling(job)) {
            throw new PermanentFailureException(
                    FailureDetails.of("The job is being cancelled.", "Nothing to do; retry the job to continue it."));
        }
    }

    /**
     * Stops a run that was paused and continues after its job has ended: no job would record or roll back what it
     * created. Stops as well an execution that somebody redrove although another one works for the job by now.
     *
     * @throws PermanentFailureException when the job is not provisioning
     */
    private static void requireProvisioning(Job job) {
        requireNotCancelling(job);
        if (!job.isProvisioning()) {
            throw new PermanentFailureException(FailureDetails.of(
                    "The job is " + job.status() + ", so nothing more is created for it.",
                    "Nothing to do; trigger the organisation again to continue."));
        }
    }

    /** A step that has ended meanwhile, by another run or with its job, is not touched: its end is the news. */
    private void record(JobId id, StepName name, ProvisioningFailure failure) {
        jobs.update(
                id,
                job -> job.step(name).status().isFinal() ? Optional.empty() : Optional.of(change(job, name, failure)));
    }

    private Change change(Job job, StepName name, ProvisioningFailure failure) {
        if (isCancelling(job)) {
            return job.cancelStep(name, "Stopped; what exists already stays in the ledger", clock.instant());
        }
        return switch (failure) {
            case NotProcessedException _, UnknownOutcomeException _ ->
                job.reportFailure(name, StepError.of(failure), clock.instant());
            case NeedsHumanException _, PermanentFailureException _, TryAnotherException _ ->
                job.failStep(name, StepError.of(failure), clock.instant());
        };
    }

    private static boolean isCancelling(Job job) {
        return job.status() == JobStatus.CANCELLING;
    }

    private static boolean hasEnded(Job job, StepName name) {
        return job.step(name).status().isFinal();
    }

    private static boolean isPassed(Job job, StepName name) {
        return job.step(name).isPassed();
    }
}
