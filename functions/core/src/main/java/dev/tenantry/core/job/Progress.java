package dev.tenantry.core.job;

import java.util.List;

/**
 * Progress of a job or its rollback, in finished steps. Steps that the plan leaves out do not count.
 *
 * @param completedSteps steps that are complete, or undone
 * @param totalSteps all steps that the plan wants, or that are to be undone
 */
public record Progress(int completedSteps, int totalSteps) {

    /** The progress of a job with these steps. */
    static Progress of(List<Step> steps) {
        var wanted = steps.stream()
                .filter(step -> step.status() != StepStatus.SKIPPED)
                .toList();
        var done = wanted.stream()
                .filter(step -> step.status() == StepStatus.COMPLETE)
                .count();
        return new Progress((int) done, wanted.size());
    }

    /** The progress of the rollback of a job with these steps. */
    static Progress ofRollback(List<Step> steps, Rollback choices) {
        var concerned = steps.stream().filter(choices::concerns).toList();
        var undone = concerned.stream()
                .filter(step -> step.status() == StepStatus.UNDONE)
                .count();
        return new Progress((int) undone, concerned.size());
    }

    /** 0 to 100; 100 only when every step is done. */
    public int percent() {
        return totalSteps == 0 ? 100 : completedSteps * 100 / totalSteps;
    }
}
