package dev.tenantry.twilio.simulator.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last requests, for tests and people to look at. */
final class RequestLog {
    private static final int CAPACITY = 10_000;

    private final Deque<LoggedRequest> requests = new ArrayDeque<>();

    synchronized void add(LoggedRequest request) {
        if (requests.size() == CAPACITY) {
            requests.removeFirst();
        }
        requests.addLast(request);
    }

    synchronized List<LoggedRequest> all() {
        return List.copyOf(requests);
    }

    synchronized void clear() {
        requests.clear();
    }
}
