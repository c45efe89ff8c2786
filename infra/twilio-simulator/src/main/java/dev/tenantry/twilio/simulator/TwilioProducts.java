package dev.tenantry.twilio.simulator;

import dev.tenantry.twilio.simulator.a2p.A2pProduct;
import dev.tenantry.twilio.simulator.accounts.AccountsProduct;
import dev.tenantry.twilio.simulator.callbacks.CallbackDispatcher;
import dev.tenantry.twilio.simulator.events.EventsProduct;
import dev.tenantry.twilio.simulator.http.Product;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.inventory.InventoryProduct;
import dev.tenantry.twilio.simulator.messages.MessagesProduct;
import dev.tenantry.twilio.simulator.messaging.MessagingProduct;
import dev.tenantry.twilio.simulator.numbers.NumbersProduct;
import dev.tenantry.twilio.simulator.pricing.PricingProduct;
import dev.tenantry.twilio.simulator.reviews.ReviewScheduler;
import dev.tenantry.twilio.simulator.state.TwilioState;
import dev.tenantry.twilio.simulator.tollfree.TollfreeProduct;
import dev.tenantry.twilio.simulator.trunking.TrunkingProduct;
import dev.tenantry.twilio.simulator.trusthub.TrustHubProduct;
import dev.tenantry.twilio.simulator.usage.UsageProduct;
import dev.tenantry.twilio.simulator.verify.VerifyProduct;
import dev.tenantry.twilio.simulator.voice.VoiceProduct;
import java.io.IOException;
import java.util.List;

/** The products that are simulated, each made with those that it builds on. A new product is added here only. */
final class TwilioProducts {
    private final TwilioState state;
    private final AccountsProduct accounts;
    private final NumbersProduct numbers;
    private final PricingProduct pricing;
    private final CallbackDispatcher callbacks;
    private final ReviewScheduler reviews;
    private final List<Product> products;

    /**
     * The products, with what the state's database holds.
     *
     * @param speed what the pauses before a callback is sent again are divided by
     * @param reviewSpeed what the time of reviews is divided by
     * @throws IOException when the database cannot be read
     */
    TwilioProducts(TwilioState state, double speed, double reviewSpeed) throws IOException {
        this.state = state;
        this.accounts = new AccountsProduct(state);
        this.callbacks = new CallbackDispatcher(state, accounts.accounts(), speed);
        this.reviews = new ReviewScheduler(state, accounts.accounts(), callbacks.outbox(), reviewSpeed);
        var inventory = new InventoryProduct(state);
        this.numbers = new NumbersProduct(state, accounts.accounts(), inventory.inventory());
        this.pricing = new PricingProduct(state, inventory.inventory());
        var voice = new VoiceProduct(state);
        var trunking = new TrunkingProduct(state, numbers.numbers(), voice.credentialLists());
        var messaging = new MessagingProduct(state, numbers.numbers(), inventory.inventory());
        var usage = new UsageProduct(state, callbacks.types());
        var verify = new VerifyProduct(state);
        var events = new EventsProduct(state, accounts.accounts(), callbacks.types());
        var trustHub = new TrustHubProduct(state, accounts.accounts(), numbers.addresses(), reviews.queue(), callbacks);
        var a2p = new A2pProduct(
                state,
                trustHub.trustHub(),
                numbers.numbers(),
                messaging,
                pricing.charges(),
                reviews.queue(),
                callbacks.outbox());
        var tollfree = new TollfreeProduct(state, numbers.numbers(), reviews.queue(), callbacks.outbox());
        var messages = new MessagesProduct(
                state, numbers.numbers(), inventory.inventory(), messaging, a2p.registrations(), tollfree, callbacks);
        this.products = List.of(
                accounts, inventory, numbers, pricing, voice, trunking, messaging, a2p, tollfree, messages, trustHub,
                usage, verify, events);
        state.load();
        state.transact(() -> {
            products.forEach(Product::initialize);
            return null;
        });
    }

    /** Accounts, by which every request is authenticated. */
    AccountsProduct accounts() {
        return accounts;
    }

    /** What products tell their customers' servers. */
    CallbackDispatcher callbacks() {
        return callbacks;
    }

    /** What products have reviewed. */
    ReviewScheduler reviews() {
        return reviews;
    }

    /** The operations of all products. */
    Routes routes() {
        var routes = new Routes();
        products.forEach(product -> product.addTo(routes));
        return routes;
    }

    /** What all products hold, without secrets. */
    StateDump stateDump() {
        return state.transact(() -> StateDump.of(state, accounts.accounts(), numbers.numbers(), pricing.charges()));
    }
}
