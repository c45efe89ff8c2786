package dev.tenantry.twilio.simulator.callbacks;

import dev.tenantry.twilio.simulator.state.TwilioState;
import java.util.Map;

/** Factory of messages that may be sent at once. Use it inside a transaction. */
public final class MessageFactory {
    private final TwilioState state;

    /** A factory whose ids are this state's. */
    public MessageFactory(TwilioState state) {
        this.state = state;
    }

    /** A new token that stays the same for each time that a message is sent. */
    public String idempotencyToken() {
        return state.sids().secret("idempotency");
    }

    /** A form, signed by the account's token. */
    public OutgoingMessage form(
            String accountSid,
            String type,
            String method,
            String url,
            Map<String, String> form,
            String idempotencyToken) {
        return message(accountSid, type, method, url, form, null, idempotencyToken);
    }

    /** JSON to be posted, signed by the account's token. */
    public OutgoingMessage json(String accountSid, String type, String url, String json) {
        return message(accountSid, type, "POST", url, null, json, idempotencyToken());
    }

    private OutgoingMessage message(
            String accountSid,
            String type,
            String method,
            String url,
            Map<String, String> form,
            String json,
            String idempotencyToken) {
        return new OutgoingMessage(
                state.sids().secret("message"),
                accountSid,
                type,
                method,
                url,
                form,
                json,
                idempotencyToken,
                state.instant(),
                0,
                null,
                state.now());
    }
}
