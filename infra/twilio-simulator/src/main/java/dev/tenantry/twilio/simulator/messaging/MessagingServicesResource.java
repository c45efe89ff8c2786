package dev.tenantry.twilio.simulator.messaging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.http.Access;
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

/** {@code /v1/Services} of messaging (Twilio docs: Messaging Service resource). */
final class MessagingServicesResource {
    private static final String PATH = "/v1/Services";
    private static final int MAX_VALIDITY_SECONDS = 36_000;
    private static final Map<String, String> LINKS = Map.of(
            "phone_numbers", "PhoneNumbers",
            "short_codes", "ShortCodes",
            "alpha_senders", "AlphaSenders",
            "messages", "Messages",
            "us_app_to_person", "Compliance/Usa2p",
            "us_app_to_person_usecases", "Compliance/Usa2p/Usecases");

    private final ResourceTable<MessagingService> services;
    private final SenderPools senderPools;
    private final ResourceTable<AlphaSender> alphaSenders;
    private final ServiceCampaigns campaigns;
    private final CrudResource<MessagingService> crud;

    MessagingServicesResource(
            TwilioState state,
            ResourceTable<MessagingService> services,
            SenderPools senderPools,
            ResourceTable<AlphaSender> alphaSenders,
            ServiceCampaigns campaigns) {
        this.services = services;
        this.senderPools = senderPools;
        this.alphaSenders = alphaSenders;
        this.campaigns = campaigns;
        var name = Parameter.text("FriendlyName", 64);
        this.crud = new CrudResource<>(state, services, ApiStyle.V1, "MG", "services", form(name.whichIsRequired()))
                .updatedBy(form(name))
                .shownAs(this::show);
    }

    private static Form<MessagingService> form(Parameter name) {
        return new Form<>(
                MessagingService.class,
                name,
                Parameter.url("InboundRequestUrl"),
                Parameter.method("InboundMethod").orElse("POST"),
                Parameter.url("FallbackUrl"),
                Parameter.method("FallbackMethod").orElse("POST"),
                Parameter.url("StatusCallback"),
                Parameter.flag("StickySender").orElse("true"),
                Parameter.flag("MmsConverter").orElse("true"),
                Parameter.flag("SmartEncoding").orElse("true"),
                Parameter.oneOf("ScanMessageContent", "inherit", "enable", "disable")
                        .orElse("inherit"),
                Parameter.flag("FallbackToLongCode").orElse("false"),
                Parameter.flag("AreaCodeGeomatch").orElse("true"),
                Parameter.flag("SynchronousValidation").orElse("false"),
                Parameter.integer("ValidityPeriod", 1, MAX_VALIDITY_SECONDS)
                        .orElse(Integer.toString(MAX_VALIDITY_SECONDS)),
                Parameter.text("Usecase").orElse("undeclared"),
                Parameter.flag("UseInboundWebhookOnNumber").orElse("false"));
    }

    void addTo(Routes.Host messaging) {
        messaging.add("DELETE", PATH + "/{Sid}", Operation.DELETE, Access.ANY, this::delete);
        crud.addTo(messaging, PATH, "");
    }

    private Answer delete(Call call) {
        var service = crud.find(call);
        campaigns.serviceDeleted(service);
        senderPools.empty(service);
        alphaSenders.all().stream()
                .filter(sender -> sender.serviceSid().equals(service.sid()))
                .forEach(alphaSenders::remove);
        services.remove(service);
        return Answer.noContent();
    }

    private ObjectNode show(MessagingService service, ObjectNode node) {
        var url = "https://messaging.twilio.com/v1/Services/" + service.sid();
        node.put("us_app_to_person_registered", campaigns.isRegistered(service)).put("url", url);
        var links = node.putObject("links");
        LINKS.forEach((name, path) -> links.put(name, url + "/" + path));
        return node;
    }
}
