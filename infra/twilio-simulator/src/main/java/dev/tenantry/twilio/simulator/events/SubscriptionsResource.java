package dev.tenantry.twilio.simulator.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.errors.ErrorCode;
import dev.tenantry.twilio.simulator.errors.TwilioException;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.CrudResource;
import dev.tenantry.twilio.simulator.http.Form;
import dev.tenantry.twilio.simulator.http.Parameter;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import dev.tenantry.twilio.simulator.timing.Operation;
import java.util.List;

/** {@code /v1/Subscriptions} of events (Twilio docs: Event Streams Subscription resource). */
final class SubscriptionsResource {
    private static final String PATH = "/v1/Subscriptions";
    private static final Form<Subscription> CREATION = new Form<>(
            Subscription.class,
            Parameter.text("Description").whichIsRequired(),
            Parameter.sid("SinkSid", "DG").whichIsRequired(),
            Parameter.objects("Types")
                    .checkedBy(SubscriptionsResource::eventTypes)
                    .whichIsRequired());
    private static final Form<Subscription> UPDATE =
            new Form<>(Subscription.class, Parameter.text("Description"), Parameter.sid("SinkSid", "DG"));

    private final ResourceTable<Sink> sinks;
    private final ResourceTable<Subscription> subscriptions;
    private final CrudResource<Subscription> crud;

    SubscriptionsResource(TwilioState state, ResourceTable<Sink> sinks, ResourceTable<Subscription> subscriptions) {
        this.sinks = sinks;
        this.subscriptions = subscriptions;
        this.crud = new CrudResource<>(state, subscriptions, ApiStyle.V1, "DF", "subscriptions", CREATION)
                .updatedBy(UPDATE)
                .filteredBy("SinkSid", Subscription::sinkSid)
                .shownAs(SubscriptionsResource::show);
    }

    void addTo(Routes.Host events) {
        events.post(PATH, Operation.CREATE, this::create).get(PATH + "/{Sid}/SubscribedEvents", this::subscribedEvents);
        crud.addTo(events, PATH, "");
    }

    private Answer create(Call call) {
        var subscription = crud.make(call);
        if (sinks.find(call.accountSid(), subscription.sinkSid()).isEmpty()) {
            throw new TwilioException(ErrorCode.NOT_FOUND, "Sink " + subscription.sinkSid() + " was not found");
        }
        return Answer.created(crud.represent(subscriptions.save(subscription)));
    }

    private Answer subscribedEvents(Call call) {
        var subscription = crud.find(call);
        var base = "https://events.twilio.com/v1/Subscriptions/" + subscription.sid() + "/SubscribedEvents";
        return ApiStyle.V1.page(call, "types", subscription.types(), Subscription.EventType::type, type -> ApiStyle.V1
                .tree(type)
                .put("account_sid", subscription.accountSid())
                .put("subscription_sid", subscription.sid())
                .put("url", base + "/" + type.type()));
    }

    /** The types as the domain knows them: a name, and a version that is 1 when it is not given. */
    private static JsonNode eventTypes(JsonNode sent) {
        var types = JsonNodeFactory.instance.arrayNode();
        for (var type : sent) {
            if (!type.path("type").isTextual()) {
                throw Parameter.invalid("Types", "has an element without a type");
            }
            types.addObject()
                    .put("type", type.get("type").textValue())
                    .put("schema_version", type.path("schema_version").asInt(1));
        }
        return types;
    }

    private static ObjectNode show(Subscription subscription, ObjectNode node) {
        var url = "https://events.twilio.com/v1/Subscriptions/" + subscription.sid();
        ObjectNode shown = node.without(List.of("types"));
        shown.put("url", url);
        shown.putObject("links").put("subscribed_events", url + "/SubscribedEvents");
        return shown;
    }
}
