package dev.tenantry.twilio.simulator.voice;

import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.CrudResource;
import dev.tenantry.twilio.simulator.http.Form;
import dev.tenantry.twilio.simulator.http.Parameter;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;

/** {@code Applications} (Twilio docs: Application resource). */
final class ApplicationsResource {
    private static final Form<Application> FORM = new Form<>(
            Application.class,
            Parameter.text("FriendlyName", 64),
            Parameter.text("ApiVersion").orElse("2010-04-01"),
            Parameter.text("VoiceUrl"),
            Parameter.method("VoiceMethod").orElse("POST"),
            Parameter.text("VoiceFallbackUrl"),
            Parameter.method("VoiceFallbackMethod").orElse("POST"),
            Parameter.flag("VoiceCallerIdLookup").orElse("false"),
            Parameter.text("SmsUrl"),
            Parameter.method("SmsMethod").orElse("POST"),
            Parameter.text("SmsFallbackUrl"),
            Parameter.method("SmsFallbackMethod").orElse("POST"),
            Parameter.text("SmsStatusCallback"),
            Parameter.text("MessageStatusCallback"),
            Parameter.text("StatusCallback"),
            Parameter.method("StatusCallbackMethod").orElse("POST"),
            Parameter.flag("PublicApplicationConnectEnabled").orElse("false"));

    private final CrudResource<Application> crud;

    ApplicationsResource(TwilioState state, ResourceTable<Application> applications) {
        this.crud = new CrudResource<>(state, applications, ApiStyle.V2010, "AP", "applications", FORM)
                .filteredBy("FriendlyName", Application::friendlyName)
                .shownAs((application, node) -> node.put(
                        "uri",
                        "/2010-04-01/Accounts/%s/Applications/%s.json"
                                .formatted(application.accountSid(), application.sid())));
    }

    void addTo(Routes.Host api) {
        crud.addTo(api, "/2010-04-01/Accounts/{AccountSid}/Applications", ".json");
    }
}
