package dev.tenantry.core.ledger;

import java.time.Instant;

/** What a step gets when it claims a resource. */
public sealed interface Claim {
    /**
     * The resource exists.
     *
     * @param sid Twilio's id of it
     * @param at when that was recorded
     */
    record Recorded(String sid, Instant at) implements Claim {}

    /**
     * The step may act on the resource, alone, until the lease ends.
     *
     * @param marker which resource
     * @param number counts the claims on it; a write under an older number is refused
     * @param lookUpFirst whether an earlier claim may have created the resource without recording it
     */
    record Granted(Marker marker, long number, boolean lookUpFirst) implements Claim {}

    /**
     * Somebody else may be acting on the resource, or an act of unknown outcome may not be visible yet.
     *
     * @param until when to claim again
     */
    record Held(Instant until) implements Claim {}
}
