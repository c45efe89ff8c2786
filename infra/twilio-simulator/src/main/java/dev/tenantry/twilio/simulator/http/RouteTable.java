package dev.tenantry.twilio.simulator.http;

import dev.tenantry.twilio.simulator.domain.TwilioCloud;

/** Which resources each host has. */
final class RouteTable {
    private RouteTable() {}

    static Routes of(TwilioCloud cloud) {
        var routes = new Routes();
        var api = routes.host("api.twilio.com");
        new AccountsResource(cloud.accounts()).addTo(api);
        new AvailablePhoneNumbersResource(cloud.inventory()).addTo(api);
        new IncomingPhoneNumbersResource(cloud).addTo(api);
        return routes;
    }
}
