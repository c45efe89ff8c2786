package dev.tenantry.stepfunctions.interpreter;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The properties of an execution that are fixed when it starts.
 *
 * @param arn its ARN
 * @param name its name
 * @param stateMachineArn the ARN of its machine, as the context object shows it
 * @param stateMachineName the name of its machine
 * @param roleArn the machine's role
 * @param input its input
 * @param startMillis when it started, in milliseconds since the epoch
 * @param seed where its randomness comes from
 */
public record ExecutionInfo(
        String arn,
        String name,
        String stateMachineArn,
        String stateMachineName,
        String roleArn,
        JsonNode input,
        long startMillis,
        long seed) {
    /** One colon-separated part of the ARN. */
    private String part(int index) {
        return arn.split(":", -1)[index];
    }

    String region() {
        return part(3);
    }

    String account() {
        return part(4);
    }
}
