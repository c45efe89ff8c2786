package dev.tenantry.twilio.simulator.server;

import dev.tenantry.twilio.simulator.http.ApiRequest;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last requests, for tests and people to look at. */
final class RequestLog {
    private static final int CAPACITY = 10_000;

    private final InstantSource clock;
    private final Deque<LogEntry> entries = new ArrayDeque<>();

    RequestLog(InstantSource clock) {
        this.clock = clock;
    }

    synchronized LogEntry open(ApiRequest request) {
        if (entries.size() == CAPACITY) {
            entries.removeFirst();
        }
        var entry = new LogEntry(clock.instant(), request);
        entries.addLast(entry);
        return entry;
    }

    synchronized List<LoggedRequest> all() {
        return entries.stream().map(LogEntry::view).toList();
    }

    synchronized void clear() {
        entries.clear();
    }
}
