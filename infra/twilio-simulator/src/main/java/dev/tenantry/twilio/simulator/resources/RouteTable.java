package dev.tenantry.twilio.simulator.resources;

import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.reviews.BackOffice;

/** Which resources each host has. */
public final class RouteTable {
    private RouteTable() {}

    /** The routes of every host. */
    public static Routes of(TwilioCloud cloud, BackOffice backOffice) {
        var routes = new Routes();
        addApi(cloud, routes.host("api.twilio.com"));
        var messaging = routes.host("messaging.twilio.com");
        var campaigns = new CampaignsResource(cloud, backOffice);
        campaigns.addTo(messaging);
        new MessagingServicesResource(cloud, campaigns).addTo(messaging);
        new ServicePhoneNumbersResource(cloud, backOffice.numberRegistrations()).addTo(messaging);
        new BrandRegistrationsResource(cloud, backOffice).addTo(messaging);
        new TollfreeVerificationsResource(cloud, backOffice).addTo(messaging);
        addTrustHub(cloud, backOffice, routes.host("trusthub.twilio.com"));
        new VerifyServicesResource(cloud).addTo(routes.host("verify.twilio.com"));
        var events = routes.host("events.twilio.com");
        new SinksResource(cloud).addTo(events);
        new SubscriptionsResource(cloud).addTo(events);
        addTrunking(cloud, routes.host("trunking.twilio.com"));
        new PhoneNumberPricesResource(cloud.inventory()).addTo(routes.host("pricing.twilio.com"));
        new RegulationsResource().addTo(routes.host("numbers.twilio.com"));
        return routes;
    }

    private static void addApi(TwilioCloud cloud, Routes.Host api) {
        new AccountsResource(cloud.accounts()).addTo(api);
        new AvailablePhoneNumbersResource(cloud.inventory()).addTo(api);
        new IncomingPhoneNumbersResource(cloud).addTo(api);
        new KeysResource(cloud).addTo(api);
        new ApplicationsResource(cloud).addTo(api);
        new AddressesResource(cloud).addTo(api);
        new UsageTriggersResource(cloud).addTo(api);
        new SipCredentialListsResource(cloud).addTo(api);
        new BalanceResource().addTo(api);
    }

    private static void addTrustHub(TwilioCloud cloud, BackOffice backOffice, Routes.Host trustHub) {
        for (var type : BundleType.values()) {
            new TrustBundlesResource(cloud, backOffice, type).addTo(trustHub);
            new EntityAssignmentsResource(cloud, type).addTo(trustHub);
            new EvaluationsResource(cloud, type).addTo(trustHub);
        }
        BundlePartsResource.endUsers(cloud).addTo(trustHub);
        BundlePartsResource.supportingDocuments(cloud).addTo(trustHub);
    }

    private static void addTrunking(TwilioCloud cloud, Routes.Host trunking) {
        new TrunksResource(cloud).addTo(trunking);
        new OriginationUrlsResource(cloud).addTo(trunking);
        new TrunkPhoneNumbersResource(cloud).addTo(trunking);
        new TrunkCredentialListsResource(cloud).addTo(trunking);
    }
}
