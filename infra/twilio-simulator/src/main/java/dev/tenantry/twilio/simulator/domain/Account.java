package dev.tenantry.twilio.simulator.domain;

import java.time.Instant;

/**
 * An account or subaccount (Twilio docs: REST API: Accounts).
 *
 * @param sid AC…
 * @param ownerAccountSid the parent's SID; an account without parent owns itself
 * @param friendlyName any name; two accounts may have the same one
 * @param authToken the secret, 32 hexadecimal digits
 * @param status what it may do by itself; a suspended parent stops it too
 * @param dateCreated when it was made
 * @param dateUpdated when it was last changed
 */
public record Account(
        String sid,
        String ownerAccountSid,
        String friendlyName,
        String authToken,
        AccountStatus status,
        Instant dateCreated,
        Instant dateUpdated)
        implements Resource {

    @Override
    public String accountSid() {
        return sid;
    }

    /** Whether it has a parent. */
    public boolean isSubaccount() {
        return !sid.equals(ownerAccountSid);
    }

    Account withStatus(AccountStatus next, Instant now) {
        return new Account(sid, ownerAccountSid, friendlyName, authToken, next, dateCreated, now);
    }

    Account withFriendlyName(String name, Instant now) {
        return new Account(sid, ownerAccountSid, name, authToken, status, dateCreated, now);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "Account[" + sid + ", " + friendlyName + ", " + status + "]";
    }
}
