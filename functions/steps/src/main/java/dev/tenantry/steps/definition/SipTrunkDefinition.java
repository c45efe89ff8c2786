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
import dev.tenantry.twilio.voice.SipTrunks;
import java.util.List;
import java.util.Optional;

/** The organisation's SIP trunk. */
record SipTrunkDefinition(TenantContext tenant) implements ResourceDefinition {
    @Override
    public ResourceKind kind() {
        return ResourceKind.TRUNK;
    }

    @Override
    public Optional<TwilioResource> find(ResourceKey key) {
        return trunks().find(key.friendlyName()).map(trunk -> TwilioResource.of(trunk.sid()));
    }

    @Override
    public TwilioResource create(StepRun run, ResourceKey key) {
        return TwilioResource.of(trunks().create(key.friendlyName()).sid());
    }

    @Override
    public Optional<List<Difference>> differences(ResourceKey key, String sid, Plan plan) {
        return trunks().fetch(sid).map(_ -> List.of());
    }

    @Override
    public Optional<List<TwilioResource>> list() {
        return Optional.of(trunks().list().stream().map(TwilioResource::of).toList());
    }

    @Override
    public void delete(String sid, Rollback choices) {
        trunks().delete(sid);
    }

    private SipTrunks trunks() {
        return tenant.account().sipTrunks();
    }
}
