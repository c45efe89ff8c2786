package dev.tenantry.steps;

import dev.tenantry.core.secret.OperatorSecret;
import dev.tenantry.twilio.Secret;
import dev.tenantry.twilio.TwilioCredentials;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.NeedsHumanException;

/** The operator's own Twilio credentials, as a step needs them. */
final class OperatorCredentials {
    private final OperatorSecret secret;

    OperatorCredentials(OperatorSecret secret) {
        this.secret = secret;
    }

    /** @throws NeedsHumanException when the secret cannot be used as it is */
    TwilioCredentials read() {
        return secret.read((sid, token) -> new TwilioCredentials(sid, new Secret(token)))
                .orElseThrow(() -> new NeedsHumanException(FailureDetails.of(
                        "The operator's Twilio credentials cannot be read.",
                        "Operator: " + secret.remedy() + ", then retry the job.")));
    }
}
