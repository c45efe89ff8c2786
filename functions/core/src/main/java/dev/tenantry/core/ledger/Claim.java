package dev.tenantry.core.ledger;

import dev.tenantry.core.catalog.ResourceKey;
import java.time.Instant;
import java.util.Optional;

/** Result of a step's attempt to claim a resource. */
public sealed interface Claim {
    /**
     * The resource exists.
     *
     * @param sid Twilio's id of it
     * @param at when that was recorded
     * @param detail what people know it by, e.g. the phone number, if it has such a thing
     */
    record Recorded(String sid, Instant at, Optional<String> detail) implements Claim {}

    /**
     * The step may act on the resource, alone, until the lease ends.
     *
     * @param key which resource
     * @param number counts the claims on it; a write under an older number is refused
     * @param lookUpFirst whether an earlier claim may have created the resource without recording it
     */
    record Granted(ResourceKey key, long number, boolean lookUpFirst) implements Claim {}

    /**
     * Somebody else may be acting on the resource, or an act of unknown outcome may not be visible yet.
     *
     * @param until when to claim again
     */
    record Held(Instant until) implements Claim {}
}
