package dev.tenantry.local.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.local.invocation.InvocationResult;
import dev.tenantry.local.traffic.HttpExchange;
import dev.tenantry.local.traffic.TrafficObserver;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Metrics that the services of AWS publish about themselves, as far as they are known here (Lambda Developer Guide,
 * "Types of metrics"; Step Functions Developer Guide, "Monitoring Step Functions metrics"; API Gateway Developer Guide,
 * "Monitor CloudWatch metrics for HTTP APIs"; SQS Developer Guide, "Available CloudWatch metrics").
 */
public final class ServiceMetrics {

    private static final String LAMBDA = "AWS/Lambda";
    private static final String FUNCTION = "FunctionName";
    private static final Map<String, String> EXECUTIONS = Map.of(
            "RUNNING", "ExecutionsStarted",
            "SUCCEEDED", "ExecutionsSucceeded",
            "FAILED", "ExecutionsFailed",
            "TIMED_OUT", "ExecutionsTimedOut",
            "ABORTED", "ExecutionsAborted");

    private final Metrics metrics;

    /** Adds to these metrics. */
    public ServiceMetrics(Metrics metrics) {
        this.metrics = metrics;
    }

    /** A function was invoked, or should have been. */
    public void invoked(String function, InvocationResult result) {
        var throttled = result instanceof InvocationResult.ServiceError(var _, var _, var status) && status == 429;
        lambda(function, "Throttles", throttled ? 1 : 0);
        if (!throttled) {
            lambda(function, "Invocations", 1);
            lambda(function, "Errors", result instanceof InvocationResult.FunctionError ? 1 : 0);
        }
    }

    /** Lambda publishes these metrics for each function and for all together. */
    private void lambda(String function, String name, double value) {
        metrics.add(LAMBDA, name, FUNCTION, function, value);
        metrics.add(LAMBDA, name, "", "", value);
    }

    /** A function got records of a stream, of which the last has this age. */
    public void iteratorAge(String function, Duration age) {
        metrics.add(LAMBDA, "IteratorAge", FUNCTION, function, (double) age.toMillis());
    }

    /** An execution has changed its status, says EventBridge's event. */
    public void executionChanged(JsonNode event) {
        var detail = event.path("detail");
        var name = EXECUTIONS.get(detail.path("status").asText());
        if (name != null) {
            metrics.add(
                    "AWS/States",
                    name,
                    "StateMachineArn",
                    detail.path("stateMachineArn").asText(),
                    1);
        }
    }

    /** A queue has so many messages that can be received. */
    public void queueHolds(String queue, int messages) {
        metrics.add("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", queue, messages);
    }

    /** Counts an HTTP API's answers, for another observer as well. */
    public TrafficObserver answersOf(String apiId, TrafficObserver other) {
        return new TrafficObserver() {
            @Override
            public void answered(int status, Supplier<HttpExchange> exchange) {
                add("Count", 1);
                add("4xx", status / 100 == 4 ? 1 : 0);
                add("5xx", status / 100 == 5 ? 1 : 0);
                other.answered(status, exchange);
            }

            private void add(String name, int value) {
                metrics.add("AWS/ApiGateway", name, "ApiId", apiId, value);
            }

            @Override
            public void received(String connectionId, String message) {
                other.received(connectionId, message);
            }

            @Override
            public void sent(String connectionId, String message) {
                other.sent(connectionId, message);
            }
        };
    }
}
