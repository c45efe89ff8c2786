package dev.tenantry.twilio.simulator.trunking;

import dev.tenantry.twilio.simulator.state.Resource;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A SIP trunk (Twilio docs: Trunk resource, whose property names these are).
 *
 * @param credentialListSids who may call out through it
 */
record Trunk(
        String sid,
        String accountSid,
        String friendlyName,
        String domainName,
        String disasterRecoveryUrl,
        String disasterRecoveryMethod,
        String transferMode,
        String transferCallerId,
        boolean secure,
        boolean cnamLookupEnabled,
        List<String> credentialListSids,
        Instant dateCreated,
        Instant dateUpdated)
        implements Resource {
    /** Defensive copy; none when absent. */
    Trunk {
        credentialListSids = credentialListSids == null ? List.of() : List.copyOf(credentialListSids);
    }

    /** The same trunk with one more credential list. */
    Trunk withCredentialList(String listSid, Instant now) {
        return with(
                Stream.concat(Stream.of(listSid), credentialListSids.stream()).toList(), now);
    }

    /** The same trunk without that credential list. */
    Trunk withoutCredentialList(String listSid, Instant now) {
        return with(
                credentialListSids.stream()
                        .filter(other -> !other.equals(listSid))
                        .toList(),
                now);
    }

    private Trunk with(List<String> lists, Instant now) {
        return new Trunk(
                sid,
                accountSid,
                friendlyName,
                domainName,
                disasterRecoveryUrl,
                disasterRecoveryMethod,
                transferMode,
                transferCallerId,
                secure,
                cnamLookupEnabled,
                lists,
                dateCreated,
                now);
    }
}
