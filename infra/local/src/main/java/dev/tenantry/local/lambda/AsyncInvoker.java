package dev.tenantry.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.local.invocation.EventInvoker;
import dev.tenantry.local.invocation.InvocationResult;
import dev.tenantry.local.invocation.InvocationResult.FunctionError;
import dev.tenantry.local.invocation.InvocationResult.ServiceError;
import dev.tenantry.local.invocation.InvocationResult.Success;
import dev.tenantry.local.invocation.QueueSender;
import dev.tenantry.local.template.FunctionResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Asynchronous invocation: an event is queued, a function that fails is invoked again after one minute, then after two,
 * and an event that was given up goes to the function's OnFailure queue (AWS Lambda Developer Guide, "How Lambda
 * handles errors and retries with asynchronous invocation").
 */
public final class AsyncInvoker implements EventInvoker, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
    private static final Duration FIRST_RETRY_WHEN_THROTTLED = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT_WHEN_THROTTLED = Duration.ofMinutes(5);

    private final LambdaService lambda;
    private final QueueSender queues;
    private final double speed;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Makes the queue of events.
     *
     * @param lambda invokes the functions
     * @param queues takes the events that were given up
     * @param speed divides the waits before a retry
     */
    public AsyncInvoker(LambdaService lambda, QueueSender queues, double speed) {
        this.lambda = lambda;
        this.queues = queues;
        this.speed = speed;
    }

    @Override
    public Optional<ServiceError> invoke(String function, byte[] event) {
        var resource = lambda.resource(function);
        resource.ifPresent(found -> threads.execute(() -> deliver(found, function, event)));
        return resource.isPresent() ? Optional.empty() : Optional.of(LambdaService.notFound(function));
    }

    /** Drops what still waits. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void deliver(FunctionResource resource, String function, byte[] event) {
        var accepted = System.nanoTime();
        var failures = 0;
        for (var attempts = 1; true; attempts++) {
            var result = lambda.invoke(function, event);
            if (result instanceof Success) {
                return;
            }
            var failed = result instanceof FunctionError;
            // Being throttled is no failure of the function, so then only the event's age ends the retries.
            var retries = failed ? failures++ : Integer.MIN_VALUE;
            if (!resource.asynchronous().allows(retries, Duration.ofNanos(System.nanoTime() - accepted))) {
                giveUp(resource, event, result, attempts);
                return;
            } else if (!slept(failed ? FIRST_RETRY.multipliedBy(failures) : waitWhenThrottled(attempts))) {
                return;
            }
        }
    }

    private static Duration waitWhenThrottled(int attempts) {
        var wait = FIRST_RETRY_WHEN_THROTTLED.multipliedBy(1L << Math.min(attempts - 1, 16));
        return wait.compareTo(LONGEST_WAIT_WHEN_THROTTLED) > 0 ? LONGEST_WAIT_WHEN_THROTTLED : wait;
    }

    private boolean slept(Duration wait) {
        try {
            Thread.sleep(Duration.ofNanos((long) (wait.toNanos() / speed)));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Sends the invocation record of the guide's "Capturing records of Lambda asynchronous invocations". */
    private void giveUp(FunctionResource function, byte[] event, InvocationResult last, int attempts) {
        function.onFailureQueueArn().ifPresent(queue -> {
            var message = JSON.createObjectNode()
                    .put("version", "1.0")
                    .put("timestamp", Instant.now().toString());
            message.putObject("requestContext")
                    .put("functionArn", function.invokedArn())
                    .put("condition", last instanceof FunctionError ? "RetriesExhausted" : "EventAgeExceeded")
                    .put("approximateInvokeCount", attempts);
            message.set("requestPayload", json(event));
            if (last instanceof FunctionError(var payload)) {
                message.putObject("responseContext")
                        .put("statusCode", 200)
                        .put("executedVersion", FunctionVariables.version(function))
                        .put("functionError", "Unhandled");
                message.set("responsePayload", json(payload));
            }
            queues.send(queue, text(message));
        });
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(JsonNode message) {
        try {
            return JSON.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree is always JSON", e);
        }
    }
}
