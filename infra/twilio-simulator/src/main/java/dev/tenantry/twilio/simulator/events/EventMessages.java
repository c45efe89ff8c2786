package dev.tenantry.twilio.simulator.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tenantry.twilio.simulator.accounts.Accounts;
import dev.tenantry.twilio.simulator.callbacks.MessageFactory;
import dev.tenantry.twilio.simulator.callbacks.OutgoingMessage;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import java.util.List;
import java.util.stream.Stream;

/** The messages by which an event goes to the sinks that subscribe to its type. Use it inside a transaction. */
final class EventMessages {
    private final TwilioState state;
    private final Accounts accounts;
    private final ResourceTable<Sink> sinks;
    private final ResourceTable<Subscription> subscriptions;
    private final MessageFactory messages;

    EventMessages(
            TwilioState state,
            Accounts accounts,
            ResourceTable<Sink> sinks,
            ResourceTable<Subscription> subscriptions) {
        this.state = state;
        this.accounts = accounts;
        this.sinks = sinks;
        this.subscriptions = subscriptions;
        this.messages = new MessageFactory(state);
    }

    /** One message for each subscription. */
    List<OutgoingMessage> of(EventCallback event) {
        var account = accounts.find(event.accountSid())
                .orElseThrow(() -> new IllegalArgumentException("there is no account " + event.accountSid()))
                .sid();
        var id = state.sids().next("EZ");
        return subscriptions.ownedBy(account).stream()
                .flatMap(subscription -> subscription.types().stream()
                        .filter(type -> type.type().equals(event.eventType()))
                        .flatMap(type -> webhook(account, subscription)
                                .map(sink -> messages.json(
                                        account,
                                        event.eventType(),
                                        sink.sinkConfiguration()
                                                .get("destination")
                                                .textValue(),
                                        cloudEvents(id, event, type)))))
                .toList();
    }

    private Stream<Sink> webhook(String account, Subscription subscription) {
        return sinks.find(account, subscription.sinkSid()).stream()
                .filter(sink -> sink.sinkType().equals("webhook"));
    }

    /** The events of one delivery: an array of CloudEvents 1.0, here of one. */
    private String cloudEvents(String id, EventCallback event, Subscription.EventType type) {
        var events = JsonNodeFactory.instance.arrayNode();
        events.addObject()
                .put("specversion", "1.0")
                .put("type", event.eventType())
                .put("source", "/2010-04-01/Accounts/" + event.accountSid())
                .put("id", id)
                .put(
                        "dataschema",
                        "https://events-schemas.twilio.com/" + type.type() + "/" + type.schemaVersion() + ".json")
                .put("datacontenttype", "application/json")
                .put("time", state.now().toString())
                .set("data", event.data());
        return events.toString();
    }
}
