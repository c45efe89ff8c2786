package dev.tenantry.live;

/** Result of sending a frame to a connection. */
sealed interface Delivery {
    /** API Gateway took the frame for the client. */
    record Delivered() implements Delivery {}

    /** The connection is closed and will not come back. */
    record Gone() implements Delivery {}

    /** The token of the connection's caller has expired: instead of the frame it got an error, and was closed. */
    record Expired() implements Delivery {}

    /**
     * The frame was not delivered. A client can read what it misses: a job's versions have no gaps, so it sees that one
     * is missing; notices stand in their list.
     *
     * @param reason for the log
     */
    record Skipped(String reason) implements Delivery {}
}
