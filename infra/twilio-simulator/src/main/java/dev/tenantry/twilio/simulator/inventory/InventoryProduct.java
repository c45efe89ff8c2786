package dev.tenantry.twilio.simulator.inventory;

import dev.tenantry.twilio.simulator.http.Product;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.state.TwilioState;

/** Numbers for sale: {@code AvailablePhoneNumbers} on {@code api.twilio.com}. */
public final class InventoryProduct implements Product {
    private final Inventory inventory;

    /** The product, with nothing sold. */
    public InventoryProduct(TwilioState state) {
        this.inventory = new Inventory(state);
    }

    /** Numbers for sale. */
    public Inventory inventory() {
        return inventory;
    }

    @Override
    public void addTo(Routes routes) {
        new AvailablePhoneNumbersResource(inventory).addTo(routes.host("api.twilio.com"));
    }
}
