package dev.tenantry.live;

import java.util.List;
import java.util.Optional;

/**
 * What became of a batch of changes.
 *
 * @param turns what became of each connection's frames
 * @param unread where our own reads failed, if they did: this change and all after it were told to nobody
 */
record Broadcast(List<Turn> turns, Optional<Unread> unread) {

    /** Keeps a copy of the list. */
    Broadcast {
        turns = List.copyOf(turns);
    }

    /**
     * One connection's part of a batch. It ends at the first frame that is not delivered.
     *
     * @param connectionId whose
     * @param delivered how many frames
     * @param end what became of the last one
     * @param cleanUpFailure why the rows of a connection that is gone are still there, if they are
     */
    record Turn(String connectionId, int delivered, Delivery end, Optional<String> cleanUpFailure) {}

    /**
     * A change whose subscribers could not be read.
     *
     * @param change the change
     * @param reason the exception's name
     */
    record Unread(Change change, String reason) {}

    /** How many frames were delivered. */
    int delivered() {
        return turns.stream().mapToInt(Turn::delivered).sum();
    }
}
