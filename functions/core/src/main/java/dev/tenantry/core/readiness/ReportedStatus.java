package dev.tenantry.core.readiness;

import java.time.Instant;

/**
 * What Twilio's newest event says of the registration of one resource. Of numbers it is all that there is to know; of
 * the others it comes earlier than the next review check, and after a job's end nothing else does.
 *
 * @param sid the resource: a number ({@code PN…}), a toll-free verification ({@code HH…}), or the messaging service
 *     ({@code MG…}) of a campaign
 * @param state how far it is
 * @param at when that happened, by Twilio's clock
 */
public record ReportedStatus(String sid, State state, Instant at) {

    /** How far a registration is, by an event. */
    public enum State {
        /** It is under review, or being registered. */
        PENDING,
        /** It is approved, or registered. */
        APPROVED,
        /** It is rejected, or could not be registered. */
        REJECTED,
        /** It is suspended. */
        SUSPENDED,
        /** It is deleted, or is being taken out. */
        GONE
    }
}
