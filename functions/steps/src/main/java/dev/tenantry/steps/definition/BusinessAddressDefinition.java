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
import dev.tenantry.twilio.address.AddressDetails;
import dev.tenantry.twilio.address.Addresses;
import java.util.List;
import java.util.Optional;

/** The address of the business, a part of its customer profile. */
record BusinessAddressDefinition(TenantContext tenant) implements ResourceDefinition {
    @Override
    public ResourceKind kind() {
        return ResourceKind.BUSINESS_ADDRESS;
    }

    @Override
    public Optional<TwilioResource> find(ResourceKey key) {
        return addresses().find(key.friendlyName()).map(address -> TwilioResource.of(address.sid()));
    }

    @Override
    public TwilioResource create(StepRun run, ResourceKey key) {
        return TwilioResource.of(addresses()
                .create(key.friendlyName(), planned(run.plan()), false)
                .sid());
    }

    /** Twilio corrects the spelling, so only equality says something. */
    @Override
    public Optional<List<Difference>> differences(ResourceKey key, String sid, Plan plan) {
        return Difference.in(
                addresses().fetch(sid),
                address -> Difference.hidden("address", address.details().equals(planned(plan))));
    }

    /** The country of an address is fixed. */
    @Override
    public boolean update(ResourceKey key, String sid, Plan plan) {
        var planned = planned(plan);
        var stays = addresses()
                .fetch(sid)
                .map(address -> address.details().isoCountry().equals(planned.isoCountry()))
                .orElse(false);
        if (stays) {
            addresses().update(sid, planned, false);
        } else {
            addresses().delete(sid);
        }
        return stays;
    }

    private AddressDetails planned(Plan plan) {
        return TrustHubDetails.of(tenant, plan).address();
    }

    @Override
    public void delete(String sid, Rollback choices) {
        addresses().delete(sid);
    }

    private Addresses addresses() {
        return tenant.account().addresses();
    }
}
