package dev.tenantry.twilio.simulator.a2p;

import dev.tenantry.twilio.simulator.callbacks.Outbox;
import dev.tenantry.twilio.simulator.http.Product;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.messaging.MessagingProduct;
import dev.tenantry.twilio.simulator.messaging.MessagingService;
import dev.tenantry.twilio.simulator.numbers.IncomingPhoneNumbers;
import dev.tenantry.twilio.simulator.pricing.Charges;
import dev.tenantry.twilio.simulator.reviews.ReviewKind;
import dev.tenantry.twilio.simulator.reviews.ReviewQueue;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import dev.tenantry.twilio.simulator.trusthub.TrustHub;

/** A2P 10DLC: brands, campaigns and their numbers, with reviews and events, on {@code messaging.twilio.com}. */
public final class A2pProduct implements Product {
    private final TwilioState state;
    private final TrustHub trustHub;
    private final ResourceTable<MessagingService> services;
    private final Charges charges;
    private final ReviewQueue reviews;
    private final ResourceTable<BrandRegistration> brands;
    private final ResourceTable<Campaign> campaigns;
    private final Campaigns serviceCampaigns;
    private final CarrierRegistrations registrations;

    /** The product, with empty tables. Messaging tells it of its services' changes. */
    public A2pProduct(
            TwilioState state,
            TrustHub trustHub,
            IncomingPhoneNumbers numbers,
            MessagingProduct messaging,
            Charges charges,
            ReviewQueue reviews,
            Outbox outbox) {
        this.state = state;
        this.trustHub = trustHub;
        this.services = messaging.services();
        this.charges = charges;
        this.reviews = reviews;
        this.brands = state.resources("brand_registrations", BrandRegistration.class);
        this.campaigns = state.resources("us_app_to_person", Campaign.class);
        var registrations = new NumberRegistrations(state, campaigns, numbers, messaging, reviews, outbox);
        this.registrations = registrations;
        this.serviceCampaigns = new Campaigns(state, campaigns, registrations, reviews, outbox);
        messaging.setCampaigns(serviceCampaigns);
        reviews.handle(ReviewKind.BRAND, new BrandReviews(state, brands));
        reviews.handle(ReviewKind.CAMPAIGN, new CampaignReviews(state, campaigns, registrations));
        reviews.handle(ReviewKind.NUMBER, registrations);
    }

    /** How far the carriers have registered numbers. */
    public CarrierRegistrations registrations() {
        return registrations;
    }

    @Override
    public void addTo(Routes routes) {
        var messaging = routes.host("messaging.twilio.com");
        new CampaignsResource(state, services, brands, campaigns, serviceCampaigns, charges, reviews).addTo(messaging);
        new BrandRegistrationsResource(state, trustHub, brands, charges, reviews).addTo(messaging);
    }
}
