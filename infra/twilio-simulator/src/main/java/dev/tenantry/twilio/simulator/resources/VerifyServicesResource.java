package dev.tenantry.twilio.simulator.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.delays.Operation;
import dev.tenantry.twilio.simulator.domain.ErrorCode;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import dev.tenantry.twilio.simulator.domain.TwilioException;
import dev.tenantry.twilio.simulator.domain.VerifyService;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.Crud;
import dev.tenantry.twilio.simulator.http.Form;
import dev.tenantry.twilio.simulator.http.Parameter;
import dev.tenantry.twilio.simulator.http.Routes;
import java.util.Map;

/** {@code /v2/Services} of Verify (Twilio docs: Verify Service resource). */
final class VerifyServicesResource {
    private static final String PATH = "/v2/Services";
    private static final Map<String, String> LINKS = Map.of(
            "verification_checks", "VerificationCheck",
            "verifications", "Verifications",
            "rate_limits", "RateLimits",
            "messaging_configurations", "MessagingConfigurations",
            "entities", "Entities",
            "webhooks", "Webhooks",
            "access_tokens", "AccessTokens");

    private final Crud<VerifyService> crud;

    VerifyServicesResource(TwilioCloud cloud) {
        var name = Parameter.text("FriendlyName", 30);
        this.crud = new Crud<>(
                        cloud, cloud.verifyServices(), ApiStyle.V1, "VA", "services", form(name.whichIsRequired()))
                .updatedBy(form(name))
                .shownAs(VerifyServicesResource::show);
    }

    private static Form<VerifyService> form(Parameter name) {
        return new Form<>(
                VerifyService.class,
                name,
                Parameter.integer("CodeLength", 4, 10).orElse("6"),
                Parameter.flag("LookupEnabled").orElse("false"),
                Parameter.flag("SkipSmsToLandlines").orElse("false"),
                Parameter.flag("DtmfInputRequired").orElse("true"),
                Parameter.text("TtsName"),
                Parameter.flag("Psd2Enabled").orElse("false"),
                Parameter.flag("DoNotShareWarningEnabled").orElse("false"),
                Parameter.flag("CustomCodeEnabled").orElse("false"),
                Parameter.sid("DefaultTemplateSid", "HJ"),
                Parameter.flag("VerifyEventSubscriptionEnabled").orElse("false"));
    }

    void addTo(Routes.Host verify) {
        verify.post(PATH, Operation.CREATE, this::create);
        crud.addTo(verify, PATH, "");
    }

    private Answer create(Call call) {
        try {
            return crud.create(call);
        } catch (TwilioException e) {
            throw e.code() == ErrorCode.INVALID_PARAMETER
                    ? new TwilioException(ErrorCode.VERIFY_INVALID_PARAMETER, e.getMessage())
                    : e;
        }
    }

    private static ObjectNode show(VerifyService service, ObjectNode node) {
        var url = "https://verify.twilio.com/v2/Services/" + service.sid();
        node.put("url", url);
        node.putObject("push")
                .put("include_date", false)
                .putNull("apn_credential_sid")
                .putNull("fcm_credential_sid");
        node.putObject("totp")
                .put("issuer", service.friendlyName())
                .put("time_step", 30)
                .put("code_length", 6)
                .put("skew", 1);
        node.putObject("whatsapp").putNull("msg_service_sid").putNull("from");
        node.putNull("passkeys");
        var links = node.putObject("links");
        LINKS.forEach((name, path) -> links.put(name, url + "/" + path));
        return node;
    }
}
