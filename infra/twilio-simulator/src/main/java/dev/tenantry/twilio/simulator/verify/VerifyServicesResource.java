package dev.tenantry.twilio.simulator.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.function.Supplier;
import java.util.regex.Pattern;

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

    /** Letters, digits, spaces, dashes and underscores. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{Nd} _-]*");

    private static final int MOST_DIGITS = 4;

    private final ResourceTable<VerifyService> services;
    private final CrudResource<VerifyService> crud;

    VerifyServicesResource(TwilioState state, ResourceTable<VerifyService> services) {
        this.services = services;
        var name = Parameter.text("FriendlyName", 30);
        this.crud = new CrudResource<>(state, services, ApiStyle.V1, "VA", "services", form(name.whichIsRequired()))
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
        verify.post(PATH + "/{Sid}", Operation.UPDATE, this::update);
        crud.addTo(verify, PATH, "");
    }

    private Answer create(Call call) {
        return inItsWords(() -> {
            checkName(call);
            var issuer = call.form().get("FriendlyName").orElse("");
            return Answer.created(crud.represent(services.save(crud.make(call, Map.of("totp_issuer", issuer)))));
        });
    }

    private Answer update(Call call) {
        return inItsWords(() -> {
            checkName(call);
            return crud.update(call);
        });
    }

    /** What people read beside their codes must not pass for one. */
    private static void checkName(Call call) {
        call.form()
                .get("FriendlyName")
                .filter(name -> !NAME.matcher(name).matches()
                        || name.codePoints().filter(Character::isDigit).count() > MOST_DIGITS)
                .ifPresent(_ -> {
                    throw new TwilioException(ErrorCode.VERIFY_INVALID_PARAMETER, "Invalid parameter");
                });
    }

    private static Answer inItsWords(Supplier<Answer> work) {
        try {
            return work.get();
        } catch (TwilioException e) {
            throw e.code() == ErrorCode.INVALID_PARAMETER
                    ? new TwilioException(ErrorCode.VERIFY_INVALID_PARAMETER, e.getMessage())
                    : e;
        }
    }

    private static ObjectNode show(VerifyService service, ObjectNode node) {
        var url = "https://verify.twilio.com/v2/Services/" + service.sid();
        node.remove("totp_issuer");
        node.put("url", url);
        node.putNull("mailer_sid");
        node.putObject("push")
                .put("include_date", false)
                .putNull("apn_credential_sid")
                .putNull("fcm_credential_sid");
        node.putObject("totp")
                .put("issuer", service.totpIssuer() == null ? service.friendlyName() : service.totpIssuer())
                .put("time_step", 30)
                .put("code_length", 6)
                .put("skew", 1);
        node.putObject("whatsapp").putNull("msg_service_sid").putNull("from");
        var links = node.putObject("links");
        LINKS.forEach((name, path) -> links.put(name, url + "/" + path));
        return node;
    }
}
