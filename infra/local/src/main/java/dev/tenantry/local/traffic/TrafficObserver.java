package dev.tenantry.local.traffic;

import java.util.function.Supplier;

/**
 * Observer of what the APIs and their clients send each other. It is called before the other side gets the answer or
 * message, by many threads at once, and must not block or throw.
 */
public interface TrafficObserver {
    /** An observer that is interested in nothing. */
    TrafficObserver NONE = new TrafficObserver() {
        @Override
        public void answered(int status, Supplier<HttpExchange> exchange) {}

        @Override
        public void received(String connectionId, String message) {}

        @Override
        public void sent(String connectionId, String message) {}
    };

    /**
     * The HTTP API answers a request.
     *
     * @param status the answer's status
     * @param exchange gives the request and its answer, for those who want to see them; to be asked at once
     */
    void answered(int status, Supplier<HttpExchange> exchange);

    /** A client has sent a message to the WebSocket API. */
    void received(String connectionId, String message);

    /** The WebSocket API sends a message to a client. */
    void sent(String connectionId, String message);
}
