package dev.tenantry.twilio.simulator.numbers;

import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.Form;
import dev.tenantry.twilio.simulator.http.Json;
import dev.tenantry.twilio.simulator.http.Parameter;
import dev.tenantry.twilio.simulator.http.Params;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The form with which phone numbers are bought and changed (Twilio docs: IncomingPhoneNumber resource). */
final class PhoneNumberSettings {
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

    private final TwilioState state;
    private final ResourceTable<Address> addresses;

    PhoneNumberSettings(TwilioState state, ResourceTable<Address> addresses) {
        this.state = state;
        this.addresses = addresses;
    }

    /** What the form does to a number, its addresses being checked. */
    UnaryOperator<IncomingPhoneNumber> read(Call call, Params form) {
        address(call, form, "AddressSid");
        var emergencyAddress = address(call, form, "EmergencyAddressSid");
        if (emergencyAddress.filter(address -> !address.emergencyEnabled()).isPresent()) {
            throw Parameter.invalid("EmergencyAddressSid", "names an address that is not enabled for emergencies");
        }
        var change = FORM.change(exclusive(form), state.now());
        if (emergencyAddress.isEmpty()) {
            return change;
        }
        var since =
                Json.V1.object().put("emergency_address_since", state.instant().toString());
        return number -> Json.merge(change.apply(number), since, IncomingPhoneNumber.class);
    }

    private Optional<Address> address(Call call, Params form, String parameter) {
        return form.get(parameter).filter(sid -> !sid.isEmpty()).map(sid -> addresses
                .find(call.accountSid(), sid)
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
}
