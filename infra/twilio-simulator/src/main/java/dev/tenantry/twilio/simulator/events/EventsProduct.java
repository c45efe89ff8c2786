package dev.tenantry.twilio.simulator.events;

import dev.tenantry.twilio.simulator.accounts.Accounts;
import dev.tenantry.twilio.simulator.callbacks.CallbackTypes;
import dev.tenantry.twilio.simulator.http.Product;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;

/** Event sinks and subscriptions, and the delivery of events to them, on {@code events.twilio.com}. */
public final class EventsProduct implements Product {
    private final TwilioState state;
    private final ResourceTable<Sink> sinks;
    private final ResourceTable<Subscription> subscriptions;

    /** The product, with empty tables. */
    public EventsProduct(TwilioState state, Accounts accounts, CallbackTypes callbacks) {
        this.state = state;
        this.sinks = state.resources("sinks", Sink.class);
        this.subscriptions = state.resources("subscriptions", Subscription.class);
        callbacks.register("event", EventCallback.class, new EventMessages(state, accounts, sinks, subscriptions)::of);
    }

    @Override
    public void addTo(Routes routes) {
        var events = routes.host("events.twilio.com");
        new SinksResource(state, sinks, subscriptions).addTo(events);
        new SubscriptionsResource(state, sinks, subscriptions).addTo(events);
    }
}
