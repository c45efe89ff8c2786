package dev.tenantry.core.plan;

import java.net.URI;

/**
 * A SIP trunk between Twilio and the organisation's telephone system.
 *
 * @param originationUrl where calls to the organisation's numbers go, a {@code sip:} or {@code sips:} URI
 */
public record SipTrunk(URI originationUrl) {}
