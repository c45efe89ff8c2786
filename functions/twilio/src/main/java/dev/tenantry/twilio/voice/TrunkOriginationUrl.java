package dev.tenantry.twilio.voice;

import java.net.URI;
import java.util.Objects;

/**
 * Origination URL: where a SIP trunk sends the calls that come in to its numbers ("Elastic SIP Trunking: OriginationUrl
 * resource").
 *
 * @param sid {@code OU…}
 * @param friendlyName the name it was created with; Twilio does not keep names unique
 * @param sipUrl the customer's telephone system, with the scheme {@code sip}
 */
public record TrunkOriginationUrl(String sid, String friendlyName, URI sipUrl) {

    /** Refuses nulls. */
    public TrunkOriginationUrl {
        Objects.requireNonNull(sid, "sid");
        Objects.requireNonNull(friendlyName, "friendlyName");
        Objects.requireNonNull(sipUrl, "sipUrl");
    }
}
