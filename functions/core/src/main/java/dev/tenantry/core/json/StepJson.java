package dev.tenantry.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.job.AwaitedReview;
import dev.tenantry.core.job.Resource;
import dev.tenantry.core.job.Step;
import dev.tenantry.core.job.StepError;
import dev.tenantry.core.job.StepStatus;
import java.util.Optional;

/** A step as JSON: the same in a job and in an event. */
final class StepJson {
    private StepJson() {}

    static ObjectNode write(Step step) {
        var json = Json.object();
        json.put("name", step.name().id());
        json.put("title", step.name().title());
        json.put("group", step.name().group().word());
        json.put("status", step.status().name());
        json.put("message", step.message());
        json.put("attempt", step.attempt());
        step.startedAt().ifPresent(time -> json.put("startedAt", Json.time(time)));
        step.endedAt().ifPresent(time -> json.put("endedAt", Json.time(time)));
        var resources = json.putArray("resources");
        step.resources().forEach(resource -> {
            var written = resources.addObject().put("type", resource.type()).put("sid", resource.sid());
            resource.phoneNumber().ifPresent(number -> written.put("phoneNumber", number));
        });
        step.error().ifPresent(error -> json.set("error", write(error)));
        step.waitingFor().ifPresent(whom -> json.putObject("waitingFor")
                .put("who", whom.who())
                .put("usually", whom.usually())
                .put("since", Json.time(whom.since())));
        return json;
    }

    static Step read(JsonNode json) {
        return new Step(
                StepName.ofId(json.required("name").textValue()),
                StepStatus.valueOf(json.required("status").textValue()),
                json.required("message").textValue(),
                json.required("attempt").intValue(),
                Json.time(json, "startedAt"),
                Json.time(json, "endedAt"),
                JobJson.elements(json.required("resources")).stream()
                        .map(resource -> new Resource(
                                resource.required("type").textValue(),
                                resource.required("sid").textValue(),
                                Optional.ofNullable(resource.get("phoneNumber")).map(JsonNode::textValue)))
                        .toList(),
                Optional.ofNullable(json.get("error")).map(StepJson::readError),
                Optional.ofNullable(json.get("waitingFor"))
                        .map(whom -> new AwaitedReview(
                                whom.required("who").textValue(),
                                whom.required("usually").textValue(),
                                Json.time(whom, "since").orElseThrow())));
    }

    private static ObjectNode write(StepError error) {
        var json = Json.object()
                .put("code", error.code())
                .put("message", error.message())
                .put("nextAction", error.nextAction())
                .put("retryable", error.retryable());
        error.upstream().ifPresent(upstream -> json.putObject("upstream")
                .put("provider", upstream.provider())
                .put("code", upstream.code())
                .put("moreInfo", upstream.moreInfo()));
        return json;
    }

    private static StepError readError(JsonNode json) {
        return new StepError(
                json.required("code").textValue(),
                json.required("message").textValue(),
                json.required("nextAction").textValue(),
                json.required("retryable").booleanValue(),
                Optional.ofNullable(json.get("upstream"))
                        .map(upstream -> new StepError.Upstream(
                                upstream.required("provider").textValue(),
                                upstream.required("code").intValue(),
                                upstream.required("moreInfo").textValue())));
    }
}
