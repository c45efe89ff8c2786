package dev.tenantry.core.job;

import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.job.Job.Change;
import dev.tenantry.core.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The rules of a retry: whether a job can be retried with a plan, which of its parts run again, and which of its steps.
 *
 * @param job the job as it is
 * @param amended the plan from the retry on
 */
public record JobRetry(Job job, Plan amended) {

    /**
     * Restarts the steps that the plan needs.
     *
     * @param choice what is decided about the subaccount; empty leaves it as it was
     * @param consent what is agreed to
     * @param executions what works from now on for each of {@link #groupsToRestart()}
     */
    Change restart(
            Optional<SubaccountChoice> choice, Consent consent, List<Execution> executions, String by, Instant now) {
        requireAllowed();
        return job.next(now)
                .status(groupsToRestart().contains(StepGroup.TENANT) ? JobStatus.PENDING : JobStatus.WAITING)
                .plan(amended)
                .subaccount(choice.or(job::subaccount))
                .consent(consent)
                .steps(steps().changeEach(step -> step.restart(job.plan(), amended, now)))
                .with(executions)
                .requestedBy(by);
    }

    /**
     * The parts of the job that run again. The tenant's execution starts the registrations itself, so it is the only
     * one where the tenant is not done. It also ends a job of which nothing is left to do. There is none where the plan
     * drops what failed while other parts still wait.
     */
    public List<StepGroup> groupsToRestart() {
        var groups = job.steps().stream()
                .filter(step -> step.status().isFinal() && !step.isDoneFor(job.plan(), amended))
                .map(Step::name)
                .filter(name -> name.skipReason(amended).isEmpty())
                .map(StepName::group)
                .distinct()
                .toList();
        var nothingIsLeft = groups.isEmpty() && steps().open().isEmpty();
        return nothingIsLeft || groups.contains(StepGroup.TENANT) ? List.of(StepGroup.TENANT) : groups;
    }

    /**
     * The steps that keep the retry from doing anything: each has failed with an answer after which nothing is
     * submitted again, unless somebody consents. Empty when some part of the job has something else to do.
     */
    public List<Step> stoppedSteps(Consent consent) {
        var groups = groupsToRestart();
        var failed = steps().all().stream()
                .filter(step -> step.status() == StepStatus.FAILED
                        && groups.contains(step.name().group()))
                .filter(step -> step.name().skipReason(amended).isEmpty())
                .toList();
        var stopped = failed.stream().filter(step -> isStopped(step, consent)).toList();
        var isEveryPartStopped = !groups.contains(StepGroup.TENANT)
                && groups.stream().allMatch(group -> stopped.stream()
                        .anyMatch(step -> step.name().group() == group));
        return isEveryPartStopped && stopped.size() == failed.size() ? stopped : List.of();
    }

    private static boolean isStopped(Step step, Consent consent) {
        return step.resubmission()
                .map(resubmission -> switch (resubmission) {
                    case ALLOWED -> false;
                    case NEW_REGISTRATION -> !(consent.fees() || consent.resubmission());
                    case UNKNOWN, FINAL -> !consent.resubmission();
                })
                .orElse(false);
    }

    /**
     * Whether the retry leaves every finished step of a part as it is, so that the part's execution can be redriven. A
     * redrive would not run an optional step that has failed: its state has succeeded.
     */
    public boolean keepsFinishedSteps(StepGroup group) {
        return steps().of(group).filter(Step::isPassed).allMatch(step -> step.isDoneFor(job.plan(), amended));
    }

    /**
     * Refuses a retry that is not allowed now.
     *
     * @throws IllegalTransitionException when the job cannot be retried with the plan
     */
    public void requireAllowed() {
        var isOver = job.status() == JobStatus.FAILED || job.status() == JobStatus.CANCELLED;
        if (!isOver && !job.hasPartiallyEnded()) {
            throw job.refusal("is " + job.status() + ", so it cannot be retried");
        }
        steps().open().stream()
                .map(Step::name)
                .filter(open -> !open.inputs(job.plan()).equals(open.inputs(amended)))
                .findFirst()
                .ifPresent(open -> {
                    throw job.refusal("cannot change what its step " + open.id() + " is at work for");
                });
        if (job.hasPartiallyEnded() && groupsToRestart().contains(StepGroup.TENANT)) {
            throw job.refusal("cannot change the tenant while registrations wait");
        }
    }

    private Steps steps() {
        return new Steps(job.steps());
    }
}
