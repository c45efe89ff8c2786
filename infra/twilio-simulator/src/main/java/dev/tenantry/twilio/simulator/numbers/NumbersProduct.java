package dev.tenantry.twilio.simulator.numbers;

import dev.tenantry.twilio.simulator.accounts.Accounts;
import dev.tenantry.twilio.simulator.http.Product;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.inventory.Inventory;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;

/** Numbers that accounts own, and addresses, on {@code api.twilio.com}; regulations on {@code numbers.twilio.com}. */
public final class NumbersProduct implements Product {
    private final TwilioState state;
    private final Accounts accounts;
    private final IncomingPhoneNumbers numbers;
    private final ResourceTable<Address> addresses;

    /** The product, with empty tables. An account that is closed loses its numbers. */
    public NumbersProduct(TwilioState state, Accounts accounts, Inventory inventory) {
        this.state = state;
        this.accounts = accounts;
        this.numbers = new IncomingPhoneNumbers(state, inventory);
        this.addresses = state.resources("addresses", Address.class);
        accounts.onClose(account -> numbers.releaseAll(account.sid()));
    }

    /** Numbers that accounts own. */
    public IncomingPhoneNumbers numbers() {
        return numbers;
    }

    /** Addresses. */
    public ResourceTable<Address> addresses() {
        return addresses;
    }

    @Override
    public void addTo(Routes routes) {
        var api = routes.host("api.twilio.com");
        new IncomingPhoneNumbersResource(state, accounts, numbers, addresses).addTo(api);
        new AddressesResource(state, addresses, numbers).addTo(api);
        new RegulationsResource().addTo(routes.host("numbers.twilio.com"));
    }
}
