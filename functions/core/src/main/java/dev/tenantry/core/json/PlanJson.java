package dev.tenantry.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.job.NumberGroup;
import dev.tenantry.core.job.NumberType;
import dev.tenantry.core.job.Plan;

/**
 * A plan as JSON, every field written out. Plans that people send are read by the API, which says what is wrong with
 * them.
 */
final class PlanJson {
    private PlanJson() {}

    static ObjectNode write(Plan plan) {
        var json = Json.object();
        plan.displayName().ifPresent(name -> json.put("displayName", name));
        var numbers = json.putArray("numbers");
        plan.numbers().forEach(group -> numbers.add(write(group)));
        return json;
    }

    static Plan read(JsonNode json) {
        return new Plan(
                Json.text(json, "displayName"),
                JobJson.elements(json.required("numbers")).stream()
                        .map(PlanJson::readGroup)
                        .toList());
    }

    private static ObjectNode write(NumberGroup group) {
        var json = Json.object()
                .put("country", group.country())
                .put("type", group.type().word());
        group.areaCode().ifPresent(code -> json.put("areaCode", code));
        return json.put("count", group.count());
    }

    private static NumberGroup readGroup(JsonNode json) {
        return new NumberGroup(
                json.required("country").textValue(),
                NumberType.ofWord(json.required("type").textValue()).orElseThrow(),
                Json.text(json, "areaCode"),
                json.required("count").intValue());
    }
}
