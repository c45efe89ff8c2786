package dev.tenantry.webhooks;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureResponse;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessResponse;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** A Step Functions whose executions wait for task tokens, each completed once. */
final class TaskTokens implements SfnClient {
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private volatile RuntimeException failure;

    /** An execution waits for this token. */
    void open(String token) {
        open.add(token);
    }

    /** What executions were told and took, e.g. {@code token succeeded}. */
    List<String> told() {
        return told;
    }

    /** Fails from now on, or no more when this is null. */
    void fail(RuntimeException how) {
        failure = how;
    }

    @Override
    public SendTaskSuccessResponse sendTaskSuccess(SendTaskSuccessRequest request) {
        tell(request.taskToken(), " succeeded");
        return SendTaskSuccessResponse.builder().build();
    }

    @Override
    public SendTaskFailureResponse sendTaskFailure(SendTaskFailureRequest request) {
        tell(request.taskToken(), " failed with " + request.error());
        return SendTaskFailureResponse.builder().build();
    }

    private void tell(String token, String news) {
        if (failure != null) {
            throw failure;
        }
        if (!open.remove(token)) {
            throw TaskTimedOutException.builder().build();
        }
        told.add(token + news);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Nothing to close.
    }
}
