package dev.tenantry.cli.watch;

import java.time.Duration;

/**
 * Intervals at which a watcher pings, polls and reconnects.
 *
 * @param poll between two polls while the WebSocket is down; the server may ask for longer
 * @param check between two polls while it is up, since a lost last frame leaves no gap to notice
 * @param ping without a frame for this long, a ping is sent
 * @param stale without a frame for this long, the connection counts as dead
 * @param firstBackoff the longest wait before the first new connection; doubles with every failure
 * @param lastBackoff what it doubles up to
 * @param giveUp nobody answering for this long ends the following
 */
public record WatchIntervals(
        Duration poll,
        Duration check,
        Duration ping,
        Duration stale,
        Duration firstBackoff,
        Duration lastBackoff,
        Duration giveUp) {
    /** For people. */
    public static final WatchIntervals DEFAULT = new WatchIntervals(
            Duration.ofSeconds(2),
            Duration.ofSeconds(15),
            Duration.ofSeconds(20),
            Duration.ofSeconds(45),
            Duration.ofMillis(500),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1));
}
