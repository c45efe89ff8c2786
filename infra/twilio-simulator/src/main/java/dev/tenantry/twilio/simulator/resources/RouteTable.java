package dev.tenantry.twilio.simulator.resources;

import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import dev.tenantry.twilio.simulator.http.Routes;

/** Which resources each host has. */
public final class RouteTable {
    private RouteTable() {}

    /** The routes of every host. */
    public static Routes of(TwilioCloud cloud) {
        var routes = new Routes();
        addApi(cloud, routes.host("api.twilio.com"));
        var messaging = routes.host("messaging.twilio.com");
        new MessagingServicesResource(cloud).addTo(messaging);
        new ServicePhoneNumbersResource(cloud).addTo(messaging);
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

    private static void addTrunking(TwilioCloud cloud, Routes.Host trunking) {
        new TrunksResource(cloud).addTo(trunking);
        new OriginationUrlsResource(cloud).addTo(trunking);
        new TrunkPhoneNumbersResource(cloud).addTo(trunking);
        new TrunkCredentialListsResource(cloud).addTo(trunking);
    }
}
