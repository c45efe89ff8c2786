package dev.tenantry.cli.watch;

import dev.tenantry.cli.api.ApiException;
import dev.tenantry.cli.api.LiveChannel;
import dev.tenantry.cli.api.LiveSocket;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.random.RandomGenerator;

/**
 * Keeps one WebSocket up: connects, pings, notices silence, connects again after a wait with full jitter (AWS
 * Architecture Blog, "Exponential Backoff And Jitter").
 *
 * <p>Used by the following thread; connections tell what happens to them through the queue. Times are those of
 * {@link System#nanoTime}.
 */
final class LiveLink implements AutoCloseable {
    private final LiveChannel channel;
    private final WatchIntervals intervals;
    private final RandomGenerator random;
    private final BlockingQueue<ConnectionEvent> events;

    private int connection;
    private boolean connecting;
    private Optional<LiveSocket> socket = Optional.empty();
    private long connectAt;
    private long receivedAt;
    private boolean pinged;
    private int failures;

    LiveLink(
            LiveChannel channel,
            WatchIntervals intervals,
            RandomGenerator random,
            BlockingQueue<ConnectionEvent> events,
            long now) {
        this.channel = channel;
        this.intervals = intervals;
        this.random = random;
        this.events = events;
        this.connectAt = now;
    }

    /** Whether an event is of the connection in use. */
    boolean isCurrent(ConnectionEvent event) {
        return event.connection() == connection;
    }

    boolean isUp() {
        return socket.isPresent();
    }

    /** Does what is due. */
    void tick(long now) {
        if (socket.isEmpty()) {
            if (!connecting && now - connectAt >= 0) {
                connect();
            }
        } else if (now - receivedAt >= intervals.stale().toNanos()) {
            events.add(new ConnectionEvent.Closed(
                    connection, "no frame for " + intervals.stale().toSeconds() + " s"));
        } else if (now - receivedAt >= intervals.ping().toNanos() && !pinged) {
            pinged = true;
            socket.get().ping();
        }
    }

    /** The connection stands: asks for what happens to the job after a version. */
    void opened(LiveSocket opened, String jobId, long after, long now) {
        connecting = false;
        socket = Optional.of(opened);
        receivedAt = now;
        pinged = false;
        opened.subscribe(jobId, after);
    }

    /**
     * A frame arrived. Only now the connection counts as a success: one that dies before its first frame is backed off
     * from.
     */
    void received(long now) {
        receivedAt = now;
        pinged = false;
        failures = 0;
    }

    /** The connection is gone. */
    void lost(long now) {
        close();
        connecting = false;
        var ceiling = Math.min(
                intervals.lastBackoff().toNanos(), intervals.firstBackoff().toNanos() << Math.min(failures, 16));
        connectAt = now + random.nextLong(ceiling + 1);
        failures++;
    }

    /** Drops the connection; events that it still sends are no longer current. */
    @Override
    public void close() {
        connection++;
        socket.ifPresent(LiveSocket::close);
        socket = Optional.empty();
    }

    private void connect() {
        connecting = true;
        var number = connection;
        Thread.ofVirtual().name("live-connect").start(() -> connect(number));
    }

    private void connect(int number) {
        try {
            events.add(new ConnectionEvent.Opened(number, channel.open(new LiveSocket.Listener() {
                @Override
                public void received(String text) {
                    events.add(new ConnectionEvent.Received(number, text));
                }

                @Override
                public void closed(String reason) {
                    events.add(new ConnectionEvent.Closed(number, reason));
                }
            })));
        } catch (ApiException e) {
            events.add(new ConnectionEvent.Closed(number, e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
