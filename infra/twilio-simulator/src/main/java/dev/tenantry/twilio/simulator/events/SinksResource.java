package dev.tenantry.twilio.simulator.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.errors.ErrorCode;
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
import java.util.Map;

/** {@code /v1/Sinks} of events (Twilio docs: Event Streams Sink resource). */
final class SinksResource {
    private static final String PATH = "/v1/Sinks";
    private static final int MAX_SINKS = 100;
    private static final Form<Sink> CREATION = new Form<>(
            Sink.class,
            Parameter.text("Description").whichIsRequired(),
            Parameter.object("SinkConfiguration").whichIsRequired(),
            Parameter.oneOf("SinkType", "kinesis", "webhook", "segment", "email")
                    .whichIsRequired());
    private static final Form<Sink> UPDATE = new Form<>(Sink.class, Parameter.text("Description"));

    private final ResourceTable<Sink> sinks;
    private final ResourceTable<Subscription> subscriptions;
    private final CrudResource<Sink> crud;

    SinksResource(TwilioState state, ResourceTable<Sink> sinks, ResourceTable<Subscription> subscriptions) {
        this.sinks = sinks;
        this.subscriptions = subscriptions;
        this.crud = new CrudResource<>(state, sinks, ApiStyle.V1, "DG", "sinks", CREATION)
                .updatedBy(UPDATE)
                .filteredBy("Status", Sink::status)
                .filteredBy("InUse", this::inUse)
                .keptWhile(this::inUse, ErrorCode.SINK_IN_USE)
                .shownAs(SinksResource::show);
    }

    void addTo(Routes.Host events) {
        events.post(PATH, Operation.CREATE, this::create);
        crud.addTo(events, PATH, "");
    }

    private Answer create(Call call) {
        var sink = crud.make(call, Map.of("status", "initialized"));
        if (sink.sinkType().equals("webhook")
                && !sink.sinkConfiguration().path("destination").isTextual()) {
            throw Parameter.invalid("SinkConfiguration", "has no destination");
        }
        if (sinks.ownedBy(call.accountSid()).size() >= MAX_SINKS) {
            throw Parameter.invalid("SinkConfiguration", "is for one sink more than the " + MAX_SINKS + " allowed");
        }
        return Answer.created(crud.represent(sinks.save(sink)));
    }

    private boolean inUse(Sink sink) {
        return subscriptions.all().stream()
                .anyMatch(subscription -> subscription.sinkSid().equals(sink.sid()));
    }

    private static ObjectNode show(Sink sink, ObjectNode node) {
        var url = "https://events.twilio.com/v1/Sinks/" + sink.sid();
        ObjectNode shown = node.without(List.of("account_sid"));
        shown.put("url", url);
        shown.putObject("links").put("sink_test", url + "/Test").put("sink_validate", url + "/Validate");
        return shown;
    }
}
