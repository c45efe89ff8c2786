package dev.tenantry.core.readiness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.errorcode.ErrorCode;
import dev.tenantry.core.json.Json;
import java.util.Optional;

/**
 * One of an organisation's registrations.
 *
 * @param key the key of what is registered
 * @param sid Twilio's id of it, once it is there
 * @param progress how far it is
 */
public record TenantRegistration(ResourceKey key, Optional<String> sid, Registration progress) {
    /** The registration as the API shows it. */
    public ObjectNode json() {
        var json = Json.object().put("type", key.kind().id()).put("key", key.value());
        sid.ifPresent(id -> json.put("sid", id));
        switch (progress) {
            // What a rollback keeps, or an older job than those that are read has made.
            case Registration.Missing _ -> json.put("status", sid.isPresent() ? "recorded" : "not-requested");
            case Registration.Ahead _ -> json.put("status", "not-submitted");
            case Registration.InReview review ->
                json.put("status", "in-review")
                        .put("waitsFor", review.authority().displayName())
                        .put("since", Json.time(review.since()));
            case Registration.Approved approved ->
                json.put("status", "approved").put("since", Json.time(approved.since()));
            case Registration.Failed failed -> {
                json.put("status", "failed").put("reason", failed.message()).put("nextAction", failed.nextAction());
                failed.code().map(ErrorCode::code).ifPresent(code -> json.put("code", Integer.parseInt(code)));
            }
            case Registration.Suspended _ -> json.put("status", "suspended");
            case Registration.Mock _ -> json.put("status", "mock");
        }
        return json;
    }
}
