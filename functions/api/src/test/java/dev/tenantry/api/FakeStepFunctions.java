package dev.tenantry.api;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;

/** Step Functions, as far as the trigger calls it: remembers what it is asked to start, and fails if told to. */
final class FakeStepFunctions implements SfnClient {
    private final List<StartExecutionRequest> started = new CopyOnWriteArrayList<>();
    private volatile RuntimeException failure;

    /** What it was asked to start, in order, whether or not it failed. */
    List<StartExecutionRequest> started() {
        return started;
    }

    /** Fails from now on, or no more when this is null. */
    void fail(RuntimeException how) {
        failure = how;
    }

    @Override
    public StartExecutionResponse startExecution(StartExecutionRequest request) {
        started.add(request);
        if (failure != null) {
            throw failure;
        }
        return StartExecutionResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SfnClient.SERVICE_NAME;
    }

    @Override
    public void close() {
        // Nothing to close.
    }
}
