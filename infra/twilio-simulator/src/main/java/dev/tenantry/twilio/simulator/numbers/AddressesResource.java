package dev.tenantry.twilio.simulator.numbers;

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
import java.util.Map;
import java.util.regex.Pattern;

/**
 * {@code Addresses}, which are looked at only so far as the postal code has its country's form (Twilio docs: Address
 * resource).
 */
final class AddressesResource {
    private static final String PATH = "/2010-04-01/Accounts/{AccountSid}/Addresses";
    private static final Map<String, Pattern> POSTAL_CODES = Map.of(
            "US", Pattern.compile("\\d{5}(-\\d{4})?"), "CA", Pattern.compile("[A-Za-z]\\d[A-Za-z] ?\\d[A-Za-z]\\d"));
    private static final Parameter FRIENDLY_NAME = Parameter.text("FriendlyName", 64);
    private static final Parameter SECONDARY = Parameter.text("StreetSecondary");
    private static final Parameter EMERGENCY =
            Parameter.flag("EmergencyEnabled").orElse("false");
    private static final Form<Address> CREATION = new Form<>(
            Address.class,
            FRIENDLY_NAME,
            Parameter.text("CustomerName").whichIsRequired(),
            Parameter.text("Street").whichIsRequired(),
            SECONDARY,
            Parameter.text("City").whichIsRequired(),
            Parameter.text("Region").whichIsRequired(),
            Parameter.text("PostalCode").whichIsRequired(),
            Parameter.text("IsoCountry", Pattern.compile("[A-Z]{2}")).whichIsRequired(),
            EMERGENCY);
    private static final Form<Address> UPDATE = new Form<>(
            Address.class,
            FRIENDLY_NAME,
            Parameter.text("CustomerName"),
            Parameter.text("Street"),
            SECONDARY,
            Parameter.text("City"),
            Parameter.text("Region"),
            Parameter.text("PostalCode"),
            EMERGENCY);

    private final ResourceTable<Address> addresses;
    private final IncomingPhoneNumbers numbers;
    private final CrudResource<Address> crud;

    AddressesResource(TwilioState state, ResourceTable<Address> addresses, IncomingPhoneNumbers numbers) {
        this.addresses = addresses;
        this.numbers = numbers;
        this.crud = new CrudResource<>(state, addresses, ApiStyle.V2010, "AD", "addresses", CREATION)
                .updatedBy(UPDATE)
                .filteredBy("CustomerName", Address::customerName)
                .filteredBy("FriendlyName", Address::friendlyName)
                .filteredBy("IsoCountry", Address::isoCountry)
                .filteredBy("EmergencyEnabled", Address::emergencyEnabled)
                .keptWhile(this::inUse, ErrorCode.CONFLICT)
                .shownAs((address, node) -> node.put(
                        "uri",
                        "/2010-04-01/Accounts/%s/Addresses/%s.json".formatted(address.accountSid(), address.sid())));
    }

    void addTo(Routes.Host api) {
        api.post(PATH + ".json", Operation.CREATE, this::create);
        crud.addTo(api, PATH, ".json");
    }

    private boolean inUse(Address address) {
        return numbers.all().stream()
                .anyMatch(number -> address.sid().equals(number.addressSid())
                        || address.sid().equals(number.emergencyAddressSid()));
    }

    private Answer create(Call call) {
        var address = crud.make(call);
        var form = POSTAL_CODES.get(address.isoCountry());
        if (form != null && !form.matcher(address.postalCode()).matches()) {
            throw new TwilioException(
                    ErrorCode.ADDRESS_INVALID, "Address validation failed: no postal code " + address.postalCode());
        }
        return Answer.created(crud.represent(addresses.save(address)));
    }
}
