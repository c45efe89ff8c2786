package dev.tenantry.core.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A provisioning job: brings one organisation's Twilio tenant to a plan.
 *
 * <p>Immutable. Each change makes the job's next version and is one {@link JobEvent}; versions have no gaps, so a
 * client that holds 1 to n has missed nothing.
 *
 * @param id its id
 * @param orgId whose tenant
 * @param status where it stands
 * @param version how many changes it has seen, its creation included
 * @param plan what the tenant is to have
 * @param steps its steps, in the order in which people read them
 * @param executions the Step Functions executions that work for it
 * @param rollback how it is, or was, rolled back, if somebody asked for that
 * @param simulated whether Twilio is a simulated one, so that nothing is bought
 * @param createdBy who asked for it
 * @param createdAt when
 * @param updatedAt when it last changed
 * @param endedAt when it ended, if it has
 */
public record Job(
        JobId id,
        OrgId orgId,
        JobStatus status,
        long version,
        Plan plan,
        List<Step> steps,
        List<Execution> executions,
        Optional<Rollback> rollback,
        boolean simulated,
        String createdBy,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> endedAt) {

    /** Who is said to have made the changes that nobody asked for in person: the system itself. */
    public static final String SYSTEM = "tenantry";

    /** Keeps copies of the lists. */
    public Job {
        steps = List.copyOf(steps);
        executions = List.copyOf(executions);
    }

    /** A job that was just asked for: version 1, and every step PENDING, or SKIPPED where the plan leaves it out. */
    public static Job create(
            JobId id, OrgId orgId, Plan plan, Execution execution, boolean simulated, String createdBy, Instant now) {
        var steps = Arrays.stream(StepName.values())
                .map(name -> Step.initial(name, plan, now))
                .toList();
        return new Job(
                id,
                orgId,
                JobStatus.PENDING,
                1,
                plan,
                steps,
                List.of(execution),
                Optional.empty(),
                simulated,
                createdBy,
                now,
                now,
                Optional.empty());
    }

    /** How far the job is; once it is being rolled back, how far that is. */
    public Progress progress() {
        return rollback.map(choices -> Progress.ofRollback(steps, choices)).orElseGet(() -> Progress.of(steps));
    }

    /** Whether it may be that nobody has started the job's execution yet. Starting it twice is starting it once. */
    public boolean mayAwaitItsExecution() {
        return status == JobStatus.PENDING || status == JobStatus.ROLLING_BACK;
    }

    /** Whether the job's execution may make things: it has begun or is to begin, and nobody has told it to stop. */
    public boolean isProvisioning() {
        return switch (status) {
            case PENDING, RUNNING, WAITING -> true;
            case COMPLETE, FAILED, CANCELLING, CANCELLED, ROLLING_BACK, ROLLED_BACK, ROLLBACK_FAILED -> false;
        };
    }

    /** Whether the organisation can use its tenant: the job is complete, or waits for reviews only. */
    public boolean usable() {
        return status == JobStatus.COMPLETE || status == JobStatus.WAITING;
    }

    /** Its steps that have not ended, those that were never begun among them. */
    public List<Step> openSteps() {
        return steps.stream().filter(step -> !step.status().isFinal()).toList();
    }

    /** One of its steps. */
    public Step step(StepName name) {
        return steps.stream()
                .filter(step -> step.name() == name)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Job " + id + " has no step " + name.id()));
    }

    /**
     * Begins a step, once more if it is running already: then an earlier attempt died or asked to be tried again.
     *
     * @throws IllegalTransitionException when the step or the job has ended
     */
    public Change startStep(StepName name, Instant now) {
        return changeStep(name, now, step -> step.start(now));
    }

    /** Tells how a running step gets on; its status stays. */
    public Change reportStep(StepName name, String message, List<Resource> resources, Instant now) {
        return changeStep(name, now, step -> step.report(message, resources));
    }

    /** Tells that an attempt at a running step failed, and that it is tried again; its status stays. */
    public Change reportFailure(StepName name, StepError error, Instant now) {
        return changeStep(name, now, step -> step.reportFailure(error));
    }

    /** Completes a step. */
    public Change completeStep(StepName name, String message, List<Resource> resources, Instant now) {
        return changeStep(name, now, step -> step.report(message, resources)
                .end(StepStatus.COMPLETE, message, Optional.empty(), now));
    }

    /** Ends a step without its result. */
    public Change failStep(StepName name, StepError error, Instant now) {
        return changeStep(name, now, step -> step.end(StepStatus.FAILED, error.message(), Optional.of(error), now));
    }

    /** Ends a step that the end of the job overtook. */
    public Change cancelStep(StepName name, String message, Instant now) {
        return changeStep(name, status, now, step -> step.end(StepStatus.CANCELLED, message, Optional.empty(), now));
    }

    /**
     * Asks the job to stop at the next safe point. What exists by then stays, and stays in the ledger.
     *
     * @param by who asks
     * @throws IllegalTransitionException when the job has ended, or is being rolled back
     */
    public Change cancel(String by, Instant now) {
        requireLegal(JobStatus.CANCELLING);
        return new Change(next(JobStatus.CANCELLING, steps, now, Optional.empty()), Optional.empty(), by);
    }

    /**
     * Takes a job up again that has failed or was cancelled: the steps that are not done, and those whose part of the
     * plan has changed. This is the one way in which statuses go back.
     *
     * @param amended the plan from now on
     * @param execution what works for the job from now on: its last one, redriven, or a new one
     * @param by who asks
     * @throws IllegalTransitionException when the job is not one that has failed or was cancelled
     */
    public Change retry(Plan amended, Execution execution, String by, Instant now) {
        if (status != JobStatus.FAILED && status != JobStatus.CANCELLED) {
            throw new IllegalTransitionException("Job " + id + " is " + status + ", so it cannot be retried");
        }
        var renewed = steps.stream()
                .map(step -> isDoneFor(step, amended) ? step : step.renew(amended, now))
                .toList();
        var job = new Job(
                id,
                orgId,
                JobStatus.PENDING,
                version + 1,
                amended,
                renewed,
                withLast(execution),
                rollback,
                simulated,
                createdBy,
                createdAt,
                now,
                Optional.empty());
        return new Change(job, Optional.empty(), by);
    }

    /** Whether a retry with this plan leaves every finished step as it is, so that its execution can go on. */
    public boolean keepsFinishedSteps(Plan amended) {
        return steps.stream()
                .filter(step -> step.status() == StepStatus.COMPLETE || step.status() == StepStatus.SKIPPED)
                .allMatch(step -> isDoneFor(step, amended));
    }

    private boolean isDoneFor(Step step, Plan amended) {
        return switch (step.status()) {
            case COMPLETE ->
                step.name().whyLeftOut(amended).isEmpty()
                        && step.name().concern(plan).equals(step.name().concern(amended));
            case SKIPPED -> step.name().whyLeftOut(amended).isPresent();
            case PENDING, RUNNING, WAITING, FAILED, CANCELLED, UNDONE -> false;
        };
    }

    /**
     * Begins to undo everything that the organisation has, whichever job made it. The steps keep their statuses until
     * each is undone.
     *
     * @param choices what becomes of numbers and subaccount
     * @param execution what works for the job from now on: its last one, redriven, or a new one
     * @param by who asks
     * @throws IllegalTransitionException when the job has not ended, or is rolled back already
     */
    public Change rollBack(Rollback choices, Execution execution, String by, Instant now) {
        if (status == JobStatus.ROLLING_BACK) {
            throw new IllegalTransitionException("Job " + id + " is being rolled back already");
        }
        requireLegal(JobStatus.ROLLING_BACK);
        var job = new Job(
                id,
                orgId,
                JobStatus.ROLLING_BACK,
                version + 1,
                plan,
                steps.stream().map(Step::withoutError).toList(),
                withLast(execution),
                Optional.of(choices),
                simulated,
                createdBy,
                createdAt,
                now,
                Optional.empty());
        return new Change(job, Optional.empty(), by);
    }

    /**
     * Tells how the undoing of a step gets on, or that it stays as it is; its status stays.
     *
     * @throws IllegalTransitionException when the job is not being rolled back
     */
    public Change reportUndo(StepName name, String message, Instant now) {
        return changeUndo(name, now, step -> step.withoutError().report(message, step.resources()));
    }

    /**
     * Tells that an attempt at undoing a step failed, and that it is tried again.
     *
     * @throws IllegalTransitionException when the job is not being rolled back
     */
    public Change reportUndoFailure(StepName name, StepError error, Instant now) {
        return changeUndo(name, now, step -> step.reportFailure(error));
    }

    /**
     * Tells why a step could not be undone; its status stays.
     *
     * @throws IllegalTransitionException when the job is not being rolled back
     */
    public Change failUndo(StepName name, StepError error, Instant now) {
        return changeUndo(name, now, step -> step.failUndo(error));
    }

    /**
     * Marks a step as undone: nothing exists because of it any more.
     *
     * @throws IllegalTransitionException when the job is not being rolled back
     */
    public Change undoStep(StepName name, String message, Instant now) {
        return changeUndo(name, now, step -> step.report(message, List.of())
                .end(StepStatus.UNDONE, message, Optional.empty(), now));
    }

    /** The step that a rollback is at, or comes to next; empty when there is no rollback, or nothing left of it. */
    public Optional<Step> nextToUndo() {
        return rollback.flatMap(choices -> Rollback.ORDER.stream()
                .map(this::step)
                .filter(step -> choices.concerns(step) && step.status() != StepStatus.UNDONE)
                .findFirst());
    }

    /** The execution that works for the job, or did so last. */
    public Execution lastExecution() {
        return executions.getLast();
    }

    /**
     * Ends the job.
     *
     * @throws IllegalTransitionException when it has ended otherwise, or when a step has not: a job that ends leaves no
     *     step open, and one that is rolled back none that is not undone
     */
    public Change end(JobStatus finalStatus, Instant now) {
        requireLegal(finalStatus);
        openSteps().stream().findFirst().ifPresent(open -> {
            throw new IllegalTransitionException("Job " + id + " cannot become " + finalStatus + " while its step "
                    + open.name().id() + " is " + open.status());
        });
        if (finalStatus == JobStatus.ROLLED_BACK) {
            nextToUndo().ifPresent(left -> {
                throw new IllegalTransitionException("Job " + id + " cannot become " + finalStatus + " while its step "
                        + left.name().id() + " is not undone");
            });
        }
        return new Change(next(finalStatus, steps, now, Optional.of(now)), Optional.empty(), SYSTEM);
    }

    private List<Execution> withLast(Execution execution) {
        var all = new ArrayList<>(executions);
        all.removeIf(one -> one.name().equals(execution.name()));
        all.add(execution);
        return all;
    }

    private Change changeUndo(StepName name, Instant now, UnaryOperator<Step> change) {
        if (status != JobStatus.ROLLING_BACK) {
            throw new IllegalTransitionException("Job " + id + " is " + status + ", so nothing of it is undone");
        }
        return changeStep(name, status, now, change);
    }

    private Change changeStep(StepName name, Instant now, UnaryOperator<Step> change) {
        return changeStep(name, status == JobStatus.CANCELLING ? status : JobStatus.RUNNING, now, change);
    }

    private Change changeStep(StepName name, JobStatus newStatus, Instant now, UnaryOperator<Step> change) {
        requireLegal(newStatus);
        var changed = steps.stream()
                .map(step -> step.name() == name ? change.apply(step) : step)
                .toList();
        return new Change(next(newStatus, changed, now, Optional.empty()), Optional.of(name), SYSTEM);
    }

    private void requireLegal(JobStatus next) {
        if (!status.canBecome(next)) {
            throw new IllegalTransitionException("Job " + id + " cannot go from " + status + " to " + next);
        }
    }

    private Job next(JobStatus newStatus, List<Step> newSteps, Instant now, Optional<Instant> newEnd) {
        return new Job(
                id,
                orgId,
                newStatus,
                version + 1,
                plan,
                newSteps,
                executions,
                rollback,
                simulated,
                createdBy,
                createdAt,
                now,
                newEnd);
    }

    /**
     * The next version of a job.
     *
     * @param job the job after the change
     * @param step the step that changed, or empty when the change was the job's alone
     * @param by who asked for it, or {@link Job#SYSTEM}
     */
    public record Change(Job job, Optional<StepName> step, String by) {

        /** The change as clients hear of it. */
        public JobEvent event() {
            return new JobEvent(
                    job.id(),
                    job.orgId(),
                    job.version(),
                    job.updatedAt(),
                    by,
                    job.status(),
                    job.progress(),
                    step.map(job::step));
        }
    }
}
