package dev.tenantry.twilio.simulator.callbacks;

import dev.tenantry.twilio.simulator.callbacks.CallbackRule.Action;
import dev.tenantry.twilio.simulator.domain.OutgoingMessage;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import dev.tenantry.twilio.simulator.rules.RuleBook;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is still to be sent. It is a part of the state: what the transaction of its cause does not commit is not sent,
 * and what a restart interrupts is sent after it. Use it inside a transaction.
 */
public final class Outbox {
    private final TwilioCloud cloud;
    private final Envelopes envelopes;
    private final RuleBook<OutgoingMessage, CallbackRule> rules;
    private Runnable listener = () -> {};

    /**
     * What this cloud has to send.
     *
     * @param rules which of it does not come as it should
     */
    public Outbox(TwilioCloud cloud, RuleBook<OutgoingMessage, CallbackRule> rules) {
        this.cloud = cloud;
        this.envelopes = new Envelopes(cloud);
        this.rules = rules;
    }

    /** Called when something new is to be sent. */
    void onArrival(Runnable wake) {
        this.listener = wake;
    }

    /** Has this sent to everybody who wants to know of it. No request waits for it. */
    public void put(Callback callback) {
        envelopes.of(callback, null).forEach(message -> put(message, null));
        listener.run();
    }

    /** Has this sent, which the request that this thread answers has caused: after the answer, or, by rule, before. */
    public void putOfRequest(Callback callback) {
        envelopes
                .of(callback, null)
                .forEach(message -> put(message, Thread.currentThread().threadId()));
        listener.run();
    }

    /** Has this sent before this thread answers its request. */
    public void putBeforeAnswer(Callback callback) {
        long thread = Thread.currentThread().threadId();
        envelopes.of(callback, thread).forEach(message -> put(message, thread));
        listener.run();
    }

    /** What rules make of a message; {@code thread} is the one that answers its cause, if one does. */
    private void put(OutgoingMessage message, Long thread) {
        switch (rules.next(message).map(CallbackRule::action).orElse(null)) {
            case null -> save(message);
            case Action.Drop() -> {}
            case Action.Duplicate() -> {
                save(message);
                save(message.copy(cloud.sids().secret("message")));
            }
            case Action.Delay(var millis) -> save(message.delayed(Duration.ofMillis(millis)));
            case Action.Early() -> save(message.sentBy(thread));
        }
    }

    /** Leaves to the postman what threads that are no more were to send. */
    void adopt() {
        cloud.outgoingMessages().all().forEach(message -> save(message.sentBy(null)));
    }

    /** What may be sent now. */
    List<OutgoingMessage> due() {
        var now = cloud.instant();
        return cloud.outgoingMessages().all().stream()
                .filter(message ->
                        message.answerer() == null && !message.notBefore().isAfter(now))
                .toList();
    }

    /** What this thread is to send before it answers. */
    List<OutgoingMessage> ofThisThread() {
        Long thread = Thread.currentThread().threadId();
        return cloud.outgoingMessages().all().stream()
                .filter(message -> thread.equals(message.answerer()))
                .toList();
    }

    /**
     * When the next message may be sent.
     *
     * @param underWay those that are being sent
     */
    Optional<Instant> nextDue(Set<String> underWay) {
        return cloud.outgoingMessages().all().stream()
                .filter(message -> message.answerer() == null && !underWay.contains(message.sid()))
                .map(OutgoingMessage::notBefore)
                .min(Comparator.naturalOrder());
    }

    /** It was sent, or given up. */
    void remove(OutgoingMessage message) {
        cloud.outgoingMessages().remove(message);
    }

    /** Keeps a message, a new one or one that was sent in vain. */
    void save(OutgoingMessage message) {
        cloud.outgoingMessages().save(message);
    }
}
