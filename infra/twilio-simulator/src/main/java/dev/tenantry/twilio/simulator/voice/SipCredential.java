package dev.tenantry.twilio.simulator.voice;

import dev.tenantry.twilio.simulator.state.Resource;
import java.time.Instant;

/** A SIP user name; Twilio never shows its password (Twilio docs: SIP Credential resource). */
record SipCredential(
        String sid,
        String accountSid,
        String credentialListSid,
        String username,
        String password,
        Instant dateCreated,
        Instant dateUpdated)
        implements Resource {
    @Override
    public String parentSid() {
        return credentialListSid;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "SipCredential[" + sid + ", " + username + "]";
    }
}
