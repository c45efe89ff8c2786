package dev.tenantry.core.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionNotRedrivableException;
import software.amazon.awssdk.services.sfn.model.ExecutionRedriveStatus;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.RedriveExecutionRequest;
import software.amazon.awssdk.services.sfn.model.RedriveExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionResponse;

/** A Step Functions that keeps what executions there are, and runs none of them: a test says how they end. */
public final class FakeStepFunctions implements SfnClient {
    private final List<StartExecutionRequest> started = new CopyOnWriteArrayList<>();
    private final List<String> redriven = new CopyOnWriteArrayList<>();
    private final Map<String, State> executions = new HashMap<>();
    private volatile RuntimeException failure;

    private record State(ExecutionStatus status, int redriveCount, String error, String cause) {}

    /** What it was asked to start, in order, whether or not it failed. */
    public List<StartExecutionRequest> started() {
        return started;
    }

    /** The ARNs that it was asked to redrive, in order. */
    public List<String> redriven() {
        return redriven;
    }

    /** Fails from now on, or no more when this is null. */
    public void fail(RuntimeException how) {
        failure = how;
    }

    /** Ends an execution. */
    public synchronized void close(String arn, ExecutionStatus status, String error, String cause) {
        executions.computeIfPresent(arn, (_, state) -> new State(status, state.redriveCount(), error, cause));
    }

    /** The statuses of all executions that were ever started. */
    public synchronized List<ExecutionStatus> statuses() {
        return new ArrayList<>(executions.values().stream().map(State::status).toList());
    }

    @Override
    public synchronized StartExecutionResponse startExecution(StartExecutionRequest request) {
        started.add(request);
        requireAnswer();
        var arn = request.stateMachineArn().replace(":stateMachine:", ":execution:") + ":" + request.name();
        executions.putIfAbsent(arn, new State(ExecutionStatus.RUNNING, 0, null, null));
        return StartExecutionResponse.builder().executionArn(arn).build();
    }

    @Override
    public synchronized DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
        requireAnswer();
        var state = state(request.executionArn());
        var open = state.status() == ExecutionStatus.RUNNING || state.status() == ExecutionStatus.SUCCEEDED;
        return DescribeExecutionResponse.builder()
                .executionArn(request.executionArn())
                .status(state.status())
                .redriveCount(state.redriveCount())
                .redriveStatus(open ? ExecutionRedriveStatus.NOT_REDRIVABLE : ExecutionRedriveStatus.REDRIVABLE)
                .error(state.error())
                .cause(state.cause())
                .build();
    }

    @Override
    public synchronized StopExecutionResponse stopExecution(StopExecutionRequest request) {
        requireAnswer();
        var state = state(request.executionArn());
        if (state.status() == ExecutionStatus.RUNNING) {
            executions.put(
                    request.executionArn(), new State(ExecutionStatus.ABORTED, state.redriveCount(), null, null));
        }
        return StopExecutionResponse.builder().build();
    }

    @Override
    public synchronized RedriveExecutionResponse redriveExecution(RedriveExecutionRequest request) {
        requireAnswer();
        var state = state(request.executionArn());
        if (state.status() == ExecutionStatus.RUNNING || state.status() == ExecutionStatus.SUCCEEDED) {
            throw ExecutionNotRedrivableException.builder().build();
        }
        redriven.add(request.executionArn());
        executions.put(
                request.executionArn(), new State(ExecutionStatus.RUNNING, state.redriveCount() + 1, null, null));
        return RedriveExecutionResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SfnClient.SERVICE_NAME;
    }

    @Override
    public void close() {
        // Nothing to close.
    }

    private State state(String arn) {
        if (!executions.containsKey(arn)) {
            throw ExecutionDoesNotExistException.builder().build();
        }
        return executions.get(arn);
    }

    private void requireAnswer() {
        if (failure != null) {
            throw failure;
        }
    }
}
