package dev.tenantry.core.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tenantry.core.json.Json;
import java.util.Optional;

/** An execution that closed without success, and how. */
public sealed interface FailedExecution {
    /** Somebody stopped it. */
    record Stopped() implements FailedExecution {}

    /**
     * It failed, or took too long.
     *
     * @param reason why, in words
     */
    record Failed(String reason) implements FailedExecution {}

    /**
     * The failure of an execution that Step Functions reports in these words.
     *
     * @param status {@code ABORTED}, {@code TIMED_OUT} or {@code FAILED}
     * @param error the error that ended it, or null
     * @param cause what more is known of the error, or null; of a Java function's, its runtime's JSON
     * @throws IllegalArgumentException when the status is not one of a closed execution without success
     */
    static FailedExecution of(String status, String error, String cause) {
        return switch (status) {
            case "ABORTED" -> new Stopped();
            case "TIMED_OUT" -> new Failed("The execution took longer than it may.");
            case "FAILED" -> new Failed(reason(error, cause));
            default -> throw new IllegalArgumentException("An execution does not close as " + status);
        };
    }

    private static String reason(String error, String cause) {
        return errorMessage(cause)
                .or(() -> Optional.ofNullable(cause).filter(text -> !text.isBlank()))
                .or(() -> Optional.ofNullable(error).map(name -> "The execution failed with " + name + "."))
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
