package dev.tenantry.steps;

import dev.tenantry.core.catalog.StepName;
import dev.tenantry.twilio.simulator.storage.Checkpoint;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureResponse;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessResponse;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** The task tokens of Step Functions: of each step of a job the last one counts, and it is completed once. */
final class TaskTokens {
    private final Map<String, String> current = new HashMap<>();
    private final Map<String, End> ends = new HashMap<>();
    private final Set<String> failed = new HashSet<>();
    private int issued;

    /** How a state ended that waited. */
    sealed interface End {
        /** Its function succeeded. */
        record Success(String output) implements End {}

        /** Its function failed: the name of the error, and its text. */
        record Failure(String error, String cause) implements End {}
    }

    /** Which tokens count now, and how they ended; tokens that are issued later are other ones all the same. */
    synchronized Checkpoint checkpoint() {
        var currentThen = Map.copyOf(current);
        var endsThen = Map.copyOf(ends);
        var failedThen = Set.copyOf(failed);
        return () -> restore(currentThen, endsThen, failedThen);
    }

    private synchronized void restore(
            Map<String, String> currentThen, Map<String, End> endsThen, Set<String> failedThen) {
        current.clear();
        current.putAll(currentThen);
        ends.clear();
        ends.putAll(endsThen);
        failed.clear();
        failed.addAll(failedThen);
    }

    /** The token of another attempt at a step; the earlier one's counts no more. */
    synchronized String issue(String jobId, StepName step) {
        var token = "token-" + ++issued;
        current.put(jobId + " " + step, token);
        return token;
    }

    /** The function that got this token failed. */
    synchronized void fail(String token) {
        failed.add(token);
    }

    /** Whether the last attempt at a step failed, so that its state makes another one. */
    synchronized boolean hasFailed(String jobId, StepName step) {
        return failed.contains(current.get(jobId + " " + step));
    }

    /** What was told by the token that counts, if anything was. */
    synchronized Optional<End> endOf(String jobId, StepName step) {
        return Optional.ofNullable(ends.get(current.get(jobId + " " + step)));
    }

    private synchronized void end(String token, End end) {
        if (!current.containsValue(token) || ends.putIfAbsent(token, end) != null) {
            throw TaskTimedOutException.builder().message("Nobody waits").build();
        }
    }

    /** Step Functions, as far as tokens go, with every call going through these outbound calls. */
    SfnClient behind(OutboundCalls outbound) {
        return new SfnClient() {
            @Override
            public SendTaskSuccessResponse sendTaskSuccess(SendTaskSuccessRequest request) {
                return outbound.aws("StepFunctions SendTaskSuccess", () -> {
                    end(request.taskToken(), new End.Success(request.output()));
                    return SendTaskSuccessResponse.builder().build();
                });
            }

            @Override
            public SendTaskFailureResponse sendTaskFailure(SendTaskFailureRequest request) {
                return outbound.aws("StepFunctions SendTaskFailure", () -> {
                    end(request.taskToken(), new End.Failure(request.error(), request.cause()));
                    return SendTaskFailureResponse.builder().build();
                });
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };
    }
}
