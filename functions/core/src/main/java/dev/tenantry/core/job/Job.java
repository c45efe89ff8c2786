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
 * @param executions the Step Functions executions that work for it, or did; of each part of the job the last one counts
 * @param rollback how it is, or was, rolled back, if somebody asked for that
 * @param rollbackStartedAt when that was begun, or taken up again
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
        Optional<Instant> rollbackStartedAt,
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

    /**
     * The executions of which it may be that nobody has started them yet. Starting one twice is starting it once, so
     * they may just as well be at work.
     */
    public List<Execution> awaitedExecutions() {
        return switch (status) {
            case PENDING, ROLLING_BACK -> List.of(lastExecution());
            case RUNNING, WAITING ->
                StepGroup.registrations().stream()
                        .filter(this::isOpen)
                        .flatMap(group -> execution(group).stream())
                        .toList();
            case COMPLETE, FAILED, CANCELLING, CANCELLED, ROLLED_BACK, ROLLBACK_FAILED -> List.of();
        };
    }

    /** Whether the job's execution may make things: it has begun or is to begin, and nobody has told it to stop. */
    public boolean isProvisioning() {
        return switch (status) {
            case PENDING, RUNNING, WAITING -> true;
            case COMPLETE, FAILED, CANCELLING, CANCELLED, ROLLING_BACK, ROLLED_BACK, ROLLBACK_FAILED -> false;
        };
    }

    /** Whether the organisation can use its tenant, whatever has become of its registrations. */
    public boolean usable() {
        return switch (status) {
            case COMPLETE, WAITING -> true;
            case FAILED, CANCELLING, CANCELLED -> isDone(StepGroup.TENANT);
            case PENDING, RUNNING, ROLLING_BACK, ROLLED_BACK, ROLLBACK_FAILED -> false;
        };
    }

    /** Whether a part of it has steps that have not ended. */
    public boolean isOpen(StepGroup group) {
        return openSteps().stream().anyMatch(step -> step.name().group() == group);
    }

    private boolean isDone(StepGroup group) {
        return steps.stream().filter(step -> step.name().group() == group).allMatch(Job::isDone);
    }

    private static boolean isDone(Step step) {
        return step.status() == StepStatus.COMPLETE || step.status() == StepStatus.SKIPPED;
    }

    /** Whether one of its parts has ended without its result while another still waits. */
    public boolean isOverInPart() {
        return status == JobStatus.WAITING
                && steps.stream()
                        .map(Step::status)
                        .anyMatch(step -> step == StepStatus.FAILED || step == StepStatus.CANCELLED);
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

    /**
     * Tells that a step has handed something in, and waits for the answer.
     *
     * @param whom who decides
     */
    public Change awaitStep(StepName name, String message, List<Resource> resources, WaitingFor whom, Instant now) {
        return changeStep(name, now, step -> step.await(message, resources, whom));
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
     * plan has changed. Where nothing but registrations is left to do, the tenant stays usable, and the job waits for
     * them; it may then be that one of them has failed while another still waits. This is the one way in which statuses
     * go back.
     *
     * @param amended the plan from now on
     * @param taken what works from now on for each of {@link #groupsToTakeUp}: its last execution, redriven, or a new
     *     one
     * @param by who asks
     * @throws IllegalTransitionException when the job has not failed or was not cancelled, in whole or in part, or when
     *     the plan changes something of a part that is at work
     */
    public Change retry(Plan amended, List<Execution> taken, String by, Instant now) {
        requireRetriable(amended);
        var next = groupsToTakeUp(amended).contains(StepGroup.TENANT) ? JobStatus.PENDING : JobStatus.WAITING;
        var renewed = steps.stream().map(step -> renewed(step, amended, now)).toList();
        return takeUp(amended, renewed, next, taken, by, now);
    }

    /**
     * Takes a part of the job up again because somebody redrove its execution without asking the job, in the AWS
     * console say: that is an explicit retry, or the same of a rollback. The job may not have heard yet that the
     * execution had closed.
     *
     * @param execution the name of the execution
     * @param redriveCount how often it has been redriven
     * @param by who asks
     * @return empty when that execution does not work for the job any more, when its redrive is known, or when there is
     *     nothing to go on with
     */
    public Optional<Change> redriven(String execution, int redriveCount, String by, Instant now) {
        return currentExecutions().stream()
                .filter(current -> current.name().equals(execution) && current.redriveCount() < redriveCount)
                .findFirst()
                .flatMap(current -> redriven(current.after(redriveCount), by, now));
    }

    private Optional<Change> redriven(Execution execution, String by, Instant now) {
        var isTenants = execution.group() == StepGroup.TENANT;
        return switch (status) {
            case PENDING, RUNNING, WAITING, FAILED, CANCELLED ->
                isTenants || isDone(StepGroup.TENANT) ? Optional.of(goOn(execution, by, now)) : Optional.empty();
            case ROLLING_BACK, ROLLBACK_FAILED ->
                isTenants ? Optional.of(undo(rollback.orElseThrow(), execution, by, now)) : Optional.empty();
            case COMPLETE, CANCELLING, ROLLED_BACK -> Optional.empty();
        };
    }

    /** The tenant's execution starts the registrations again; one of theirs works for itself alone. */
    private Change goOn(Execution execution, String by, Instant now) {
        var isTenants = execution.group() == StepGroup.TENANT;
        var its = steps.stream()
                .filter(step -> isTenants || step.name().group() == execution.group())
                .toList();
        var taken = steps.stream()
                .map(step -> its.contains(step) ? renewed(step, plan, now) : step)
                .toList();
        var fromItsEnd = isTenants ? JobStatus.PENDING : JobStatus.WAITING;
        return takeUp(plan, taken, status.isEnded() ? fromItsEnd : status, List.of(execution), by, now);
    }

    private Change takeUp(
            Plan amended, List<Step> taken, JobStatus next, List<Execution> newest, String by, Instant now) {
        var job = new Job(
                id,
                orgId,
                next,
                version + 1,
                amended,
                taken,
                with(newest),
                rollback,
                rollbackStartedAt,
                simulated,
                createdBy,
                createdAt,
                now,
                Optional.empty());
        return new Change(job, Optional.empty(), by);
    }

    /** A job with one part to take up, as {@link #retry(Plan, List, String, Instant)} does. */
    public Change retry(Plan amended, Execution execution, String by, Instant now) {
        return retry(amended, List.of(execution), by, now);
    }

    /**
     * The parts of the job that a retry with this plan runs. The tenant's execution starts the registrations itself, so
     * it is the only one where the tenant is not done; and it ends a job of which nothing is left to do. There is none
     * where the plan drops what failed, and the other parts still wait.
     */
    public List<StepGroup> groupsToTakeUp(Plan amended) {
        var groups = steps.stream()
                .filter(step -> step.status().isFinal() && !isDoneFor(step, amended))
                .map(Step::name)
                .filter(name -> name.whyLeftOut(amended).isEmpty())
                .map(StepName::group)
                .distinct()
                .toList();
        var nothingIsLeft = groups.isEmpty() && openSteps().isEmpty();
        return nothingIsLeft || groups.contains(StepGroup.TENANT) ? List.of(StepGroup.TENANT) : groups;
    }

    /**
     * Whether a retry with this plan leaves every finished step of a part as it is, so that its execution can go on.
     */
    public boolean keepsFinishedSteps(StepGroup group, Plan amended) {
        return steps.stream()
                .filter(step -> step.name().group() == group && isDone(step))
                .allMatch(step -> isDoneFor(step, amended));
    }

    private void requireRetriable(Plan amended) {
        var isOver = status == JobStatus.FAILED || status == JobStatus.CANCELLED;
        if (!isOver && !isOverInPart()) {
            throw new IllegalTransitionException("Job " + id + " is " + status + ", so it cannot be retried");
        }
        openSteps().stream()
                .map(Step::name)
                .filter(open -> !open.concern(plan).equals(open.concern(amended)))
                .findFirst()
                .ifPresent(open -> {
                    throw new IllegalTransitionException(
                            "Job " + id + " cannot change what its step " + open.id() + " is at work for");
                });
        if (isOverInPart() && groupsToTakeUp(amended).contains(StepGroup.TENANT)) {
            throw new IllegalTransitionException("Job " + id + " cannot change the tenant while registrations wait");
        }
    }

    private Step renewed(Step step, Plan amended, Instant now) {
        return !step.status().isFinal() || isDoneFor(step, amended) ? step : step.renew(amended, now);
    }

    /**
     * Records what works for registrations from now on.
     *
     * @param started executions that are about to be started
     * @throws IllegalTransitionException when the job has ended, or is told to stop
     */
    public Change register(List<Execution> started, Instant now) {
        if (!isProvisioning()) {
            throw new IllegalTransitionException("Job " + id + " is " + status + ", so it registers nothing");
        }
        var job = new Job(
                id,
                orgId,
                status == JobStatus.PENDING ? JobStatus.RUNNING : status,
                version + 1,
                plan,
                steps,
                with(started),
                rollback,
                rollbackStartedAt,
                simulated,
                createdBy,
                createdAt,
                now,
                Optional.empty());
        return new Change(job, Optional.empty(), SYSTEM);
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
        return undo(choices, execution, by, now);
    }

    private Change undo(Rollback choices, Execution execution, String by, Instant now) {
        var job = new Job(
                id,
                orgId,
                JobStatus.ROLLING_BACK,
                version + 1,
                plan,
                steps.stream().map(Step::withoutError).toList(),
                with(List.of(execution)),
                Optional.of(choices),
                status == JobStatus.ROLLING_BACK ? rollbackStartedAt : Optional.of(now),
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

    /** The execution that works for the tenant itself, or did so last; or that undoes everything. */
    public Execution lastExecution() {
        return execution(StepGroup.TENANT).orElseThrow();
    }

    /** The execution that works for a part of the job, or did so last; empty when none has yet. */
    public Optional<Execution> execution(StepGroup group) {
        return executions.stream()
                .filter(execution -> execution.group() == group)
                .reduce((_, later) -> later);
    }

    /** Of each part of the job the execution that works for it, or did so last. */
    public List<Execution> currentExecutions() {
        return Arrays.stream(StepGroup.values())
                .flatMap(group -> execution(group).stream())
                .toList();
    }

    /**
     * Ends a part of the job whose steps have all ended: the job waits for the other parts, or ends with its last one.
     *
     * @return empty when it waits already, or has ended
     * @throws IllegalTransitionException when a step of the tenant has not ended
     */
    public Optional<Change> finish(Instant now) {
        if (status.isEnded()) {
            return Optional.empty();
        }
        if (openSteps().isEmpty() || isOpen(StepGroup.TENANT)) {
            return Optional.of(end(outcome(), now));
        }
        requireLegal(JobStatus.WAITING);
        return status == JobStatus.WAITING
                ? Optional.empty()
                : Optional.of(
                        new Change(next(JobStatus.WAITING, steps, now, Optional.empty()), Optional.empty(), SYSTEM));
    }

    /** What came of the steps as a whole. */
    private JobStatus outcome() {
        if (steps.stream().anyMatch(step -> step.status() == StepStatus.FAILED)) {
            return JobStatus.FAILED;
        }
        return steps.stream().anyMatch(step -> step.status() == StepStatus.CANCELLED)
                ? JobStatus.CANCELLED
                : JobStatus.COMPLETE;
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

    private List<Execution> with(List<Execution> newest) {
        var names = newest.stream().map(Execution::name).toList();
        var all = new ArrayList<>(executions);
        all.removeIf(one -> names.contains(one.name()));
        all.addAll(newest);
        return all;
    }

    private Change changeUndo(StepName name, Instant now, UnaryOperator<Step> change) {
        if (status != JobStatus.ROLLING_BACK) {
            throw new IllegalTransitionException("Job " + id + " is " + status + ", so nothing of it is undone");
        }
        return changeStep(name, status, now, change);
    }

    private Change changeStep(StepName name, Instant now, UnaryOperator<Step> change) {
        var stays = status == JobStatus.CANCELLING || status == JobStatus.WAITING;
        return changeStep(name, stays ? status : JobStatus.RUNNING, now, change);
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
                rollbackStartedAt,
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
