package dev.tenantry.twilio.simulator.callbacks;

import dev.tenantry.twilio.simulator.domain.OutgoingMessage;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Sends what is in the outbox: each message by itself, so in no certain order, and again when it was not answered well.
 * It forgets a message after the answer, so that none is lost and some may come twice.
 */
public final class Postman implements AutoCloseable {
    private static final int EVENT_ATTEMPTS = 5;
    private static final int FORM_ATTEMPTS = 2;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

    private final TwilioCloud cloud;
    private final Outbox outbox;
    private final Callbacks callbacks;
    private final double speed;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Agenda agenda;
    private volatile boolean closed;

    /**
     * A postman who does not work yet.
     *
     * @param speed what the pauses before another attempt are divided by
     */
    public Postman(TwilioCloud cloud, Outbox outbox, Callbacks callbacks, double speed) {
        this.cloud = cloud;
        this.outbox = outbox;
        this.callbacks = callbacks;
        this.speed = speed;
        this.agenda = new Agenda("twilio-postman", this::sendWhatIsDue, cloud::instant);
        outbox.onArrival(agenda::wake);
    }

    /** Starts to send. */
    public void start() {
        cloud.transact(() -> {
            outbox.adopt();
            return null;
        });
        agenda.start();
    }

    private Optional<Instant> sendWhatIsDue() {
        due().forEach(message -> threads.execute(() -> send(message)));
        return cloud.transact(() -> outbox.nextDue(underWay));
    }

    private List<OutgoingMessage> due() {
        return cloud.transact(() -> outbox.due().stream()
                .filter(message -> underWay.add(message.sid()))
                .toList());
    }

    /** Sends what this thread is to send before the answer that it is about to give, and waits for its answers. */
    public void sendBeforeAnswer() {
        cloud.transact(outbox::ofThisThread).forEach(this::send);
    }

    private void send(OutgoingMessage message) {
        var delivery = callbacks.deliver(message);
        if (closed) {
            // Cut off: it stays in the outbox, for the next start.
            return;
        }
        cloud.transact(() -> {
            if (delivery.taken() || isLast(message)) {
                outbox.remove(message);
            } else {
                outbox.save(message.again(cloud.instant().plus(pauseAfter(message))));
            }
            return null;
        });
        underWay.remove(message.sid());
        agenda.wake();
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
        agenda.close();
        threads.shutdownNow();
        threads.close();
    }
}
