package dev.tenantry.local.template;

/**
 * A queue: an {@code AWS::SQS::Queue}, or one that SAM makes for an event's {@code DeadLetterConfig}.
 *
 * @param logicalId its key in the template
 * @param name its name
 * @param arn its ARN
 */
public record QueueResource(String logicalId, String name, String arn) {}
