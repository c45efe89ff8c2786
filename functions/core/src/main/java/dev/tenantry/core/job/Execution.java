package dev.tenantry.core.job;

/**
 * A Step Functions execution that works for a job.
 *
 * @param name its name; the first one's is the job's id, later ones' begin with it
 * @param arn its ARN
 * @param redriveCount how often it was asked to go on after it had closed
 */
public record Execution(String name, String arn, int redriveCount) {

    /** An execution that has never been redriven. */
    public Execution(String name, String arn) {
        this(name, arn, 0);
    }

    /** The same execution, asked to go on once more. */
    public Execution redriven() {
        return new Execution(name, arn, redriveCount + 1);
    }
}
