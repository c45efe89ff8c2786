package dev.tenantry.twilio.simulator.usage;

import dev.tenantry.twilio.simulator.callbacks.CallbackTypes;
import dev.tenantry.twilio.simulator.http.Product;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;

/** Usage triggers and their callbacks, on {@code api.twilio.com}. */
public final class UsageProduct implements Product {
    private final TwilioState state;
    private final ResourceTable<UsageTrigger> triggers;

    /** The product, with an empty table. */
    public UsageProduct(TwilioState state, CallbackTypes callbacks) {
        this.state = state;
        this.triggers = state.resources("usage_triggers", UsageTrigger.class);
        callbacks.register("usage-trigger", UsageTriggerCallback.class, new UsageTriggerMessages(state, triggers)::of);
    }

    @Override
    public void addTo(Routes routes) {
        new UsageTriggersResource(state, triggers).addTo(routes.host("api.twilio.com"));
    }
}
