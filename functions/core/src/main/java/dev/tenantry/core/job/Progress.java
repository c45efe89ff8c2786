package dev.tenantry.core.job;

import java.util.List;

/**
 * How far a job is. Steps that the plan leaves out do not count.
 *
 * @param completedSteps steps that are complete
 * @param totalSteps all steps that the plan wants
 */
public record Progress(int completedSteps, int totalSteps) {

    /** The progress of a job with these steps. */
    public static Progress of(List<Step> steps) {
        var wanted = steps.stream()
                .filter(step -> step.status() != StepStatus.SKIPPED)
                .toList();
        var done = wanted.stream()
                .filter(step -> step.status() == StepStatus.COMPLETE)
                .count();
        return new Progress((int) done, wanted.size());
    }

    /** 0 to 100; 100 only when every step is done. */
    public int percent() {
        return totalSteps == 0 ? 100 : completedSteps * 100 / totalSteps;
    }
}
