package dev.tenantry.twilio.voice;

import java.util.Objects;

/**
 * A SIP trunk: the link between Twilio and a customer's own telephone system ("Elastic SIP Trunking: Trunk resource").
 *
 * @param sid {@code TK…}
 * @param friendlyName the name it was created with; Twilio does not keep names unique
 */
public record SipTrunk(String sid, String friendlyName) {

    /** Refuses nulls. */
    public SipTrunk {
        Objects.requireNonNull(sid, "sid");
        Objects.requireNonNull(friendlyName, "friendlyName");
    }
}
