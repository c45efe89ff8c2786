package dev.tenantry.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/**
 * Response of the server, parsed and as received.
 *
 * @param value what this client understands of it
 * @param json all of it, for people and programs that understand more
 * @param etag the validator to ask with next time
 * @param retryAfter how long the server asks to wait before asking again
 * @param <T> the kind of value
 */
public record Answer<T>(T value, JsonNode json, Optional<String> etag, Optional<Duration> retryAfter) {
    /** Something said outside an HTTP answer, or within a larger one. */
    public static <T> Answer<T> of(T value, JsonNode json) {
        return new Answer<>(value, json, Optional.empty(), Optional.empty());
    }
}
