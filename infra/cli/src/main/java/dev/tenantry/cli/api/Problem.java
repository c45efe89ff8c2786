package dev.tenantry.cli.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Problem that the server answered: a problem document (RFC 9457), or the error of a gateway in front of it.
 *
 * @param status the HTTP status
 * @param title the kind of problem
 * @param detail this occurrence of it
 * @param code a stable word for the kind
 * @param requestId the request's id in the server's logs
 * @param retryable whether the same request may succeed later
 * @param nextAction what to do
 * @param errors what is wrong where in the request's body
 */
public record Problem(
        int status,
        String title,
        Optional<String> detail,
        Optional<String> code,
        Optional<String> requestId,
        boolean retryable,
        Optional<String> nextAction,
        List<Violation> errors) {

    /**
     * Something wrong in the request's body.
     *
     * @param pointer where, as a JSON Pointer (RFC 6901)
     * @param detail what
     */
    public record Violation(String pointer, String detail) {}

    /** Who must act before the request can succeed, in a few words. */
    public String whoMustAct() {
        if (retryable || status == 429) {
            return "nobody: a retry may succeed";
        }
        return switch (status) {
            case 401, 403 -> "you, or the person who grants you access";
            default -> status < 500 ? "you" : "the operator of the system";
        };
    }

    static Problem of(HttpResponse<String> response) {
        return of(
                response.statusCode(),
                parse(response.body()),
                response.headers().firstValue("X-Request-Id"));
    }

    /** A problem inside a WebSocket frame. */
    static Problem of(JsonNode problem) {
        return of(problem.path("status").asInt(400), problem, Optional.empty());
    }

    private static Problem of(int status, JsonNode body, Optional<String> requestId) {
        return new Problem(
                status,
                text(body, "title").orElse("The server answered HTTP " + status),
                // Amazon API Gateway's own refusals carry nothing but "message" (or "Message"), the simulator's
                // "error".
                text(body, "detail")
                        .or(() -> text(body, "message"))
                        .or(() -> text(body, "Message"))
                        .or(() -> text(body, "error")),
                text(body, "code"),
                text(body, "requestId").or(() -> requestId),
                body.path("retryable").asBoolean(status == 429 || status == 502 || status == 503 || status == 504),
                text(body, "nextAction"),
                violations(body.path("errors")));
    }

    private static JsonNode parse(String body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (JsonProcessingException notJson) {
            // A proxy's page says nothing that the HTTP status does not.
            return MissingNode.getInstance();
        }
    }

    private static List<Violation> violations(JsonNode errors) {
        return StreamSupport.stream(errors.spliterator(), false)
                .map(error -> new Violation(
                        error.path("pointer").asText(), error.path("detail").asText()))
                .toList();
    }

    private static Optional<String> text(JsonNode body, String field) {
        return Optional.of(body.path(field).asText()).filter(text -> !text.isBlank());
    }
}
