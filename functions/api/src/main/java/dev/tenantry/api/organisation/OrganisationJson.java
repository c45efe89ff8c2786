package dev.tenantry.api.organisation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.ledger.LedgerEntry;
import dev.tenantry.core.ledger.LedgerSnapshot;
import dev.tenantry.core.readiness.TenantRecords;

/** Writes an organisation as the API shows it. */
public final class OrganisationJson {
    private OrganisationJson() {}

    /** An organisation as an item of a list: what its newest job says. */
    public static ObjectNode summary(Job newest) {
        var json = Json.object().put("orgId", newest.orgId().value());
        newest.plan().displayName().ifPresent(name -> json.put("displayName", name));
        json.put("state", TenantState.after(newest).word()).put("simulated", newest.simulated());
        json.set("lastJob", lastJob(newest));
        return json;
    }

    /** An organisation with everything that is recorded of its tenant, the secrets excepted. */
    public static ObjectNode write(TenantRecords records) {
        var ledger = records.ledger();
        var newest = records.jobs().getFirst();
        var json = summary(newest);
        ledger.sid(ResourceKind.ACCOUNT.key(newest.orgId())).ifPresent(sid -> json.put("subaccountSid", sid));
        addNumbers(ledger, json.putArray("phoneNumbers"));
        addResources(ledger, json.putArray("resources"));
        var registrations = json.putArray("registrations");
        records.registrations().forEach(registration -> registrations.add(registration.json()));
        return json;
    }

    static ObjectNode lastJob(Job job) {
        var json = Json.object()
                .put("id", job.id().value())
                .put("status", job.status().name())
                .put("createdBy", job.createdBy())
                .put("createdAt", Json.time(job.createdAt()))
                .put("updatedAt", Json.time(job.updatedAt()));
        job.endedAt().ifPresent(at -> json.put("endedAt", Json.time(at)));
        return json;
    }

    private static void addNumbers(LedgerSnapshot ledger, ArrayNode numbers) {
        for (var entry : ledger.entries()) {
            if (entry.key().kind() == ResourceKind.PHONE_NUMBER && entry.sid().isPresent()) {
                var sid = entry.sid().get();
                var json = numbers.addObject()
                        .put("phoneNumber", entry.detail().orElse(sid))
                        .put("sid", sid)
                        .put("key", entry.key().value());
                entry.key().numberGroup().ifPresent(group -> json.put("country", group.country())
                        .put("numberType", group.type().word()));
            }
        }
    }

    /** What was deleted, or was never there, is not listed. */
    private static void addResources(LedgerSnapshot ledger, ArrayNode resources) {
        ledger.entries().stream().filter(LedgerEntry::mayExist).forEach(entry -> {
            var json = resources
                    .addObject()
                    .put("type", entry.key().kind().id())
                    .put("key", entry.key().value());
            entry.sid().ifPresent(sid -> json.put("sid", sid));
            entry.detail().ifPresent(detail -> json.put("detail", detail));
            ledger.recordedAt(entry.key()).ifPresent(at -> json.put("recordedAt", Json.time(at)));
            json.put("status", entry.sid().isPresent() ? "recorded" : "outcome-unknown");
        });
    }
}
