package dev.tenantry.twilio.simulator.messaging;

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
import java.util.regex.Pattern;

/** The alphanumeric senders of a messaging service (Twilio docs: AlphaSender resource). */
final class AlphaSendersResource {
    private static final String LIST = "/v1/Services/{ServiceSid}/AlphaSenders";
    private static final String ONE = LIST + "/{Sid}";
    private static final Pattern VALID = Pattern.compile("(?=.*[^0-9 ])[A-Za-z0-9 +_&-]{1,11}");

    private final ResourceTable<AlphaSender> senders;
    private final CrudResource<AlphaSender> crud;

    AlphaSendersResource(
            TwilioState state, ResourceTable<MessagingService> services, ResourceTable<AlphaSender> senders) {
        this.senders = senders;
        var form = new Form<>(
                AlphaSender.class, Parameter.text("AlphaSender", VALID).whichIsRequired());
        this.crud = new CrudResource<>(state, senders, ApiStyle.V1, "AI", "alpha_senders", form)
                .within("ServiceSid", services)
                .shownAs((sender, node) -> {
                    node.putArray("capabilities").add("SMS");
                    return node.put(
                            "url",
                            "https://messaging.twilio.com/v1/Services/%s/AlphaSenders/%s"
                                    .formatted(sender.serviceSid(), sender.sid()));
                });
    }

    void addTo(Routes.Host messaging) {
        messaging
                .post(LIST, Operation.CREATE, this::add)
                .get(LIST, crud::list)
                .get(ONE, crud::fetch)
                .delete(ONE, crud::delete);
    }

    /** A service has one alphanumeric sender at most, unless it has one for each country, which is not simulated. */
    private Answer add(Call call) {
        var sender = crud.make(call);
        if (senders.all().stream().anyMatch(other -> other.serviceSid().equals(sender.serviceSid()))) {
            throw new TwilioException(
                    ErrorCode.SENDER_POOL_FULL, "The Messaging Service has an Alphanumeric Sender already");
        }
        return Answer.created(crud.represent(senders.save(sender)));
    }
}
