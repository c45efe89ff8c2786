package dev.tenantry.twilio.account;

import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NeedsHumanException;
import java.util.Objects;
import java.util.Optional;

/**
 * One customer's own Twilio account, owned by the operator's ("REST API: Subaccounts").
 *
 * @param sid {@code AC…}
 * @param friendlyName the name it was created with; Twilio does not keep names unique
 * @param status whether it can be used
 * @param authToken its auth token: always there when it was just created. Twilio's documents disagree on whether later
 *     answers show it too, so store it at once
 */
public record Subaccount(String sid, String friendlyName, Status status, Optional<Secret> authToken) {

    /** The states of a Twilio account. */
    public enum Status {
        /** In use. */
        ACTIVE,
        /** Stopped, by the operator or by Twilio; can be made active again. */
        SUSPENDED,
        /** Gone for good, with its numbers. */
        CLOSED
    }

    /** Refuses nulls. */
    public Subaccount {
        Objects.requireNonNull(sid, "sid");
        Objects.requireNonNull(friendlyName, "friendlyName");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(authToken, "authToken");
    }

    /**
     * The credentials of this subaccount.
     *
     * @throws NeedsHumanException if Twilio did not show the auth token
     */
    public TwilioCredentials credentials() {
        return authToken
                .map(token -> new TwilioCredentials(sid, token))
                .orElseThrow(() -> new NeedsHumanException(FailureDetails.of(
                        "The Twilio subaccount " + sid + " exists, but Twilio did not show its auth token.",
                        "Operator: in the Twilio Console, rename it (a new one is then created) or close it if it is"
                                + " unused. Then retry the job.")));
    }
}
