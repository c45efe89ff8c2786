package dev.tenantry.twilio.simulator.accounts;

import dev.tenantry.twilio.simulator.http.Product;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;

/** Accounts, API keys and balances, on {@code api.twilio.com}; and the exchange of auth tokens. */
public final class AccountsProduct implements Product {
    private final TwilioState state;
    private final Accounts accounts;
    private final ResourceTable<ApiKey> apiKeys;

    /** The product, with empty tables. */
    public AccountsProduct(TwilioState state) {
        this.state = state;
        this.accounts = new Accounts(state);
        this.apiKeys = state.resources("keys", ApiKey.class);
    }

    /** Accounts and subaccounts. */
    public Accounts accounts() {
        return accounts;
    }

    /** API keys. */
    public ResourceTable<ApiKey> apiKeys() {
        return apiKeys;
    }

    @Override
    public void addTo(Routes routes) {
        var api = routes.host("api.twilio.com");
        new AccountsResource(accounts).addTo(api);
        new KeysResource(state, apiKeys).addTo(api);
        new BalanceResource().addTo(api);
        new AuthTokensResource(accounts).addTo(routes.host("accounts.twilio.com"));
    }

    @Override
    public void initialize() {
        var settings = state.settings();
        accounts.open(settings.accountSid(), settings.authToken());
    }
}
