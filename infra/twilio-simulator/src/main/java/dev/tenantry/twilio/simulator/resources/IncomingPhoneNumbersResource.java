package dev.tenantry.twilio.simulator.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.delays.Operation;
import dev.tenantry.twilio.simulator.domain.Account;
import dev.tenantry.twilio.simulator.domain.ErrorCode;
import dev.tenantry.twilio.simulator.domain.IncomingPhoneNumber;
import dev.tenantry.twilio.simulator.domain.IncomingPhoneNumbers;
import dev.tenantry.twilio.simulator.domain.NumberType;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import dev.tenantry.twilio.simulator.domain.TwilioException;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.Parameter;
import dev.tenantry.twilio.simulator.http.Routes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code IncomingPhoneNumbers} (Twilio docs: IncomingPhoneNumber resource). */
final class IncomingPhoneNumbersResource {
    private static final String LIST = "/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers.json";
    private static final String ONE = "/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{Sid}.json";
    private final TwilioCloud cloud;
    private final IncomingPhoneNumbers numbers;
    private final PhoneNumberSettings settings;

    IncomingPhoneNumbersResource(TwilioCloud cloud) {
        this.cloud = cloud;
        this.numbers = cloud.incomingPhoneNumbers();
        this.settings = new PhoneNumberSettings(cloud);
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
        var change = settings.read(call, call.form().without(Set.of("AccountSid")));
        var phoneNumber = call.form().get("PhoneNumber");
        if (phoneNumber.isPresent()) {
            return Answer.created(represent(numbers.buy(call.account(), phoneNumber.get(), change)));
        }
        var areaCode = call.form()
                .get("AreaCode")
                .orElseThrow(() -> Parameter.invalid("PhoneNumber", "or AreaCode is required"));
        if (call.findsInventoryEmpty()) {
            throw IncomingPhoneNumbers.noneIn(areaCode);
        }
        return Answer.created(represent(numbers.buyInAreaCode(call.account(), areaCode, change)));
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
        return Answer.ok(represent(numbers.update(number, settings.read(call, call.form()))));
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
        var target = cloud.accounts().find(sid).filter(cloud.accounts()::isActive);
        if (!target.map(Account::ownerAccountSid).equals(Optional.of(parent.sid()))) {
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
                .put("emergency_address_status", number.emergencyAddressStatus(emergencyTime, cloud.instant()))
                .put(
                        "uri",
                        "/2010-04-01/Accounts/%s/IncomingPhoneNumbers/%s.json"
                                .formatted(number.accountSid(), number.sid()));
    }
}
