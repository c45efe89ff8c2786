package dev.tenantry.twilio.simulator.callbacks;

import dev.tenantry.twilio.simulator.accounts.Accounts;
import dev.tenantry.twilio.simulator.state.TwilioState;
import java.util.List;

/** Sender of callbacks. What is sent is signed with the token of the account that owns the resource. */
public final class CallbackSender implements AutoCloseable {
    private final TwilioState state;
    private final Accounts accounts;
    private final CallbackTypes types;
    private final SignedHttpClient http = new SignedHttpClient();

    CallbackSender(TwilioState state, Accounts accounts, CallbackTypes types) {
        this.state = state;
        this.accounts = accounts;
        this.types = types;
    }

    /**
     * Sends it now, once, past the outbox and its rules, and waits for the answers.
     *
     * @throws IllegalArgumentException when it names something that does not exist
     */
    public List<Delivery> send(Callback callback) {
        return state.transact(() -> types.messagesOf(callback)).stream()
                .map(this::deliver)
                .toList();
    }

    /** Sends a message once, and waits for the answer. */
    Delivery deliver(OutgoingMessage message) {
        var token = state.transact(
                () -> accounts.find(message.accountSid()).orElseThrow().authToken());
        return message.form() == null
                ? http.json(message.url(), message.json(), token, message.idempotencyToken())
                : http.form(message.method(), message.url(), message.form(), token, message.idempotencyToken());
    }

    @Override
    public void close() {
        http.close();
    }
}
