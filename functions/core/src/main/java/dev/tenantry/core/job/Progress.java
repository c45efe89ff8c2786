package dev.tenantry.core.job;

import java.util.List;

/**
 * How far a job is.
 *
 * @param completedSteps steps that are complete, or that the plan leaves out
 * @param totalSteps all steps
 */
public record Progress(int completedSteps, int totalSteps) {

    /** The progress of a job with these steps. */
    public static Progress of(List<Step> steps) {
        var done = steps.stream().filter(step -> step.status().isDone()).count();
        return new Progress((int) done, steps.size());
    }

    /** 0 to 100; 100 only when every step is done. */
    public int percent() {
        return totalSteps == 0 ? 100 : completedSteps * 100 / totalSteps;
    }
}
