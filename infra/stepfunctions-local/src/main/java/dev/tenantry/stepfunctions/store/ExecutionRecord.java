package dev.tenantry.stepfunctions.store;

import dev.tenantry.stepfunctions.asl.Resource.IntegrationPattern;
import java.util.Optional;

/**
 * The properties of an execution that are fixed when it starts. The definition is a copy, because the machine may
 * change while the execution runs.
 *
 * @param stateMachineArn the unqualified ARN of the machine
 * @param versionArn the version that was started, if one was
 * @param aliasArn the alias that was started, if one was
 * @param revisionId the machine's revision
 * @param definition the definition's text
 * @param definitionMillis when that definition was set
 * @param input the input's text
 * @param startMillis milliseconds since the epoch
 * @param seed where its randomness comes from
 * @param traceHeader what the caller gave
 * @param mapRunArn the Map Run of a child of a distributed Map
 * @param itemCount how many items such a child works on
 * @param startedBy the task of another execution that waits for this one
 */
public record ExecutionRecord(
        String arn,
        String name,
        String stateMachineArn,
        String stateMachineName,
        Optional<String> versionArn,
        Optional<String> aliasArn,
        Optional<String> revisionId,
        String roleArn,
        String definition,
        long definitionMillis,
        String input,
        long startMillis,
        long seed,
        Optional<String> traceHeader,
        Optional<String> mapRunArn,
        int itemCount,
        Optional<TaskReference> startedBy) {
    /** Whether a machine of the type EXPRESS runs it. The children of a Map Run are not told apart. */
    public boolean express() {
        return arn.split(":", -1)[5].equals("express");
    }

    /**
     * A task that an execution waits for.
     *
     * @param executionArn the waiting execution
     * @param taskId its task
     * @param index which child of a Map Run; 0 for a nested execution
     * @param pattern how the task waits for a nested execution; not used for a child of a Map Run
     */
    public record TaskReference(String executionArn, long taskId, int index, IntegrationPattern pattern) {}
}
