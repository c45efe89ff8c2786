package dev.tenantry.core.job;

/**
 * A Step Functions execution that works for a job.
 *
 * @param name its name; the first one's is the job's id
 * @param arn its ARN
 */
public record Execution(String name, String arn) {}
