package dev.tenantry.steps.definition;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.engine.TwilioResource;
import dev.tenantry.steps.resource.Difference;
import dev.tenantry.steps.resource.ResourceDefinition;
import dev.tenantry.steps.resource.TenantContext;
import dev.tenantry.twilio.account.ApiKeys;
import java.util.List;
import java.util.Optional;

/** The API key with which the operator's own back end acts for the organisation. */
record ApiKeyDefinition(TenantContext tenant) implements ResourceDefinition {
    @Override
    public ResourceKind kind() {
        return ResourceKind.API_KEY;
    }

    @Override
    public Optional<TwilioResource> find(ResourceKey key) {
        return keys().find(key.friendlyName()).map(found -> TwilioResource.of(found.sid()));
    }

    /** Twilio returns a key's secret once, at its creation. A key that has to be found is one whose secret was lost. */
    @Override
    public boolean isAdoptable() {
        return false;
    }

    @Override
    public Optional<TwilioResource> adopt(ResourceKey key) {
        find(key).ifPresent(lost -> keys().delete(lost.sid()));
        return Optional.empty();
    }

    @Override
    public TwilioResource create(StepRun run, ResourceKey key) {
        var created = keys().create(key.friendlyName());
        return new TwilioResource(
                created.key().sid(),
                Optional.empty(),
                Optional.of(tenant.encrypt().apply(created.secret())));
    }

    @Override
    public Optional<List<Difference>> differences(ResourceKey key, String sid, Plan plan) {
        return keys().fetch(sid).map(_ -> List.of());
    }

    @Override
    public Optional<List<TwilioResource>> list() {
        return Optional.of(keys().list().stream().map(TwilioResource::of).toList());
    }

    @Override
    public void delete(String sid, Rollback choices) {
        keys().delete(sid);
    }

    private ApiKeys keys() {
        return tenant.account().apiKeys();
    }
}
