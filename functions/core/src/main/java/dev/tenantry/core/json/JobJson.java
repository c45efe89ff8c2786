package dev.tenantry.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.job.Consent;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.Progress;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.job.SubaccountChoice;
import dev.tenantry.core.plan.OrgId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A job as JSON, in the shape of {@code GET /v1/provisioning-jobs/{jobId}}. */
public final class JobJson {
    private JobJson() {}

    /** A job as people see it: without the personal data of its plan. */
    public static ObjectNode write(Job job) {
        return write(job, PlanJson.writeMasked(job.plan()));
    }

    /** A job as it is stored. */
    public static ObjectNode writeWhole(Job job) {
        return write(job, PlanJson.write(job.plan()));
    }

    private static ObjectNode write(Job job, ObjectNode plan) {
        var json = Json.object();
        json.put("id", job.id().value());
        json.put("orgId", job.orgId().value());
        json.put("status", job.status().name());
        json.put("usable", job.usable());
        json.put("version", job.version());
        json.set("progress", write(job.progress()));
        json.set("plan", plan);
        var steps = json.putArray("steps");
        job.steps().forEach(step -> steps.add(StepJson.write(step)));
        var executions = json.putArray("executions");
        job.executions().forEach(execution -> executions
                .addObject()
                .put("name", execution.name())
                .put("arn", execution.arn())
                .put("redriveCount", execution.redriveCount()));
        job.subaccount().ifPresent(choice -> json.set("subaccount", write(choice)));
        if (!job.consent().equals(Consent.NONE)) {
            json.set("consent", write(job.consent()));
        }
        json.set(
                "rollback",
                job.rollback()
                        .<JsonNode>map(choices -> write(choices, job.startedAt()))
                        .orElseGet(() -> Json.object().nullNode()));
        json.put("simulated", job.simulated());
        json.put("createdBy", job.createdBy());
        json.put("createdAt", Json.time(job.createdAt()));
        json.put("startedAt", Json.time(job.startedAt()));
        json.put("updatedAt", Json.time(job.updatedAt()));
        job.endedAt().ifPresent(time -> json.put("endedAt", Json.time(time)));
        return json;
    }

    /** Reads what {@link #writeWhole} wrote; {@code usable} and {@code progress} follow from the rest. */
    public static Job read(JsonNode json) {
        return new Job(
                new JobId(json.required("id").textValue()),
                new OrgId(json.required("orgId").textValue()),
                JobStatus.valueOf(json.required("status").textValue()),
                json.required("version").longValue(),
                PlanJson.read(json.required("plan")),
                elements(json.required("steps")).stream().map(StepJson::read).toList(),
                elements(json.required("executions")).stream()
                        .map(execution -> new Execution(
                                execution.required("name").textValue(),
                                execution.required("arn").textValue(),
                                execution.required("redriveCount").intValue()))
                        .toList(),
                readSubaccount(json.path("subaccount")),
                readConsent(json.path("consent")),
                readRollback(json.required("rollback")),
                readStart(json),
                json.required("simulated").booleanValue(),
                json.required("createdBy").textValue(),
                Json.time(json, "createdAt").orElseThrow(),
                Json.time(json, "updatedAt").orElseThrow(),
                Json.time(json, "endedAt"));
    }

    private static ObjectNode write(SubaccountChoice choice) {
        return switch (choice) {
            case SubaccountChoice.Adopt(var sid) -> Json.object().put("adopt", sid);
            case SubaccountChoice.Create() -> Json.object().put("create", true);
        };
    }

    private static Optional<SubaccountChoice> readSubaccount(JsonNode json) {
        return json.isMissingNode()
                ? Optional.empty()
                : Optional.of(Json.text(json, "adopt")
                        .<SubaccountChoice>map(SubaccountChoice.Adopt::new)
                        .orElseGet(SubaccountChoice.Create::new));
    }

    private static ObjectNode write(Consent consent) {
        return Json.object().put("acceptFees", consent.fees()).put("resubmit", consent.resubmission());
    }

    private static Consent readConsent(JsonNode json) {
        return new Consent(
                json.path("acceptFees").booleanValue(), json.path("resubmit").booleanValue());
    }

    private static Optional<Rollback> readRollback(JsonNode json) {
        return json.isNull()
                ? Optional.empty()
                : Optional.of(new Rollback(
                        Rollback.Numbers.ofWord(json.required("numbers").textValue())
                                .orElseThrow(),
                        json.required("closeAccount").booleanValue()));
    }

    /** A job that was stored before it said so was started when its rollback was, or else when it was created. */
    private static Instant readStart(JsonNode json) {
        return Json.time(json, "startedAt")
                .or(() -> Json.time(json.required("rollback"), "startedAt"))
                .or(() -> Json.time(json, "createdAt"))
                .orElseThrow();
    }

    private static ObjectNode write(Rollback choices, Instant startedAt) {
        return Json.object()
                .put("numbers", choices.numbers().word())
                .put("closeAccount", choices.closeAccount())
                .put("startedAt", Json.time(startedAt));
    }

    static ObjectNode write(Progress progress) {
        return Json.object()
                .put("percent", progress.percent())
                .put("completedSteps", progress.completedSteps())
                .put("totalSteps", progress.totalSteps());
    }

    static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
