package dev.tenantry.webhooks;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.tenantry.core.AwsClients;
import dev.tenantry.core.Environment;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.review.Wait;
import dev.tenantry.core.review.Waits;
import dev.tenantry.core.secret.SecretBox;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import dev.tenantry.tenant.Lookout;
import dev.tenantry.tenant.Reviews;
import dev.tenantry.tenant.Tenants;
import dev.tenantry.twilio.Twilio;
import dev.tenantry.twilio.TwilioSettings;
import dev.tenantry.twilio.failure.NeedsHumanException;
import dev.tenantry.twilio.failure.NotProcessedException;
import dev.tenantry.twilio.failure.PermanentFailureException;
import dev.tenantry.twilio.failure.ProvisioningFailure;
import dev.tenantry.twilio.failure.TryAnotherException;
import dev.tenantry.twilio.failure.UnknownOutcomeException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Looks at one wait after the other: a look that fails is logged, made up for later, and holds up no other. */
final class Watch {
    private final Waits waits;
    private final Lookout lookout;
    private final InstantSource clock;
    private final Duration firstLook;

    /** @param firstLook after how long a wait is looked at for the first time */
    Watch(Waits waits, Lookout lookout, InstantSource clock, Duration firstLook) {
        this.waits = waits;
        this.lookout = lookout;
        this.clock = clock;
        this.firstLook = firstLook;
    }

    static Watch of(Environment environment) {
        var table = Table.of(environment);
        var clock = InstantSource.system();
        var ledger = new Ledger(table, clock);
        var tenants = new Tenants(ledger, SecretBox.of(environment), twilio(environment));
        var waits = new Waits(table);
        var firstLook = Duration.ofSeconds(Long.parseLong(environment.require("FIRST_LOOK_SECONDS")));
        var lookout = new Lookout(
                new JobStore(table),
                waits,
                new Reviews(ledger, tenants),
                new AwsClients(environment).make(SfnClient.builder(), "SFN"),
                clock,
                firstLook);
        return new Watch(waits, lookout, clock, firstLook);
    }

    private static Twilio twilio(Environment environment) {
        var settings = TwilioSettings.standard();
        return new Twilio(environment
                .find("TWILIO_BASE_URL")
                .map(url -> settings.withBaseUrl(URI.create(url)))
                .orElse(settings));
    }

    /** Looks at a wait. Where AWS does not answer, the wait stays due when it was. */
    void look(Wait wait, LambdaLogger logger) {
        try {
            lookOrPutOff(wait, logger);
        } catch (SdkException failure) {
            log(wait, failure, logger);
        }
    }

    /** Leaves a wait to the next run of the poller. */
    void leave(Wait wait) {
        waits.postpone(wait.dueFrom(clock.instant()));
    }

    private void lookOrPutOff(Wait wait, LambdaLogger logger) {
        try {
            lookout.look(wait);
        } catch (ProvisioningFailure failure) {
            log(wait, failure, logger);
            putOff(wait, failure);
        }
    }

    /** What only a person can help is not asked for each minute. */
    private void putOff(Wait wait, ProvisioningFailure failure) {
        switch (failure) {
            case NotProcessedException _, UnknownOutcomeException _ -> leave(wait);
            case NeedsHumanException _, PermanentFailureException _, TryAnotherException _ ->
                waits.postpone(wait.lookedInVain(clock.instant(), firstLook));
        }
    }

    private static void log(Wait wait, RuntimeException failure, LambdaLogger logger) {
        logger.log("Could not look at " + wait + " yet: " + failure.getMessage());
    }
}
