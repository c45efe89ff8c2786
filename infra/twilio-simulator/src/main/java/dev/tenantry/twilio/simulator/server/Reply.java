package dev.tenantry.twilio.simulator.server;

import dev.tenantry.twilio.simulator.http.Answer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reply to a request, as it is written to the connection. */
sealed interface Reply {
    /** What Twilio answers with, but for the pages of what stands before it. */
    String JSON = "application/json";

    /** An HTTP response. */
    record Send(int status, Map<String, String> headers, String contentType, String body) implements Reply {
        boolean isJson() {
            return contentType.equals(JSON);
        }

        Send with(Map<String, String> more) {
            var all = new LinkedHashMap<>(headers);
            all.putAll(more);
            return new Send(status, all, contentType, body);
        }
    }

    /** No response: the connection is closed. */
    record Drop() implements Reply {}

    /** An answer of Twilio's. */
    static Send of(Answer answer, Map<String, String> headers) {
        var body = answer.body() == null ? "" : answer.body().toString();
        return new Send(answer.status(), headers, JSON, body);
    }
}
