package dev.tenantry.twilio.simulator.callbacks;

import dev.tenantry.twilio.simulator.callbacks.CallbackRule.Action;
import dev.tenantry.twilio.simulator.rules.RuleSet;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Messages that are still to be sent. The outbox is a part of the state: what the transaction of its cause does not
 * commit is not sent, and what a restart interrupts is sent after it. Use it inside a transaction.
 */
public final class Outbox {
    private final TwilioState state;
    private final CallbackTypes types;
    private final RuleSet<OutgoingMessage, CallbackRule> rules;
    private final ResourceTable<OutgoingMessage> messages;
    private Runnable listener = () -> {};

    /**
     * The messages that are still to be sent.
     *
     * @param rules which of them do not come as they should
     */
    Outbox(TwilioState state, CallbackTypes types, RuleSet<OutgoingMessage, CallbackRule> rules) {
        this.state = state;
        this.types = types;
        this.rules = rules;
        this.messages = state.internalResources("outgoing_messages", OutgoingMessage.class);
    }

    /** Called when something new is to be sent. */
    void onArrival(Runnable wake) {
        this.listener = wake;
    }

    /** Has this sent to everybody who wants to know of it. No request waits for it. */
    public void put(Callback callback) {
        types.messagesOf(callback).forEach(message -> put(message, null));
        listener.run();
    }

    /** Has this sent, which the request that this thread answers has caused: after the answer, or, by rule, before. */
    public void putOfRequest(Callback callback) {
        long thread = Thread.currentThread().threadId();
        types.messagesOf(callback).forEach(message -> put(message, thread));
        listener.run();
    }

    /** Has this sent before this thread answers its request. */
    public void putBeforeAnswer(Callback callback) {
        long thread = Thread.currentThread().threadId();
        types.messagesOf(callback).forEach(message -> put(message.sentBy(thread), thread));
        listener.run();
    }

    /** What rules make of a message; {@code thread} is the one that answers its cause, if one does. */
    private void put(OutgoingMessage message, Long thread) {
        switch (rules.next(message).map(CallbackRule::action).orElse(null)) {
            case null -> save(message);
            case Action.Drop() -> {}
            case Action.Duplicate() -> {
                save(message);
                save(message.copy(state.sids().secret("message")));
            }
            case Action.Delay(var millis) -> save(message.delayed(Duration.ofMillis(millis)));
            case Action.Early() -> save(message.sentBy(thread));
        }
    }

    /** Leaves to the dispatcher what threads of an earlier process were to send. */
    void recover() {
        messages.all().forEach(message -> save(message.sentBy(null)));
    }

    /** What may be sent now. */
    List<OutgoingMessage> due() {
        var now = state.instant();
        return messages.all().stream()
                .filter(message ->
                        message.answerer() == null && !message.notBefore().isAfter(now))
                .toList();
    }

    /** What this thread is to send before it answers. */
    List<OutgoingMessage> ofThisThread() {
        Long thread = Thread.currentThread().threadId();
        return messages.all().stream()
                .filter(message -> thread.equals(message.answerer()))
                .toList();
    }

    /**
     * When the next message may be sent.
     *
     * @param underWay those that are being sent
     */
    Optional<Instant> nextDue(Set<String> underWay) {
        return messages.all().stream()
                .filter(message -> message.answerer() == null && !underWay.contains(message.sid()))
                .map(OutgoingMessage::notBefore)
                .min(Comparator.naturalOrder());
    }

    /** It was sent, or given up. */
    void remove(OutgoingMessage message) {
        messages.remove(message);
    }

    /** Keeps a message, a new one or one that was sent in vain. */
    void save(OutgoingMessage message) {
        messages.save(message);
    }
}
