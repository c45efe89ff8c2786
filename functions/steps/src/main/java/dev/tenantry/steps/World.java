package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.secret.Businesses;
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
 * @param businesses who the organisations' businesses are
 * @param twilio the way to Twilio
 * @param clock the time
 * @param callbackAddresses where Twilio calls back, in the functions that tell it so
 * @param reviewDesk what waiting for reviews takes, in the functions that do
 * @param primaryProfileSid the operator's own customer profile ({@code BU…}), which vouches for those of customers
 */
record World(
        StepRunner runner,
        Ledger ledger,
        Tenants tenants,
        Businesses businesses,
        Twilio twilio,
        InstantSource clock,
        Optional<CallbackAddresses> callbackAddresses,
        Optional<ReviewDesk> reviewDesk,
        Optional<String> primaryProfileSid) {

    static World of(Environment environment) {
        var table = Table.of(environment);
        var clock = InstantSource.system();
        var ledger = new Ledger(table, clock);
        var twilio = new Twilio(environment
                .find("TWILIO_BASE_URL")
                .map(url -> TwilioSettings.standard().withBaseUrl(URI.create(url)))
                .orElseGet(TwilioSettings::standard));
        var box = SecretBox.of(environment);
        var tenants = new Tenants(ledger, box, twilio);
        return new World(
                new StepRunner(new JobStore(table), clock),
                ledger,
                tenants,
                new Businesses(table, box),
                twilio,
                clock,
                environment.find("PUBLIC_URL_PARAMETER").map(_ -> CallbackAddresses.of(environment)),
                environment
                        .find("FIRST_LOOK_SECONDS")
                        .map(_ -> ReviewDesk.of(environment, table, ledger, tenants, clock)),
                environment.find("PRIMARY_PROFILE_SID"));
    }

    /** Where Twilio calls back. */
    CallbackAddresses callbacks() {
        return callbackAddresses.orElseThrow(
                () -> new IllegalStateException("PUBLIC_URL_PARAMETER is not set for this function"));
    }

    /** What waiting for reviews takes. */
    ReviewDesk desk() {
        return reviewDesk.orElseThrow(
                () -> new IllegalStateException("FIRST_LOOK_SECONDS is not set for this function"));
    }
}
