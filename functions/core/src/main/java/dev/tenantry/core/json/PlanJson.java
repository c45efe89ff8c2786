package dev.tenantry.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.plan.BusinessId;
import dev.tenantry.core.plan.EmergencyAddress;
import dev.tenantry.core.plan.Messaging;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.NumberType;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.plan.SipTrunk;
import dev.tenantry.core.plan.SpendAlarm;
import dev.tenantry.core.plan.SpendAlarm.Period;
import dev.tenantry.core.plan.Voice;
import java.net.URI;
import java.util.Optional;

/**
 * A plan as JSON, every field written out; null stands for what the plan leaves out. Plans that people send are read by
 * the API, which says what is wrong with them.
 */
final class PlanJson {
    private static final String MASK = "•••";

    private PlanJson() {}

    /** The plan as it is stored. */
    static ObjectNode write(Plan plan) {
        var json = Json.object();
        plan.displayName().ifPresent(name -> json.put("displayName", name));
        var numbers = json.putArray("numbers");
        plan.numbers().forEach(group -> numbers.add(write(group)));
        json.set("messaging", write(plan.messaging()));
        json.set("voice", orNull(plan.voice().map(PlanJson::write)));
        json.put("verify", plan.verify());
        json.set("sipTrunk", orNull(plan.sipTrunk().map(PlanJson::write)));
        json.set("emergencyAddress", orNull(plan.emergencyAddress().map(PlanJson::write)));
        json.set("spendAlarm", orNull(plan.spendAlarm().map(PlanJson::write)));
        json.set("business", orNull(plan.business().map(id -> Json.object().put("id", id.value()))));
        json.set("a2p", orNull(plan.a2p().map(RegistrationJson::write)));
        json.set("tollFreeVerification", orNull(plan.tollFreeVerification().map(RegistrationJson::write)));
        return json;
    }

    /** The plan as people see it: without personal data. */
    static ObjectNode writeMasked(Plan plan) {
        var json = write(plan);
        if (json.get("emergencyAddress") instanceof ObjectNode address) {
            address.put("customerName", MASK).put("street", MASK);
        }
        return json;
    }

    /** Reads what {@link #write} wrote. */
    static Plan read(JsonNode json) {
        return new Plan(
                Json.text(json, "displayName"),
                JobJson.elements(json.required("numbers")).stream()
                        .map(PlanJson::readGroup)
                        .toList(),
                readMessaging(json.required("messaging")),
                member(json, "voice").map(PlanJson::readVoice),
                json.required("verify").booleanValue(),
                member(json, "sipTrunk").map(trunk -> new SipTrunk(uri(trunk, "originationUrl"))),
                member(json, "emergencyAddress").map(PlanJson::readAddress),
                member(json, "spendAlarm").map(PlanJson::readAlarm),
                member(json, "business")
                        .map(business -> new BusinessId(business.required("id").textValue())),
                member(json, "a2p").map(RegistrationJson::readA2p),
                member(json, "tollFreeVerification").map(RegistrationJson::readVerification));
    }

    private static ObjectNode write(NumberGroup group) {
        var json = Json.object()
                .put("country", group.country())
                .put("type", group.type().word());
        group.areaCode().ifPresent(code -> json.put("areaCode", code));
        return json.put("count", group.count()).put("widen", group.widen());
    }

    private static ObjectNode write(Messaging messaging) {
        var json = Json.object();
        messaging.inboundUrl().ifPresent(url -> json.put("inboundUrl", url.toString()));
        messaging.statusUrl().ifPresent(url -> json.put("statusUrl", url.toString()));
        messaging.alphaSender().ifPresent(name -> json.put("alphaSender", name));
        return json;
    }

    private static ObjectNode write(Voice voice) {
        var json = Json.object().put("url", voice.url().toString());
        voice.statusUrl().ifPresent(url -> json.put("statusUrl", url.toString()));
        return json;
    }

    private static ObjectNode write(SipTrunk trunk) {
        return Json.object().put("originationUrl", trunk.originationUrl().toString());
    }

    private static ObjectNode write(EmergencyAddress address) {
        return Json.object()
                .put("customerName", address.customerName())
                .put("street", address.street())
                .put("city", address.city())
                .put("region", address.region())
                .put("postalCode", address.postalCode())
                .put("country", address.country());
    }

    private static ObjectNode write(SpendAlarm alarm) {
        return Json.object()
                .put("amount", alarm.amount())
                .put("period", alarm.period().word());
    }

    private static NumberGroup readGroup(JsonNode json) {
        return new NumberGroup(
                json.required("country").textValue(),
                NumberType.ofWord(json.required("type").textValue()).orElseThrow(),
                Json.text(json, "areaCode"),
                json.required("count").intValue(),
                json.required("widen").booleanValue());
    }

    private static Messaging readMessaging(JsonNode json) {
        return new Messaging(
                Json.text(json, "inboundUrl").map(URI::create),
                Json.text(json, "statusUrl").map(URI::create),
                Json.text(json, "alphaSender"));
    }

    private static Voice readVoice(JsonNode json) {
        return new Voice(uri(json, "url"), Json.text(json, "statusUrl").map(URI::create));
    }

    private static EmergencyAddress readAddress(JsonNode json) {
        return new EmergencyAddress(
                json.required("customerName").textValue(),
                json.required("street").textValue(),
                json.required("city").textValue(),
                json.required("region").textValue(),
                json.required("postalCode").textValue(),
                json.required("country").textValue());
    }

    private static SpendAlarm readAlarm(JsonNode json) {
        return new SpendAlarm(
                json.required("amount").decimalValue(),
                Period.ofWord(json.required("period").textValue()).orElseThrow());
    }

    private static URI uri(JsonNode json, String member) {
        return URI.create(json.required(member).textValue());
    }

    private static Optional<JsonNode> member(JsonNode json, String name) {
        return Optional.ofNullable(json.get(name)).filter(value -> !value.isNull());
    }

    private static JsonNode orNull(Optional<ObjectNode> json) {
        return json.<JsonNode>map(value -> value).orElseGet(() -> Json.object().nullNode());
    }
}
