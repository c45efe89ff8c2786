package dev.tenantry.steps.definition;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.plan.SipTrunk;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.engine.TwilioResource;
import dev.tenantry.steps.resource.Difference;
import dev.tenantry.steps.resource.ResourceDefinition;
import dev.tenantry.steps.resource.TenantContext;
import dev.tenantry.twilio.voice.TrunkOriginationUrls;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The URL that the calls of the organisation's SIP trunk go to: a part of the trunk, and gone when the trunk is. */
record OriginationUrlDefinition(TenantContext tenant) implements ResourceDefinition {
    @Override
    public ResourceKind kind() {
        return ResourceKind.ORIGINATION_URL;
    }

    @Override
    public Optional<TwilioResource> find(ResourceKey key) {
        return urls().flatMap(urls -> urls.find(key.friendlyName())).map(url -> TwilioResource.of(url.sid()));
    }

    @Override
    public TwilioResource create(StepRun run, ResourceKey key) {
        var urls = urls(tenant.requireSid(ResourceKind.TRUNK));
        return TwilioResource.of(
                urls.create(key.friendlyName(), planned(run.plan())).sid());
    }

    @Override
    public Optional<List<Difference>> differences(ResourceKey key, String sid, Plan plan) {
        return Difference.in(
                urls().flatMap(urls -> urls.fetch(sid)),
                url -> Difference.betweenUrls("sipUrl", Optional.of(planned(plan)), Optional.of(url.sipUrl())));
    }

    @Override
    public boolean update(ResourceKey key, String sid, Plan plan) {
        urls(tenant.requireSid(ResourceKind.TRUNK)).update(sid, planned(plan));
        return true;
    }

    @Override
    public void delete(String sid, Rollback choices) {
        urls().ifPresent(urls -> urls.delete(sid));
    }

    private static URI planned(Plan plan) {
        return plan.sipTrunk().map(SipTrunk::originationUrl).orElseThrow();
    }

    /** The URLs of the trunk, if there is one. */
    private Optional<TrunkOriginationUrls> urls() {
        return tenant.sid(ResourceKind.TRUNK).map(this::urls);
    }

    private TrunkOriginationUrls urls(String trunkSid) {
        return tenant.account().originationUrls(trunkSid);
    }
}
