package dev.tenantry.steps;

import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.steps.ExactlyOnce.Found;
import dev.tenantry.tenant.Tenants;
import dev.tenantry.twilio.ApiKeys;
import java.util.Optional;

/** The API key with which the operator's own back end acts for the organisation. */
record ApiKeyResource(OrgId orgId, ApiKeys keys, Tenants tenants) implements TenantResource {

    @Override
    public Marker marker() {
        return Marker.apiKey(orgId);
    }

    /** Twilio tells a key's secret once. A key whose secret nobody heard is of no use: it goes, and another comes. */
    @Override
    public Optional<Found> find() {
        keys.find(marker().friendlyName()).ifPresent(deaf -> keys.delete(deaf.sid()));
        return Optional.empty();
    }

    @Override
    public Found create() {
        var created = keys.create(marker().friendlyName());
        return new Found(created.key().sid(), Optional.empty(), Optional.of(tenants.lock(orgId, created.secret())));
    }

    @Override
    public State compare(String sid) {
        return State.of(keys.fetch(sid).map(_ -> true));
    }
}
