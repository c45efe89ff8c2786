package dev.tenantry.api;

import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.json.Json;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;

/**
 * The executions of the provisioning state machine. An execution has its job's id for a name, so a job has one, however
 * often it is started.
 */
final class Executions {
    private final SfnClient stepFunctions;
    private final String stateMachineArn;

    Executions(SfnClient stepFunctions, String stateMachineArn) {
        this.stepFunctions = stepFunctions;
        this.stateMachineArn = stateMachineArn;
    }

    /** The execution that a job has, or is going to have. */
    Execution of(JobId id) {
        return new Execution(id.value(), stateMachineArn.replace(":stateMachine:", ":execution:") + ":" + id.value());
    }

    /**
     * Starts a job's execution, unless it was started before.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when Step Functions does not answer; then it may have
     *     started all the same
     */
    void start(JobId id) {
        var input = Json.write(Json.object().put("jobId", id.value()));
        try {
            stepFunctions.startExecution(start ->
                    start.stateMachineArn(stateMachineArn).name(id.value()).input(input));
        } catch (ExecutionAlreadyExistsException startedBefore) {
            // Step Functions keeps names for 90 days after an execution ends: it was started, and that is all we want.
            return;
        }
    }
}
