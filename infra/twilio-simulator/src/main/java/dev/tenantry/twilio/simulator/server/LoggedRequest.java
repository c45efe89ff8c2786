package dev.tenantry.twilio.simulator.server;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tenantry.twilio.simulator.faults.Fault;
import java.time.Instant;

/**
 * A request that came in.
 *
 * @param at when it came in
 * @param method the HTTP method
 * @param host the host that was meant
 * @param path the path behind the host
 * @param account the account that it acts upon; null when that was not found out
 * @param outcome what has become of it
 * @param status the HTTP status; null while pending or when dropped
 * @param code Twilio's error code; null when there is none
 * @param fault how it was made to fail; null when it was not
 * @param delayMillis how long it was made to take for realism's sake; 0 when it was refused before that
 * @param processed whether it has had its effect
 */
record LoggedRequest(
        Instant at,
        String method,
        String host,
        String path,
        String account,
        Outcome outcome,
        Integer status,
        Integer code,
        Fault fault,
        double delayMillis,
        boolean processed) {

    enum Outcome {
        @JsonProperty("pending")
        PENDING,
        @JsonProperty("answered")
        ANSWERED,
        @JsonProperty("dropped")
        DROPPED
    }
}
