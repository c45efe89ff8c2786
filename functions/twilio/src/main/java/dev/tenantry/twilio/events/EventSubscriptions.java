package dev.tenantry.twilio.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.twilio.rest.events.v1.Subscription;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.twilio.internal.CrudOperations;
import dev.tenantry.twilio.internal.Preconditions;
import dev.tenantry.twilio.internal.TwilioCalls;
import dev.tenantry.twilio.listing.ListedResource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An account's subscriptions to events, which are its own events only ("Event Streams: Subscription resource"). Every
 * method throws a {@link ProvisioningFailure} for whatever Twilio or the network does.
 */
public final class EventSubscriptions {

    private static final CrudOperations.Kind<Subscription> KIND =
            new CrudOperations.Kind<>("event subscription", Subscription::getSid, Subscription::getDescription);

    private final CrudOperations<Subscription, EventSubscription> subscriptions;

    public EventSubscriptions(TwilioCalls calls) {
        this.subscriptions = new CrudOperations<>(
                calls,
                KIND,
                subscription -> new EventSubscription(
                        subscription.getSid(), subscription.getDescription(), subscription.getSinkSid()));
    }

    /**
     * Creates a subscription. Calling it twice creates two: descriptions are not unique.
     *
     * @param description by which it can be found again, 1 to 64 characters
     * @param sinkSid where the events go, {@code DG…}
     * @param types which events; at least one
     */
    public EventSubscription create(String description, String sinkSid, Set<EventType> types) {
        if (types.isEmpty()) {
            throw new IllegalArgumentException("A subscription needs a type of event");
        }
        return subscriptions.create(
                description,
                Subscription.creator(
                        Preconditions.requireFriendlyName(description),
                        sinkSid,
                        types.stream().sorted().map(EventSubscriptions::json).toList()));
    }

    /**
     * The subscription of exactly this description, if there is one.
     *
     * @throws NeedsHumanException if there are several; the message has their SIDs
     */
    public Optional<EventSubscription> find(String description) {
        return subscriptions.find(description, Subscription.reader());
    }

    /** All subscriptions of the account, also those that others have created. The list may lag. */
    public List<ListedResource> list() {
        return subscriptions.list(Subscription.reader());
    }

    /** The subscription of this SID; empty when it is gone. */
    public Optional<EventSubscription> fetch(String sid) {
        return subscriptions.fetch(sid, Subscription.fetcher(sid));
    }

    /** Deletes a subscription; does nothing when it is gone. */
    public void delete(String sid) {
        subscriptions.delete(sid, Subscription.deleter(sid));
    }

    private static Object json(EventType type) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", type.type())
                .put("schema_version", type.schemaVersion());
    }
}
