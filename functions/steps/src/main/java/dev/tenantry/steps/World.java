package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.secret.SecretBox;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import dev.tenantry.core.webhook.CallbackAddresses;
import dev.tenantry.tenant.Tenants;
import dev.tenantry.twilio.Twilio;
import dev.tenantry.twilio.TwilioSettings;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What the steps work with, put together in one place.
 *
 * @param runner runs their work
 * @param ledger what exists at Twilio
 * @param tenants the organisations' subaccounts
 * @param twilio the way to Twilio
 * @param callbackAddresses where Twilio calls back, in the functions that tell it so
 */
record World(
        StepRunner runner,
        Ledger ledger,
        Tenants tenants,
        Twilio twilio,
        Optional<CallbackAddresses> callbackAddresses) {

    static World of(Environment environment) {
        var table = Table.of(environment);
        var clock = InstantSource.system();
        var ledger = new Ledger(table, clock);
        var twilio = new Twilio(environment
                .find("TWILIO_BASE_URL")
                .map(url -> TwilioSettings.standard().withBaseUrl(URI.create(url)))
                .orElseGet(TwilioSettings::standard));
        return new World(
                new StepRunner(new JobStore(table), clock),
                ledger,
                new Tenants(ledger, SecretBox.of(environment), twilio),
                twilio,
                environment.find("PUBLIC_URL_PARAMETER").map(_ -> CallbackAddresses.of(environment)));
    }

    /** Where Twilio calls back. */
    CallbackAddresses callbacks() {
        return callbackAddresses.orElseThrow(
                () -> new IllegalStateException("PUBLIC_URL_PARAMETER is not set for this function"));
    }
}
