package dev.tenantry.api.organisation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.json.Json;
import dev.tenantry.steps.drift.ComparedResource;
import dev.tenantry.steps.drift.ComparedResource.Result;
import dev.tenantry.steps.drift.DriftReport;
import dev.tenantry.steps.drift.UnknownResource;
import dev.tenantry.steps.resource.Difference;
import java.time.Instant;

/** Writes the drift of a tenant as the API shows it. */
public final class DriftJson {
    private DriftJson() {}

    /**
     * A tenant's drift.
     *
     * @param newest the organisation's newest job
     * @param at when Twilio was asked
     */
    public static ObjectNode write(DriftReport report, Job newest, Instant at) {
        var json = Json.object()
                .put("orgId", newest.orgId().value())
                .put("at", Json.time(at))
                .put("simulated", newest.simulated());
        json.set("lastJob", OrganisationJson.lastJob(newest));
        json.put("findings", report.findings());
        var resources = json.putArray("resources");
        report.resources().forEach(one -> resources.add(write(one)));
        var unknown = json.putArray("unknown");
        report.unknown().forEach(one -> unknown.add(write(one)));
        var unlisted = json.putArray("unlisted");
        report.unlisted()
                .forEach(one -> unlisted.addObject().put("type", one.type()).put("reason", one.reason()));
        return json;
    }

    private static ObjectNode write(ComparedResource resource) {
        var json = Json.object()
                .put("type", resource.key().kind().id())
                .put("key", resource.key().value());
        resource.sid().ifPresent(sid -> json.put("sid", sid));
        resource.detail().ifPresent(detail -> json.put("detail", detail));
        switch (resource.result()) {
            case Result.InSync _ -> json.put("status", "in-sync");
            case Result.Missing _ -> json.put("status", "missing");
            case Result.Unchecked(var reason) -> json.put("status", "unchecked").put("reason", reason);
            case Result.Drifted(var differences) -> {
                var array = json.put("status", "drifted").putArray("differences");
                differences.forEach(difference -> array.add(write(difference)));
            }
        }
        return json;
    }

    private static ObjectNode write(Difference difference) {
        var json = Json.object().put("field", difference.field());
        difference.planned().ifPresent(value -> json.put("planned", value));
        difference.actual().ifPresent(value -> json.put("actual", value));
        return json;
    }

    private static ObjectNode write(UnknownResource resource) {
        var json = Json.object().put("type", resource.kind().id()).put("sid", resource.sid());
        resource.name().ifPresent(name -> json.put("name", name));
        return json;
    }
}
