package dev.tenantry.twilio.simulator.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.errors.TwilioException;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.Json;

/** Twilio's error body (Twilio docs: Twilio's response). */
final class ErrorAnswers {
    /** Stands for an error without a code of Twilio's. */
    private static final int NO_CODE = 0;

    private ErrorAnswers() {}

    static Answer answer(TwilioException e) {
        return answer(e.code().code(), e.code().status(), e.getMessage());
    }

    static Answer answer(int code, int status, String message) {
        ObjectNode body = Json.V1
                .object()
                .put("code", code == NO_CODE ? null : Integer.valueOf(code))
                .put("message", message)
                .put("more_info", "https://www.twilio.com/docs/errors/" + (code == NO_CODE ? "None" : code))
                .put("status", status);
        return new Answer(status, body);
    }
}
