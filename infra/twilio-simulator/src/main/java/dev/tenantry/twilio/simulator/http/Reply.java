package dev.tenantry.twilio.simulator.http;

import java.util.Map;

/** What goes back over the connection. */
sealed interface Reply {

    /** An HTTP response. */
    record Send(int status, Map<String, String> headers, String contentType, String body) implements Reply {}

    /** No response: the connection is closed. */
    record Drop() implements Reply {}
}
