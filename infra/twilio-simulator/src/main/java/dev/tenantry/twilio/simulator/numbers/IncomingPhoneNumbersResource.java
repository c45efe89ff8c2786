package dev.tenantry.twilio.simulator.numbers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.accounts.Account;
import dev.tenantry.twilio.simulator.accounts.Accounts;
import dev.tenantry.twilio.simulator.errors.ErrorCode;
import dev.tenantry.twilio.simulator.errors.TwilioException;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.Parameter;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.inventory.NumberType;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import dev.tenantry.twilio.simulator.timing.Operation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code IncomingPhoneNumbers} (Twilio docs: IncomingPhoneNumber resource). */
final class IncomingPhoneNumbersResource {
    private static final String LIST = "/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers.json";
    private static final String ONE = "/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{Sid}.json";

    private final TwilioState state;
    private final Accounts accounts;
    private final IncomingPhoneNumbers numbers;
    private final PhoneNumberSettings settings;

    IncomingPhoneNumbersResource(
            TwilioState state, Accounts accounts, IncomingPhoneNumbers numbers, ResourceTable<Address> addresses) {
        this.state = state;
        this.accounts = accounts;
        this.numbers = numbers;
        this.settings = new PhoneNumberSettings(state, addresses);
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
            return Answer.created(represent(numbers.buy(call.accountSid(), phoneNumber.get(), change)));
        }
        var areaCode = call.form()
                .get("AreaCode")
                .orElseThrow(() -> Parameter.invalid("PhoneNumber", "or AreaCode is required"));
        if (call.findsInventoryEmpty()) {
            throw IncomingPhoneNumbers.noneIn();
        }
        return Answer.created(represent(numbers.buyInAreaCode(call.accountSid(), areaCode, change)));
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
        return page(call, numbers.ownedBy(call.accountSid()));
    }

    private Answer listOfType(Call call, NumberType type) {
        return page(
                call,
                numbers.ownedBy(call.accountSid()).stream()
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
        var parent = accounts.find(call.caller().accountSid()).orElseThrow();
        if (parent.isSubaccount()) {
            throw new TwilioException(
                    ErrorCode.TRANSFER_NEEDS_PARENT, "Only the parent account's credentials move a number");
        }
        var target = accounts.find(sid).filter(accounts::isActive);
        if (!target.map(Account::ownerAccountSid).equals(Optional.of(parent.sid()))) {
            throw new TwilioException(ErrorCode.TRANSFER_ACCOUNT_INVALID, "A number cannot be moved to account " + sid);
        }
    }

    private IncomingPhoneNumber find(Call call) {
        return numbers.find(call.accountSid(), call.variable("Sid")).orElseThrow(call::notFound);
    }

    private ObjectNode represent(IncomingPhoneNumber number) {
        var emergencyTime = state.settings().emergencyRegistrationTime();
        ObjectNode node = ApiStyle.V2010.tree(number).without("emergency_address_since");
        return node.put("status", "in-use")
                .put("origin", "twilio")
                .put("beta", false)
                .put("emergency_address_status", number.emergencyAddressStatus(emergencyTime, state.instant()))
                .put(
                        "uri",
                        "/2010-04-01/Accounts/%s/IncomingPhoneNumbers/%s.json"
                                .formatted(number.accountSid(), number.sid()));
    }
}
