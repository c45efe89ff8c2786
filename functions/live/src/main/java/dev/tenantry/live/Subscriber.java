package dev.tenantry.live;

import java.time.Instant;
import java.util.Optional;

/**
 * A connection that subscribes to a topic.
 *
 * @param connectionId which
 * @param tokenExpiresAt when the token expires by whose ticket it was opened; empty if it does not
 */
record Subscriber(String connectionId, Optional<Instant> tokenExpiresAt) {

    /** Whether nothing may be sent to it any more. */
    boolean isExpired(Instant now) {
        return tokenExpiresAt.isPresent() && !now.isBefore(tokenExpiresAt.get());
    }
}
