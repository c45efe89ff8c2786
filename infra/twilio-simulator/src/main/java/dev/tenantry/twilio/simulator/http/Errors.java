package dev.tenantry.twilio.simulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.domain.TwilioException;

/** Twilio's error body (Twilio docs: Twilio's response). */
final class Errors {
    private Errors() {}

    static Answer answer(TwilioException e) {
        return answer(e.code().code(), e.code().status(), e.getMessage());
    }

    static Answer answer(int code, int status, String message) {
        ObjectNode body = Json.V1
                .object()
                .put("code", code)
                .put("message", message)
                .put("more_info", "https://www.twilio.com/docs/errors/" + code)
                .put("status", status);
        return new Answer(status, body);
    }
}
