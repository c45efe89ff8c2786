package dev.tenantry.twilio.simulator.accounts;

import dev.tenantry.twilio.simulator.state.Resource;
import java.time.Instant;

/** A standard API key: credentials that do all but manage accounts and keys (Twilio docs: Key resource). */
public record ApiKey(
        String sid, String accountSid, String friendlyName, String secret, Instant dateCreated, Instant dateUpdated)
        implements Resource {
    /** Without the secret. */
    @Override
    public String toString() {
        return "ApiKey[" + sid + "]";
    }
}
