package dev.tenantry.core.job;

import dev.tenantry.core.catalog.StepGroup;

/**
 * A Step Functions execution that works for a job.
 *
 * @param name its name; the first one's is the job's id, later ones' begin with it
 * @param arn its ARN
 * @param redriveCount how often it was redriven after it had closed
 */
public record Execution(String name, String arn, int redriveCount) {

    /** An execution that has never been redriven. */
    public Execution(String name, String arn) {
        this(name, arn, 0);
    }

    /** The part of the job that it works for: its name begins with the job's id and the part's word. */
    public StepGroup group() {
        var afterId = name.indexOf('-') + 1;
        return StepGroup.registrations().stream()
                .filter(group -> afterId > 0 && name.startsWith(group.word(), afterId))
                .findFirst()
                .orElse(StepGroup.TENANT);
    }

    /** The same execution, redriven at least so often. */
    public Execution after(int redrives) {
        return new Execution(name, arn, Math.max(redriveCount, redrives));
    }

    /** The same execution, redriven once more. */
    public Execution redriven() {
        return new Execution(name, arn, redriveCount + 1);
    }
}
