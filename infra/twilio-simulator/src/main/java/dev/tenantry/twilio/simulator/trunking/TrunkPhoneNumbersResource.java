package dev.tenantry.twilio.simulator.trunking;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.Json;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.numbers.IncomingPhoneNumber;
import dev.tenantry.twilio.simulator.numbers.IncomingPhoneNumbers;
import dev.tenantry.twilio.simulator.numbers.PhoneNumberSid;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import dev.tenantry.twilio.simulator.timing.Operation;
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

    private final TwilioState state;
    private final ResourceTable<Trunk> trunks;
    private final IncomingPhoneNumbers numbers;

    TrunkPhoneNumbersResource(TwilioState state, ResourceTable<Trunk> trunks, IncomingPhoneNumbers numbers) {
        this.state = state;
        this.trunks = trunks;
        this.numbers = numbers;
    }

    void addTo(Routes.Host trunking) {
        trunking.post(LIST, Operation.CREATE, this::attach)
                .get(LIST, this::list)
                .get(ONE, this::fetch)
                .delete(ONE, this::detach);
    }

    private Answer attach(Call call) {
        var trunk = trunk(call);
        var number = PhoneNumberSid.read(numbers, call);
        return Answer.created(represent(numbers.update(number, joins(trunk.sid()))));
    }

    private Answer list(Call call) {
        var trunk = trunk(call);
        var attached = numbers.ownedBy(call.accountSid()).stream()
                .filter(number -> trunk.sid().equals(number.trunkSid()))
                .toList();
        return ApiStyle.V1.page(call, "phone_numbers", attached, TrunkPhoneNumbersResource::represent);
    }

    private Answer fetch(Call call) {
        return Answer.ok(represent(find(call)));
    }

    private Answer detach(Call call) {
        numbers.update(find(call), joins(null));
        return Answer.noContent();
    }

    /** A number in a trunk leaves its calls to it, so it has no voice application. */
    private UnaryOperator<IncomingPhoneNumber> joins(String trunkSid) {
        var changes = Json.V1
                .object()
                .put("trunk_sid", trunkSid)
                .putNull("voice_application_sid")
                .put("date_updated", state.now().toString());
        return number -> Json.merge(number, changes, IncomingPhoneNumber.class);
    }

    private Trunk trunk(Call call) {
        return trunks.find(call.accountSid(), call.variable("TrunkSid")).orElseThrow(call::notFound);
    }

    private IncomingPhoneNumber find(Call call) {
        var trunk = trunk(call);
        return numbers.find(call.accountSid(), call.variable("Sid"))
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
