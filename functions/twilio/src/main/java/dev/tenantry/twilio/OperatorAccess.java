package dev.tenantry.twilio;

import dev.tenantry.core.Environment;
import dev.tenantry.core.MadeOnce;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.secret.OperatorSecret;
import dev.tenantry.core.settings.StackSettings;
import dev.tenantry.twilio.account.Secret;
import dev.tenantry.twilio.account.TwilioCredentials;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The operator's account, opened with the credentials that Secrets Manager holds at that moment; and read once more
 * when Twilio refuses them, because they may be exchanged between the two. The client of Secrets Manager is made at its
 * first use: most functions need the operator's account only after somebody has exchanged a tenant's auth token.
 */
public final class OperatorAccess {
    private final Supplier<OperatorSecret> secret;
    private final Twilio twilio;

    /**
     * @param secret gives the operator's secret; asked at each use
     * @param twilio the way to Twilio
     */
    public OperatorAccess(Supplier<OperatorSecret> secret, Twilio twilio) {
        this.secret = secret;
        this.twilio = twilio;
    }

    /** The account whose secret the settings of the stack name. */
    public static OperatorAccess of(Environment environment, StackSettings settings, Twilio twilio) {
        return new OperatorAccess(new MadeOnce<>(() -> OperatorSecret.of(environment, settings)), twilio);
    }

    /** Makes the client of Secrets Manager now, while the function initializes. */
    public OperatorAccess prepared() {
        var made = secret.get();
        return new OperatorAccess(() -> made, twilio);
    }

    /**
     * Opens the account.
     *
     * @throws NeedsHumanException when the secret cannot be used as it is
     */
    public OperatorAccount open() {
        return twilio.operator(read(), _ -> Optional.of(read()));
    }

    private TwilioCredentials read() {
        var stored = secret.get();
        return stored.read((sid, token) -> new TwilioCredentials(sid, new Secret(token)))
                .orElseThrow(() -> new NeedsHumanException(FailureDetails.of(
                        "The operator's Twilio credentials cannot be read.",
                        "Operator: " + stored.remedy() + ", then retry the job.")));
    }
}
