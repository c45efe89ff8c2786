package dev.tenantry.twilio.simulator.pricing;

import dev.tenantry.twilio.simulator.http.Product;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.inventory.Inventory;
import dev.tenantry.twilio.simulator.state.TwilioState;

/** Prices of numbers, on {@code pricing.twilio.com}, and the fees that were paid. */
public final class PricingProduct implements Product {
    private final Inventory inventory;
    private final Charges charges;

    /** The product, with nothing paid. */
    public PricingProduct(TwilioState state, Inventory inventory) {
        this.inventory = inventory;
        this.charges = new Charges(state);
    }

    /** Fees that were paid. */
    public Charges charges() {
        return charges;
    }

    @Override
    public void addTo(Routes routes) {
        new PhoneNumberPricesResource(inventory).addTo(routes.host("pricing.twilio.com"));
    }
}
