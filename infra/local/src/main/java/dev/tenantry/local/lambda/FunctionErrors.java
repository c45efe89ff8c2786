package dev.tenantry.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.local.invocation.InvocationResult.FunctionError;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The error objects of Lambda's Java runtime (AWS Lambda Developer Guide, "Java function errors"). */
final class FunctionErrors {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The first class below the handler, and what it nests. */
    private static final String HOST = HandlerType.class.getName();

    private FunctionErrors() {}

    /** What a handler threw. */
    static FunctionError thrown(Throwable thrown) {
        var reported = thrown instanceof UnreadableEventException
                ? new RuntimeException(thrown.getMessage(), thrown.getCause())
                : thrown;
        var message = Optional.ofNullable(reported.getLocalizedMessage())
                .orElse(reported.getClass().getName());
        var error = JSON.createObjectNode()
                .put("errorMessage", message)
                .put("errorType", reported.getClass().getName());
        var stackTrace = error.putArray("stackTrace");
        Arrays.stream(thrown.getStackTrace())
                .takeWhile(frame -> !frame.getClassName().startsWith(HOST))
                .map(StackTraceElement::toString)
                .forEach(stackTrace::add);
        return payload(error);
    }

    /** An invocation that took longer than the function's timeout. */
    static FunctionError timedOut(String requestId, Duration timeout) {
        var seconds = String.format(Locale.ROOT, "%.2f", timeout.toMillis() / 1000.0);
        return payload(JSON.createObjectNode()
                .put("errorType", "Sandbox.Timedout")
                .put(
                        "errorMessage",
                        "RequestId: " + requestId + " Error: Task timed out after " + seconds + " seconds"));
    }

    /** The line that Lambda's runtime writes to a log in JSON about what a handler threw. */
    static String line(String message, String requestId) {
        return JSON.createObjectNode()
                .put("timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("message", message)
                .put("level", "ERROR")
                .put("AWSRequestId", requestId)
                .toString();
    }

    /** An answer above Lambda's limit for a synchronous invocation. */
    static FunctionError tooLarge(int size, int limit) {
        return payload(JSON.createObjectNode()
                .put("errorType", "Function.ResponseSizeTooLarge")
                .put(
                        "errorMessage",
                        "Response payload size (" + size + " bytes) exceeded maximum allowed payload size (" + limit
                                + " bytes)."));
    }

    private static FunctionError payload(ObjectNode error) {
        try {
            return new FunctionError(JSON.writeValueAsBytes(error));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of strings is always JSON", e);
        }
    }
}
