package dev.tenantry.live;

/** What became of a frame. */
sealed interface Delivery {
    /** API Gateway took the frame for the client. */
    record Delivered() implements Delivery {}

    /** The connection is closed and will not come back. */
    record Gone() implements Delivery {}

    /**
     * The frame was not delivered. The client misses nothing by it: versions have no gaps, so it sees that one is
     * missing and asks for it.
     *
     * @param reason for the log
     */
    record Skipped(String reason) implements Delivery {}
}
