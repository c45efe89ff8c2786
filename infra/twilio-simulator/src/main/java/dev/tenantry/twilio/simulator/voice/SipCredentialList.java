package dev.tenantry.twilio.simulator.voice;

import dev.tenantry.twilio.simulator.state.Resource;
import java.time.Instant;

/** A list of SIP user names (Twilio docs: SIP CredentialList resource, whose property names these are). */
public record SipCredentialList(
        String sid, String accountSid, String friendlyName, Instant dateCreated, Instant dateUpdated)
        implements Resource {}
