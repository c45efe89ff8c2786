package dev.tenantry.twilio.simulator.trusthub;

import dev.tenantry.twilio.simulator.accounts.Accounts;
import dev.tenantry.twilio.simulator.callbacks.CallbackDispatcher;
import dev.tenantry.twilio.simulator.callbacks.Outbox;
import dev.tenantry.twilio.simulator.http.Product;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.numbers.Address;
import dev.tenantry.twilio.simulator.reviews.ReviewKind;
import dev.tenantry.twilio.simulator.reviews.ReviewQueue;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;

/** Customer profiles and trust products with their reviews and callbacks, on {@code trusthub.twilio.com}. */
public final class TrustHubProduct implements Product {
    private final TwilioState state;
    private final Accounts accounts;
    private final TrustHub trustHub;
    private final BundleEvaluator evaluator;
    private final ReviewQueue reviews;
    private final Outbox outbox;

    /** The product, with empty tables. */
    public TrustHubProduct(
            TwilioState state,
            Accounts accounts,
            ResourceTable<Address> addresses,
            ReviewQueue reviews,
            CallbackDispatcher callbacks) {
        this.state = state;
        this.accounts = accounts;
        this.trustHub = new TrustHub(state);
        this.evaluator = new BundleEvaluator(trustHub, addresses);
        this.reviews = reviews;
        this.outbox = callbacks.outbox();
        callbacks
                .types()
                .register("bundle-status", BundleStatusCallback.class, new BundleStatusMessages(state, trustHub)::of);
        reviews.handle(ReviewKind.CUSTOMER_PROFILE, new BundleReviews(state, trustHub.customerProfiles()));
        reviews.handle(ReviewKind.TRUST_PRODUCT, new BundleReviews(state, trustHub.trustProducts()));
    }

    /** Customer profiles, trust products and their parts. */
    public TrustHub trustHub() {
        return trustHub;
    }

    @Override
    public void addTo(Routes routes) {
        var host = routes.host("trusthub.twilio.com");
        for (var type : BundleType.values()) {
            new TrustBundlesResource(state, trustHub, evaluator, reviews, outbox, type).addTo(host);
            new EntityAssignmentsResource(state, accounts, trustHub, type).addTo(host);
            new EvaluationsResource(state, trustHub, evaluator, type).addTo(host);
        }
        BundlePartsResource.endUsers(state, trustHub).addTo(host);
        BundlePartsResource.supportingDocuments(state, trustHub).addTo(host);
    }

    @Override
    public void initialize() {
        trustHub.openPrimaryProfile(state.settings().accountSid(), state.now());
    }
}
