package dev.tenantry.twilio.simulator.callbacks;

import dev.tenantry.twilio.simulator.domain.OutgoingMessage;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import java.util.List;

/** Makes Twilio send something. What is sent is signed with the token of the account that owns the resource. */
public final class Callbacks implements AutoCloseable {
    private final TwilioCloud cloud;
    private final Envelopes envelopes;
    private final Sender sender = new Sender();

    /** Sends what this cloud has to send. */
    public Callbacks(TwilioCloud cloud) {
        this.cloud = cloud;
        this.envelopes = new Envelopes(cloud);
    }

    /**
     * Sends it now, once, past the outbox and its rules, and waits for the answers.
     *
     * @throws IllegalArgumentException when it names something that does not exist
     */
    public List<Delivery> send(Callback callback) {
        return cloud.transact(() -> envelopes.of(callback, null)).stream()
                .map(this::deliver)
                .toList();
    }

    /** Sends a message once, and waits for the answer. */
    Delivery deliver(OutgoingMessage message) {
        var token = cloud.transact(
                () -> cloud.accounts().find(message.accountSid()).orElseThrow().authToken());
        return message.form() == null
                ? sender.json(message.url(), message.json(), token, message.idempotencyToken())
                : sender.form(message.method(), message.url(), message.form(), token, message.idempotencyToken());
    }

    @Override
    public void close() {
        sender.close();
    }
}
