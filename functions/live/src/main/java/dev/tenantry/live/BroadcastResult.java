package dev.tenantry.live;

import java.util.List;
import java.util.Optional;

/**
 * Result of broadcasting a batch of changes.
 *
 * @param deliveries the result for each connection's frames
 * @param unread where our own reads failed, if they did: this change and all after it were sent to nobody
 */
record BroadcastResult(List<ConnectionDelivery> deliveries, Optional<UnreadableChange> unread) {

    BroadcastResult {
        deliveries = List.copyOf(deliveries);
    }

    /**
     * One connection's part of a batch. It ends at the first frame that is not delivered.
     *
     * @param connectionId whose
     * @param delivered how many frames
     * @param end the result of the last one
     * @param cleanUpFailure why the rows of a connection that is gone are still there, if they are
     */
    record ConnectionDelivery(String connectionId, int delivered, Delivery end, Optional<String> cleanUpFailure) {}

    /**
     * A change whose subscribers could not be read.
     *
     * @param change the change
     * @param reason the exception's name
     */
    record UnreadableChange(Change change, String reason) {}

    /** How many frames were delivered. */
    int delivered() {
        return deliveries.stream().mapToInt(ConnectionDelivery::delivered).sum();
    }
}
