package dev.tenantry.core.job;

import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import java.time.Instant;
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
 * @param subaccount what a person decided about a subaccount that the ledger does not know, if that was asked
 * @param consent what the person who last retried it has agreed to
 * @param rollback how it is, or was, rolled back, if that was requested
 * @param startedAt when what it does, or did last, was requested: the job itself, its last retry, or its rollback
 * @param simulated whether Twilio is a simulated one, so that nothing is bought
 * @param createdBy who requested it
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
        Optional<SubaccountChoice> subaccount,
        Consent consent,
        Optional<Rollback> rollback,
        Instant startedAt,
        boolean simulated,
        String createdBy,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> endedAt) {

    /** The author of changes that no person requested: the system itself. */
    public static final String SYSTEM = "tenantry";

    public Job {
        steps = List.copyOf(steps);
        executions = List.copyOf(executions);
    }

    /** A new job: version 1, and every step PENDING, or SKIPPED where the plan leaves it out. */
    public static Job create(
            JobId id, OrgId orgId, Plan plan, Execution execution, boolean simulated, String createdBy, Instant now) {
        return new Job(
                id,
                orgId,
                JobStatus.PENDING,
                1,
                plan,
                Steps.initial(plan, now).all(),
                List.of(execution),
                Optional.empty(),
                Consent.NONE,
                Optional.empty(),
                now,
                simulated,
                createdBy,
                now,
                now,
                Optional.empty());
    }

    /** The progress of the job; once it is being rolled back, how far that is. */
    public Progress progress() {
        return rollback.map(choices -> Progress.ofRollback(steps, choices)).orElseGet(() -> Progress.of(steps));
    }

    /** Whether the job may create resources: it has begun or is to begin, and is not cancelled. */
    public boolean isProvisioning() {
        return switch (status) {
            case PENDING, RUNNING, WAITING -> true;
            case COMPLETE, FAILED, CANCELLING, CANCELLED, ROLLING_BACK, ROLLED_BACK, ROLLBACK_FAILED -> false;
        };
    }

    /** Whether the organisation can use its tenant, whatever the state of its registrations. */
    public boolean usable() {
        return switch (status) {
            case COMPLETE, WAITING -> true;
            case FAILED, CANCELLING, CANCELLED -> allSteps().makeUsableTenant();
            case PENDING, RUNNING, ROLLING_BACK, ROLLED_BACK, ROLLBACK_FAILED -> false;
        };
    }

    /** Whether one of its parts has ended without its result while another still waits. */
    public boolean hasPartiallyEnded() {
        return status == JobStatus.WAITING
                && (allSteps().hasAny(StepStatus.FAILED) || allSteps().hasAny(StepStatus.CANCELLED));
    }

    /** Whether a part of it has steps that have not ended. */
    public boolean isOpen(StepGroup group) {
        return allSteps().isOpen(group);
    }

    /** Its steps that have not ended, including those that have not begun. */
    public List<Step> openSteps() {
        return allSteps().open();
    }

    /** One of its steps. */
    public Step step(StepName name) {
        return allSteps()
                .find(name)
                .orElseThrow(() -> new IllegalArgumentException("Job " + id + " has no step " + name.id()));
    }

    /**
     * Begins a step. One that is running begins once more: an earlier attempt died, or is retried.
     *
     * @throws IllegalTransitionException when the step or the job has ended
     */
    public Change startStep(StepName name, Instant now) {
        return changeStep(name, now, step -> step.start(now));
    }

    /** Reports the progress of a running step; its status stays. */
    public Change reportStep(StepName name, String message, List<Resource> resources, Instant now) {
        return changeStep(name, now, step -> step.report(message, resources));
    }

    /** Reports that an attempt at a running step failed and is retried; the step's status stays. */
    public Change reportFailure(StepName name, StepError error, Instant now) {
        return changeStep(name, now, step -> step.reportFailure(error));
    }

    /** Reports that a step has submitted something, and waits for the review. */
    public Change awaitStep(
            StepName name, String message, List<Resource> resources, AwaitedReview review, Instant now) {
        return changeStep(name, now, step -> step.await(message, resources, review));
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

    /** Ends a step because the job, or its part of the job, ends before it. */
    public Change cancelStep(StepName name, String message, Instant now) {
        return changeStep(name, status, now, step -> step.end(StepStatus.CANCELLED, message, Optional.empty(), now));
    }

    /**
     * Cancels the job: it stops at the next safe point. What exists by then stays, and stays in the ledger.
     *
     * @param by who requests it
     * @throws IllegalTransitionException when the job has ended, or is being rolled back
     */
    public Change cancel(String by, Instant now) {
        requireLegal(JobStatus.CANCELLING);
        return next(now).status(JobStatus.CANCELLING).requestedBy(by);
    }

    /**
     * Ends a part of the job whose steps have all ended: the job waits for the other parts, or ends with its last one.
     *
     * @return empty when it waits already, or has ended
     * @throws IllegalTransitionException when a step of the tenant has not ended
     */
    public Optional<Change> finish(Instant now) {
        return new JobEnd(this).finishPart(now);
    }

    /**
     * Ends the job.
     *
     * @throws IllegalTransitionException when it has ended otherwise, or when a step has not: a job that ends leaves no
     *     step open, and one that is rolled back none that is not undone
     */
    public Change end(JobStatus finalStatus, Instant now) {
        return new JobEnd(this).end(finalStatus, now);
    }

    /**
     * Retries a job that has failed or was cancelled, in whole or in part: restarts the steps that are not done, and
     * those whose part of the plan has changed. Where only registrations are left to do, the tenant stays usable and
     * the job waits for them. With the redrive of an execution, this is the one way in which statuses go back.
     *
     * @param amended the plan from now on
     * @param choice what is decided about a subaccount that the ledger does not know; empty leaves it as it was
     * @param consent what is agreed to in this retry
     * @param restarted what works from now on for each of {@link JobRetry#groupsToRestart}: its last execution,
     *     redriven, or a new one
     * @param by who requests it
     * @throws IllegalTransitionException when the job has not failed or was not cancelled, in whole or in part, or when
     *     the plan changes something of a part that is at work
     */
    public Change retry(
            Plan amended,
            Optional<SubaccountChoice> choice,
            Consent consent,
            List<Execution> restarted,
            String by,
            Instant now) {
        return new JobRetry(this, amended).restart(choice, consent, restarted, by, now);
    }

    /** Retries a job without a decision about its subaccount, and without consent. */
    public Change retry(Plan amended, List<Execution> restarted, String by, Instant now) {
        return retry(amended, Optional.empty(), Consent.NONE, restarted, by, now);
    }

    /** Retries a job with one part to restart, as {@link #retry(Plan, List, String, Instant)} does. */
    public Change retry(Plan amended, Execution restarted, String by, Instant now) {
        return retry(amended, List.of(restarted), by, now);
    }

    /**
     * Records that an execution was redriven without a request to the job, in the AWS console for example, and resumes
     * the part that it works for.
     *
     * @param execution the name of the execution
     * @param redriveCount how often it has been redriven
     * @param by who is recorded as the author
     * @return empty when that execution does not work for the job any more, when its redrive is known, or when there is
     *     nothing to resume
     */
    public Optional<Change> recordRedrive(String execution, int redriveCount, String by, Instant now) {
        return currentExecutions().stream()
                .filter(current -> current.name().equals(execution) && current.redriveCount() < redriveCount)
                .findFirst()
                .flatMap(current -> new JobRedrive(this, current.after(redriveCount)).record(by, now));
    }

    /**
     * Records executions for registrations.
     *
     * @param started executions that are about to be started
     * @throws IllegalTransitionException when the job has ended, or is cancelled
     */
    public Change register(List<Execution> started, Instant now) {
        if (!isProvisioning()) {
            throw refusal("is " + status + ", so it registers nothing");
        }
        return next(now)
                .status(status == JobStatus.PENDING ? JobStatus.RUNNING : status)
                .with(started)
                .bySystem();
    }

    /** The executions that may not have been started yet. Starting one twice has the effect of starting it once. */
    public List<Execution> executionsToStart() {
        return allExecutions().toStart(status, allSteps());
    }

    /** The execution that works for the tenant itself, or did so last; or that rolls the job back. */
    public Execution lastExecution() {
        return allExecutions().ofTenant();
    }

    /** The execution that works for a part of the job, or did so last; empty when none has yet. */
    public Optional<Execution> execution(StepGroup group) {
        return allExecutions().of(group);
    }

    /** The last execution of each part of the job. */
    public List<Execution> currentExecutions() {
        return allExecutions().current();
    }

    /**
     * Begins a rollback of everything that the organisation has, whichever job created it. The steps keep their
     * statuses until each is undone.
     *
     * @param choices what becomes of numbers and subaccount
     * @param execution what works for the job from now on: its last one, redriven, or a new one
     * @param by who requests it
     * @throws IllegalTransitionException when the job has not ended, or is rolled back already
     */
    public Change rollBack(Rollback choices, Execution execution, String by, Instant now) {
        return new JobRollback(this).begin(choices, execution, by, now);
    }

    private Change changeStep(StepName name, Instant now, UnaryOperator<Step> change) {
        var stays = status == JobStatus.CANCELLING || status == JobStatus.WAITING;
        return changeStep(name, stays ? status : JobStatus.RUNNING, now, change);
    }

    Change changeStep(StepName name, JobStatus newStatus, Instant now, UnaryOperator<Step> change) {
        requireLegal(newStatus);
        return next(now)
                .status(newStatus)
                .steps(allSteps().change(name, change))
                .ofStep(name);
    }

    NextVersion next(Instant now) {
        return new NextVersion(this, now);
    }

    void requireLegal(JobStatus next) {
        if (!status.canBecome(next)) {
            throw refusal("cannot go from " + status + " to " + next);
        }
    }

    IllegalTransitionException refusal(String why) {
        return new IllegalTransitionException("Job " + id + " " + why);
    }

    private Steps allSteps() {
        return new Steps(steps);
    }

    private JobExecutions allExecutions() {
        return new JobExecutions(executions);
    }

    /**
     * The next version of a job.
     *
     * @param job the job after the change
     * @param step the step that changed, or empty when the change was the job's alone
     * @param by who requested it, or {@link Job#SYSTEM}
     */
    public record Change(Job job, Optional<StepName> step, String by) {

        /** The change as clients see it. */
        public JobEvent event() {
            return JobEvent.of(job, step.map(job::step), by);
        }
    }
}
