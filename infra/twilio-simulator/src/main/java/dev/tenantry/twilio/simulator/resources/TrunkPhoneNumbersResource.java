package dev.tenantry.twilio.simulator.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.delays.Operation;
import dev.tenantry.twilio.simulator.domain.IncomingPhoneNumber;
import dev.tenantry.twilio.simulator.domain.Trunk;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.Json;
import dev.tenantry.twilio.simulator.http.Routes;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The phone numbers of a trunk, which are the account's numbers that name it (Twilio docs: PhoneNumber resource of a
 * Trunk).
 */
final class TrunkPhoneNumbersResource {
    private static final String LIST = "/v1/Trunks/{TrunkSid}/PhoneNumbers";
    private static final String ONE = LIST + "/{Sid}";
    private static final List<String> NOT_SHOWN = List.of(
            "identity_sid",
            "address_sid",
            "bundle_sid",
            "emergency_status",
            "emergency_address_sid",
            "emergency_address_since",
            "type",
            "voice_receive_mode");

    private final TwilioCloud cloud;

    TrunkPhoneNumbersResource(TwilioCloud cloud) {
        this.cloud = cloud;
    }

    void addTo(Routes.Host trunking) {
        trunking.post(LIST, Operation.CREATE, this::attach)
                .get(LIST, this::list)
                .get(ONE, this::fetch)
                .delete(ONE, this::detach);
    }

    private Answer attach(Call call) {
        var trunk = trunk(call);
        var number = PhoneNumberSid.read(cloud, call);
        return Answer.created(represent(cloud.incomingPhoneNumbers().update(number, joins(trunk.sid()))));
    }

    private Answer list(Call call) {
        var trunk = trunk(call);
        var numbers = cloud.incomingPhoneNumbers().ownedBy(call.account()).stream()
                .filter(number -> trunk.sid().equals(number.trunkSid()))
                .toList();
        return ApiStyle.V1.page(call, "phone_numbers", numbers, TrunkPhoneNumbersResource::represent);
    }

    private Answer fetch(Call call) {
        return Answer.ok(represent(find(call)));
    }

    private Answer detach(Call call) {
        cloud.incomingPhoneNumbers().update(find(call), joins(null));
        return Answer.noContent();
    }

    /** A number in a trunk leaves its calls to it, so it has no voice application. */
    private UnaryOperator<IncomingPhoneNumber> joins(String trunkSid) {
        var changes = Json.V1
                .object()
                .put("trunk_sid", trunkSid)
                .putNull("voice_application_sid")
                .put("date_updated", cloud.now().toString());
        return number -> Json.merge(number, changes, IncomingPhoneNumber.class);
    }

    private Trunk trunk(Call call) {
        return cloud.trunks().find(call.account(), call.variable("TrunkSid")).orElseThrow(call::notFound);
    }

    private IncomingPhoneNumber find(Call call) {
        var trunk = trunk(call);
        return cloud.incomingPhoneNumbers()
                .find(call.account(), call.variable("Sid"))
                .filter(number -> trunk.sid().equals(number.trunkSid()))
                .orElseThrow(call::notFound);
    }

    private static ObjectNode represent(IncomingPhoneNumber number) {
        ObjectNode node = ApiStyle.V1.tree(number).without(NOT_SHOWN);
        node.put("beta", false).put("url", TrunksResource.url(number.trunkSid()) + "/PhoneNumbers/" + number.sid());
        node.putObject("links")
                .put(
                        "phone_number",
                        "https://api.twilio.com/2010-04-01/Accounts/%s/IncomingPhoneNumbers/%s.json"
                                .formatted(number.accountSid(), number.sid()));
        return node;
    }
}
