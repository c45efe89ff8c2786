package dev.tenantry.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.json.Json;

/**
 * Why a callback was not taken, as RFC 9457 has it.
 *
 * @param status the HTTP status. Twilio tries again after a 5xx, and after nothing else
 * @param code a stable word for the kind of problem
 * @param title the kind of problem in words
 * @param detail what is wrong with this request
 * @param nextAction what the sender should do
 */
record Problem(int status, String code, String title, String detail, String nextAction) {

    static Problem forbidden() {
        return new Problem(
                403,
                "forbidden",
                "The callback is refused",
                "This is not a callback that Twilio made for this address.",
                "None: Twilio signs its callbacks, and sends them to the addresses that it was given.");
    }

    static Problem tooLarge(int limit) {
        return new Problem(
                413,
                "payload-too-large",
                "The body is too large",
                "At most " + limit + " bytes are read.",
                "Send fewer events at once.");
    }

    static Problem internal() {
        return new Problem(
                500,
                "internal",
                "Something went wrong on our side",
                "The callback could not be taken for a reason that is not the sender's.",
                "Send it again.");
    }

    /** The problem as {@code application/problem+json}. */
    ObjectNode json(String requestId) {
        return Json.object()
                .put("type", "urn:tenantry:problem:" + code)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("code", code)
                .put("requestId", requestId)
                .put("retryable", status >= 500)
                .put("nextAction", nextAction);
    }
}
