package dev.tenantry.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.plan.A2p;
import dev.tenantry.core.plan.TollFreeVerification;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The registrations of a plan as JSON. */
final class RegistrationJson {
    private RegistrationJson() {}

    static ObjectNode write(A2p a2p) {
        var json = Json.object();
        var brand = json.putObject("brand")
                .put("lowVolume", a2p.brand().lowVolume())
                .put("mock", a2p.brand().mock());
        a2p.brand().existing().ifPresent(existing -> brand.put("existing", existing));
        json.set("campaign", write(a2p.campaign()));
        return json;
    }

    private static ObjectNode write(A2p.Campaign campaign) {
        var json = Json.object()
                .put("useCase", campaign.useCase())
                .put("description", campaign.description())
                .put("messageFlow", campaign.messageFlow());
        addAll(json.putArray("samples"), campaign.samples());
        return json.put("hasEmbeddedLinks", campaign.hasEmbeddedLinks())
                .put("hasEmbeddedPhone", campaign.hasEmbeddedPhone())
                .put("isAgeGated", campaign.isAgeGated())
                .put("isDirectLending", campaign.isDirectLending())
                .put("privacyPolicyUrl", campaign.privacyPolicyUrl().toString())
                .put("termsUrl", campaign.termsUrl().toString());
    }

    static ObjectNode write(TollFreeVerification verification) {
        var json = Json.object();
        addAll(json.putArray("useCases"), verification.useCases());
        json.put("summary", verification.summary()).put("sample", verification.sample());
        addAll(
                json.putArray("optInImages"),
                verification.optInImages().stream().map(URI::toString).toList());
        return json.put("optInType", verification.optInType())
                .put("monthlyVolume", verification.monthlyVolume())
                .put("privacyPolicyUrl", verification.privacyPolicyUrl().toString())
                .put("termsUrl", verification.termsUrl().toString());
    }

    static A2p readA2p(JsonNode json) {
        var brand = json.required("brand");
        var campaign = json.required("campaign");
        return new A2p(
                new A2p.Brand(
                        brand.required("lowVolume").booleanValue(),
                        brand.required("mock").booleanValue(),
                        Optional.ofNullable(brand.get("existing")).map(JsonNode::textValue)),
                new A2p.Campaign(
                        campaign.required("useCase").textValue(),
                        campaign.required("description").textValue(),
                        campaign.required("messageFlow").textValue(),
                        texts(campaign, "samples"),
                        campaign.required("hasEmbeddedLinks").booleanValue(),
                        campaign.required("hasEmbeddedPhone").booleanValue(),
                        campaign.required("isAgeGated").booleanValue(),
                        campaign.required("isDirectLending").booleanValue(),
                        uri(campaign, "privacyPolicyUrl"),
                        uri(campaign, "termsUrl")));
    }

    static TollFreeVerification readVerification(JsonNode json) {
        return new TollFreeVerification(
                texts(json, "useCases"),
                json.required("summary").textValue(),
                json.required("sample").textValue(),
                texts(json, "optInImages").stream().map(URI::create).toList(),
                json.required("optInType").textValue(),
                json.required("monthlyVolume").textValue(),
                uri(json, "privacyPolicyUrl"),
                uri(json, "termsUrl"));
    }

    private static void addAll(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static List<String> texts(JsonNode json, String member) {
        return JobJson.elements(json.required(member)).stream()
                .map(JsonNode::textValue)
                .toList();
    }

    private static URI uri(JsonNode json, String member) {
        return URI.create(json.required(member).textValue());
    }
}
