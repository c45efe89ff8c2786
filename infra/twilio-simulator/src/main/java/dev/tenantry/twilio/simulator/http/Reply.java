package dev.tenantry.twilio.simulator.http;

import java.util.Map;

/** What goes back over the connection. */
sealed interface Reply {

    /** An HTTP response. */
    record Send(int status, Map<String, String> headers, String contentType, String body) implements Reply {}

    /** No response: the connection is closed. */
    record Drop() implements Reply {}

    /** An answer of Twilio's. */
    static Send of(Answer answer, Map<String, String> headers) {
        var body = answer.body() == null ? "" : answer.body().toString();
        return new Send(answer.status(), headers, "application/json", body);
    }
}
