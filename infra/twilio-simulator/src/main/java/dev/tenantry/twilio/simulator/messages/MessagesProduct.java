package dev.tenantry.twilio.simulator.messages;

import dev.tenantry.twilio.simulator.a2p.CarrierRegistrations;
import dev.tenantry.twilio.simulator.callbacks.CallbackDispatcher;
import dev.tenantry.twilio.simulator.http.Product;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.inventory.Inventory;
import dev.tenantry.twilio.simulator.messaging.MessagingProduct;
import dev.tenantry.twilio.simulator.numbers.IncomingPhoneNumbers;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import dev.tenantry.twilio.simulator.tollfree.TollfreeProduct;

/** Messages, on {@code api.twilio.com}: sent, delivered or not, and received. */
public final class MessagesProduct implements Product {
    private final MessagesResource resource;

    /** The product, with an empty table. */
    public MessagesProduct(
            TwilioState state,
            IncomingPhoneNumbers numbers,
            Inventory inventory,
            MessagingProduct messaging,
            CarrierRegistrations registrations,
            TollfreeProduct tollfree,
            CallbackDispatcher callbacks) {
        ResourceTable<Message> messages = state.resources("messages", Message.class);
        var optOuts = new OptOuts(state, messaging.senderPools());
        var status = new MessageStatusMessages(state, messages, callbacks.outbox());
        var senders = new Senders(numbers, messaging, new Carriers(inventory, registrations, tollfree), optOuts);
        this.resource = new MessagesResource(state, messages, senders, status);
        callbacks.types().register("message-status", MessageStatusCallback.class, status::of);
        callbacks
                .types()
                .register(
                        "inbound-message",
                        InboundMessageCallback.class,
                        new InboundMessages(state, messages, numbers, messaging, optOuts)::of);
    }

    @Override
    public void addTo(Routes routes) {
        resource.addTo(routes.host("api.twilio.com"));
    }
}
