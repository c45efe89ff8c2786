package dev.tenantry.twilio.simulator.verify;

import dev.tenantry.twilio.simulator.http.Product;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;

/** Verify services, on {@code verify.twilio.com}. */
public final class VerifyProduct implements Product {
    private final TwilioState state;
    private final ResourceTable<VerifyService> services;

    /** The product, with an empty table. */
    public VerifyProduct(TwilioState state) {
        this.state = state;
        this.services = state.resources("verify_services", VerifyService.class);
    }

    @Override
    public void addTo(Routes routes) {
        new VerifyServicesResource(state, services).addTo(routes.host("verify.twilio.com"));
    }
}
