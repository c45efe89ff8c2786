package dev.tenantry.twilio.simulator.callbacks;

import dev.tenantry.twilio.simulator.accounts.Accounts;
import dev.tenantry.twilio.simulator.rules.RuleSet;
import dev.tenantry.twilio.simulator.state.TwilioState;
import dev.tenantry.twilio.simulator.timing.WorkSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Sends what is in the outbox: each message by itself, in no certain order, and again when it was not answered well. It
 * forgets a message after the answer, so that none is lost and some may come twice.
 */
public final class CallbackDispatcher implements AutoCloseable {
    private static final int EVENT_ATTEMPTS = 5;
    private static final int FORM_ATTEMPTS = 2;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

    private final TwilioState state;
    private final CallbackTypes types = new CallbackTypes();
    private final RuleSet<OutgoingMessage, CallbackRule> rules;
    private final Outbox outbox;
    private final CallbackSender sender;
    private final double speed;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final WorkSchedule schedule;
    private volatile boolean closed;

    /**
     * A dispatcher that is not started yet.
     *
     * @param speed what the pauses before another attempt are divided by
     */
    public CallbackDispatcher(TwilioState state, Accounts accounts, double speed) {
        this.state = state;
        this.rules = new RuleSet<>(state.settings().seed());
        this.outbox = new Outbox(state, types, rules);
        this.sender = new CallbackSender(state, accounts, types);
        this.speed = speed;
        this.schedule = new WorkSchedule("twilio-callbacks", this::sendWhatIsDue, state::instant);
        outbox.onArrival(schedule::wake);
    }

    /** The types of callbacks, to which each product adds its own. */
    public CallbackTypes types() {
        return types;
    }

    /** What is to be sent. */
    public Outbox outbox() {
        return outbox;
    }

    /** The rules by which callbacks do not come as they should. */
    public RuleSet<OutgoingMessage, CallbackRule> rules() {
        return rules;
    }

    /** Sends at once, past the outbox. */
    public CallbackSender sender() {
        return sender;
    }

    /** Starts to send. */
    public void start() {
        state.transact(() -> {
            outbox.recover();
            return null;
        });
        schedule.start();
    }

    private Optional<Instant> sendWhatIsDue() {
        due().forEach(message -> threads.execute(() -> send(message)));
        return state.transact(() -> outbox.nextDue(underWay));
    }

    private List<OutgoingMessage> due() {
        return state.transact(() -> outbox.due().stream()
                .filter(message -> underWay.add(message.sid()))
                .toList());
    }

    /** Sends what this thread is to send before the answer that it is about to give, and waits for its answers. */
    public void sendBeforeAnswer() {
        state.transact(outbox::ofThisThread).forEach(this::send);
    }

    private void send(OutgoingMessage message) {
        var delivery = sender.deliver(message);
        if (closed) {
            // Cut off: it stays in the outbox, for the next start.
            return;
        }
        state.transact(() -> {
            if (delivery.taken() || isLast(message)) {
                outbox.remove(message);
            } else {
                outbox.save(message.again(state.instant().plus(pauseAfter(message))));
            }
            return null;
        });
        underWay.remove(message.sid());
        schedule.wake();
    }

    private static boolean isLast(OutgoingMessage message) {
        return message.attempts() + 1 >= (message.json() == null ? FORM_ATTEMPTS : EVENT_ATTEMPTS);
    }

    private Duration pauseAfter(OutgoingMessage message) {
        return Duration.ofMillis(Math.round((FIRST_PAUSE.toMillis() << message.attempts()) / speed));
    }

    @Override
    public void close() {
        closed = true;
        try (sender) {
            schedule.close();
            threads.shutdownNow();
            threads.close();
        }
    }
}
