package dev.tenantry.twilio.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.twilio.rest.events.v1.Sink;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.twilio.internal.CrudOperations;
import dev.tenantry.twilio.internal.Preconditions;
import dev.tenantry.twilio.internal.TwilioCalls;
import dev.tenantry.twilio.listing.ListedResource;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An account's event sinks, here those that are webhooks ("Event Streams: Sink resource"). Every method throws a
 * {@link ProvisioningFailure} for whatever Twilio or the network does.
 */
public final class EventSinks {

    private static final CrudOperations.Kind<Sink> KIND =
            new CrudOperations.Kind<>("event sink", Sink::getSid, Sink::getDescription);
    private static final String DESTINATION = "destination";

    private final CrudOperations<Sink, EventSink> sinks;

    public EventSinks(TwilioCalls calls) {
        this.sinks = new CrudOperations<>(calls, KIND, EventSinks::sink);
    }

    /**
     * Creates a webhook sink. Calling it twice creates two: descriptions are not unique. Its destination is fixed: for
     * another, delete it and create another.
     *
     * @param description by which it can be found again, 1 to 64 characters
     * @param destination what Twilio calls, by POST, with an array of one event
     */
    public EventSink create(String description, URI destination) {
        return sinks.create(
                description,
                Sink.creator(
                        Preconditions.requireFriendlyName(description), webhook(destination), Sink.SinkType.WEBHOOK));
    }

    /**
     * The sink of exactly this description, if there is one.
     *
     * @throws NeedsHumanException if there are several; the message has their SIDs
     */
    public Optional<EventSink> find(String description) {
        return sinks.find(description, Sink.reader());
    }

    /** All sinks of the account, also those that others have created. The list may lag. */
    public List<ListedResource> list() {
        return sinks.list(Sink.reader());
    }

    /** The sink of this SID; empty when it is gone. */
    public Optional<EventSink> fetch(String sid) {
        return sinks.fetch(sid, Sink.fetcher(sid));
    }

    /** Deletes a sink, whose subscriptions have to be deleted before; does nothing when it is gone. */
    public void delete(String sid) {
        sinks.delete(sid, Sink.deleter(sid));
    }

    /** Not in batches, so that one event that cannot be handled holds up no other. */
    private static ObjectNode webhook(URI destination) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(DESTINATION, destination.toString())
                .put("method", "POST")
                .put("batch_events", false);
    }

    private static EventSink sink(Sink sink) {
        return new EventSink(sink.getSid(), sink.getDescription(), destination(sink.getSinkConfiguration()));
    }

    /** The SDK gives the configuration as Jackson's standard classes for a JSON object. */
    private static Optional<URI> destination(Object configuration) {
        return configuration instanceof Map<?, ?> members && members.get(DESTINATION) instanceof String url
                ? Optional.of(URI.create(url))
                : Optional.empty();
    }
}
