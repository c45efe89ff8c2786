package dev.tenantry.twilio.simulator.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.delays.Operation;
import dev.tenantry.twilio.simulator.domain.Account;
import dev.tenantry.twilio.simulator.domain.Address;
import dev.tenantry.twilio.simulator.domain.ErrorCode;
import dev.tenantry.twilio.simulator.domain.IncomingPhoneNumber;
import dev.tenantry.twilio.simulator.domain.IncomingPhoneNumbers;
import dev.tenantry.twilio.simulator.domain.NumberType;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import dev.tenantry.twilio.simulator.domain.TwilioException;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.Form;
import dev.tenantry.twilio.simulator.http.Json;
import dev.tenantry.twilio.simulator.http.Parameter;
import dev.tenantry.twilio.simulator.http.Params;
import dev.tenantry.twilio.simulator.http.Routes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** {@code IncomingPhoneNumbers} (Twilio docs: IncomingPhoneNumber resource). */
final class IncomingPhoneNumbersResource {
    private static final String LIST = "/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers.json";
    private static final String ONE = "/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{Sid}.json";
    private static final Form<IncomingPhoneNumber> FORM = new Form<>(
            IncomingPhoneNumber.class,
            Parameter.text("ApiVersion"),
            Parameter.text("FriendlyName", 64),
            Parameter.sid("SmsApplicationSid", "AP"),
            Parameter.text("SmsUrl"),
            Parameter.method("SmsMethod"),
            Parameter.text("SmsFallbackUrl"),
            Parameter.method("SmsFallbackMethod"),
            Parameter.sid("VoiceApplicationSid", "AP"),
            Parameter.text("VoiceUrl"),
            Parameter.method("VoiceMethod"),
            Parameter.text("VoiceFallbackUrl"),
            Parameter.method("VoiceFallbackMethod"),
            Parameter.flag("VoiceCallerIdLookup"),
            Parameter.oneOf("VoiceReceiveMode", "voice", "fax"),
            Parameter.text("StatusCallback"),
            Parameter.method("StatusCallbackMethod"),
            Parameter.sid("TrunkSid", "TK"),
            Parameter.sid("AddressSid", "AD"),
            Parameter.sid("IdentitySid", "RI"),
            Parameter.sid("BundleSid", "BU"),
            Parameter.oneOf("EmergencyStatus", "Active", "Inactive"),
            Parameter.sid("EmergencyAddressSid", "AD"),
            Parameter.sid("AccountSid", "AC"));

    private final TwilioCloud cloud;
    private final IncomingPhoneNumbers numbers;

    IncomingPhoneNumbersResource(TwilioCloud cloud) {
        this.cloud = cloud;
        this.numbers = cloud.incomingPhoneNumbers();
    }

    void addTo(Routes.Host api) {
        api.post(LIST, Operation.PURCHASE, this::create).get(LIST, this::list);
        for (var type : NumberType.values()) {
            var path = LIST.replace(".json", "/" + type.path() + ".json");
            api.post(path, Operation.PURCHASE, call -> createOfType(call, type))
                    .get(path, call -> listOfType(call, type));
        }
        api.get(ONE, this::fetch).post(ONE, Operation.UPDATE, this::update).delete(ONE, this::delete);
    }

    private Answer create(Call call) {
        var settings = settings(call, call.form().without(Set.of("AccountSid")));
        var phoneNumber = call.form().get("PhoneNumber");
        if (phoneNumber.isPresent()) {
            return Answer.created(represent(numbers.buy(call.account(), phoneNumber.get(), settings)));
        }
        var areaCode = call.form()
                .get("AreaCode")
                .orElseThrow(() -> Parameter.invalid("PhoneNumber", "or AreaCode is required"));
        if (call.inventoryEmpty()) {
            throw IncomingPhoneNumbers.noneIn(areaCode);
        }
        return Answer.created(represent(numbers.buyInAreaCode(call.account(), areaCode, settings)));
    }

    /** What the form does to a number, its addresses being checked. */
    private UnaryOperator<IncomingPhoneNumber> settings(Call call, Params form) {
        address(call, form, "AddressSid");
        var emergencyAddress = address(call, form, "EmergencyAddressSid");
        if (emergencyAddress.filter(address -> !address.emergencyEnabled()).isPresent()) {
            throw Parameter.invalid("EmergencyAddressSid", "names an address that is not enabled for emergencies");
        }
        var change = FORM.change(exclusive(form), cloud.now());
        if (emergencyAddress.isEmpty()) {
            return change;
        }
        var since = Json.V1.object().put("emergency_address_since", cloud.now().toString());
        return number -> Json.merge(change.apply(number), since, IncomingPhoneNumber.class);
    }

    private Optional<Address> address(Call call, Params form, String parameter) {
        return form.get(parameter).filter(sid -> !sid.isEmpty()).map(sid -> cloud.addresses()
                .find(call.account(), sid)
                .orElseThrow(() -> Parameter.invalid(parameter, "names no address of the account")));
    }

    /** A trunk and a voice application take the place of each other. */
    private static Params exclusive(Params form) {
        if (form.get("TrunkSid").filter(sid -> !sid.isEmpty()).isPresent()) {
            return form.with("VoiceApplicationSid", "");
        }
        return form.get("VoiceApplicationSid").filter(sid -> !sid.isEmpty()).isPresent()
                ? form.with("TrunkSid", "")
                : form;
    }

    private Answer createOfType(Call call, NumberType type) {
        if (call.form().get("AreaCode").isPresent()) {
            throw new TwilioException(ErrorCode.AREA_CODE_NOT_SUPPORTED, "AreaCode is not supported here");
        }
        var phoneNumber =
                call.form().get("PhoneNumber").orElseThrow(() -> Parameter.invalid("PhoneNumber", "is required"));
        if (numbers.typeOf(phoneNumber).filter(other -> other != type).isPresent()) {
            throw new TwilioException(
                    ErrorCode.PHONE_NUMBER_TYPE_MISMATCH, phoneNumber + " is not of type " + type.path());
        }
        return create(call);
    }

    private Answer list(Call call) {
        return page(call, numbers.ownedBy(call.account()));
    }

    private Answer listOfType(Call call, NumberType type) {
        return page(
                call,
                numbers.ownedBy(call.account()).stream()
                        .filter(number -> number.type().equals(type.key()))
                        .toList());
    }

    private Answer page(Call call, List<IncomingPhoneNumber> owned) {
        var friendlyName = call.query().get("FriendlyName");
        var phoneNumber = call.query().get("PhoneNumber").map(PhoneNumberPattern::new);
        var found = owned.stream()
                .filter(number ->
                        friendlyName.isEmpty() || number.friendlyName().equals(friendlyName.get()))
                .filter(number -> phoneNumber.isEmpty() || phoneNumber.get().matches(number.phoneNumber()))
                .toList();
        return ApiStyle.V2010.page(call, "incoming_phone_numbers", found, this::represent);
    }

    private Answer fetch(Call call) {
        return Answer.ok(represent(find(call)));
    }

    private Answer update(Call call) {
        var number = find(call);
        call.form().get("AccountSid").ifPresent(sid -> checkTransfer(call, sid));
        return Answer.ok(represent(numbers.update(number, settings(call, call.form()))));
    }

    private Answer delete(Call call) {
        numbers.release(find(call));
        return Answer.noContent();
    }

    /** Numbers move between a parent's accounts, and only by the parent's credentials. */
    private void checkTransfer(Call call, String sid) {
        var parent = call.caller().account();
        if (parent.isSubaccount()) {
            throw new TwilioException(
                    ErrorCode.TRANSFER_NEEDS_PARENT, "Only the parent account's credentials move a number");
        }
        var target = cloud.accounts().find(sid).map(Account::ownerAccountSid);
        if (!target.equals(Optional.of(parent.sid()))) {
            throw new TwilioException(ErrorCode.TRANSFER_ACCOUNT_INVALID, "A number cannot be moved to account " + sid);
        }
    }

    private IncomingPhoneNumber find(Call call) {
        return numbers.find(call.account(), call.variable("Sid")).orElseThrow(call::notFound);
    }

    private ObjectNode represent(IncomingPhoneNumber number) {
        var emergencyTime = cloud.settings().emergencyRegistrationTime();
        ObjectNode node = ApiStyle.V2010.tree(number).without("emergency_address_since");
        return node.put("status", "in-use")
                .put("origin", "twilio")
                .put("beta", false)
                .put("emergency_address_status", number.emergencyAddressStatus(emergencyTime, cloud.now()))
                .put(
                        "uri",
                        "/2010-04-01/Accounts/%s/IncomingPhoneNumbers/%s.json"
                                .formatted(number.accountSid(), number.sid()));
    }
}
