package dev.tenantry.cli.follow;

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
    private final Pace pace;
    private final RandomGenerator random;
    private final BlockingQueue<Signal> signals;

    private int connection;
    private boolean connecting;
    private Optional<LiveSocket> socket = Optional.empty();
    private long connectAt;
    private long heardAt;
    private boolean pinged;
    private int failures;

    LiveLink(LiveChannel channel, Pace pace, RandomGenerator random, BlockingQueue<Signal> signals, long now) {
        this.channel = channel;
        this.pace = pace;
        this.random = random;
        this.signals = signals;
        this.connectAt = now;
    }

    /** Whether a signal is of the connection in use. */
    boolean isCurrent(Signal signal) {
        return signal.connection() == connection;
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
        } else if (now - heardAt >= pace.stale().toNanos()) {
            signals.add(new Signal.Closed(
                    connection, "nothing heard for " + pace.stale().toSeconds() + " s"));
        } else if (now - heardAt >= pace.ping().toNanos() && !pinged) {
            pinged = true;
            socket.get().ping();
        }
    }

    /** The connection stands: asks for what happens to the job after a version. */
    void opened(LiveSocket opened, String jobId, long after, long now) {
        connecting = false;
        socket = Optional.of(opened);
        heardAt = now;
        pinged = false;
        opened.subscribe(jobId, after);
    }

    /**
     * A frame arrived. Only now the connection counts as a success: one that dies before its first frame is backed off
     * from.
     */
    void heard(long now) {
        heardAt = now;
        pinged = false;
        failures = 0;
    }

    /** The connection is gone. */
    void lost(long now) {
        close();
        connecting = false;
        var ceiling = Math.min(pace.lastBackoff().toNanos(), pace.firstBackoff().toNanos() << Math.min(failures, 16));
        connectAt = now + random.nextLong(ceiling + 1);
        failures++;
    }

    /** Drops the connection; signals that it still sends are no longer current. */
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
            signals.add(new Signal.Opened(number, channel.open(new LiveSocket.Listener() {
                @Override
                public void received(String text) {
                    signals.add(new Signal.Received(number, text));
                }

                @Override
                public void closed(String reason) {
                    signals.add(new Signal.Closed(number, reason));
                }
            })));
        } catch (ApiException e) {
            signals.add(new Signal.Closed(number, e.getMessage()));
        }
    }
}
