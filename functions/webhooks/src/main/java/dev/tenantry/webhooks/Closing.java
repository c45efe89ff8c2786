package dev.tenantry.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tenantry.core.json.Json;
import dev.tenantry.webhooks.ExecutionStatusChange.Detail;
import java.util.Optional;

/** How an execution closed without success. */
sealed interface Closing {
    /** Somebody stopped it. */
    record Stopped() implements Closing {}

    /** It failed, or took too long. */
    record Failed(String reason) implements Closing {}

    /**
     * How the execution of this event closed.
     *
     * @throws IllegalArgumentException when its status is not one of a closed execution without success
     */
    static Closing of(Detail detail) {
        return switch (detail.status()) {
            case "ABORTED" -> new Stopped();
            case "TIMED_OUT" -> new Failed("The execution took longer than it may.");
            case "FAILED" -> new Failed(reason(detail));
            default -> throw new IllegalArgumentException("An execution does not close as " + detail.status());
        };
    }

    private static String reason(Detail detail) {
        return errorMessage(detail.cause())
                .or(() -> Optional.ofNullable(detail.cause()).filter(cause -> !cause.isBlank()))
                .or(() -> Optional.ofNullable(detail.error()).map(error -> "The execution failed with " + error + "."))
                .orElse("The execution failed.");
    }

    /** Lambda's Java runtime tells a thrown exception as {@code {"errorMessage","errorType","stackTrace"}}. */
    private static Optional<String> errorMessage(String cause) {
        try {
            return cause == null ? Optional.empty() : Json.text(Json.parse(cause), "errorMessage");
        } catch (JsonProcessingException notFromLambda) {
            return Optional.empty();
        }
    }
}
