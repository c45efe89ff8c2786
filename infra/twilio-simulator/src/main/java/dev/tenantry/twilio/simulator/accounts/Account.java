package dev.tenantry.twilio.simulator.accounts;

import dev.tenantry.twilio.simulator.state.Resource;
import java.time.Instant;

/**
 * An account or subaccount (Twilio docs: REST API: Accounts).
 *
 * @param sid AC…
 * @param ownerAccountSid the parent's SID; an account without parent owns itself
 * @param friendlyName any name; two accounts may have the same one
 * @param authToken the primary auth token, 32 hexadecimal digits: callbacks are signed with it
 * @param secondary a second auth token, which authenticates too and can take the first one's place; or null
 * @param status what it may do by itself; a suspended parent stops it too
 * @param dateCreated when it was made
 * @param dateUpdated when it was last changed
 */
public record Account(
        String sid,
        String ownerAccountSid,
        String friendlyName,
        String authToken,
        SecondaryAuthToken secondary,
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
        return new Account(sid, ownerAccountSid, friendlyName, authToken, secondary, next, dateCreated, now);
    }

    Account withFriendlyName(String name, Instant now) {
        return new Account(sid, ownerAccountSid, name, authToken, secondary, status, dateCreated, now);
    }

    Account withTokens(String primary, SecondaryAuthToken next, Instant now) {
        return new Account(sid, ownerAccountSid, friendlyName, primary, next, status, dateCreated, now);
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "Account[" + sid + ", " + friendlyName + ", " + status + "]";
    }
}
