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

/** The address that emergency services are told. */
record EmergencyAddressDefinition(TenantContext tenant) implements ResourceDefinition {
    @Override
    public ResourceKind kind() {
        return ResourceKind.ADDRESS;
    }

    @Override
    public Optional<TwilioResource> find(ResourceKey key) {
        return addresses().find(key.friendlyName()).map(address -> TwilioResource.of(address.sid()));
    }

    @Override
    public TwilioResource create(StepRun run, ResourceKey key) {
        var planned = run.plan().emergencyAddress().orElseThrow();
        var details = new AddressDetails(
                planned.customerName(),
                planned.street(),
                planned.city(),
                planned.region(),
                planned.postalCode(),
                planned.country());
        return TwilioResource.of(
                addresses().create(key.friendlyName(), details, true).sid());
    }

    /** Another address has another key; and Twilio corrects the spelling, so the words are not compared. */
    @Override
    public Optional<List<Difference>> differences(ResourceKey key, String sid, Plan plan) {
        return addresses().fetch(sid).map(_ -> List.of());
    }

    /** The earlier address goes after the numbers have the new one. */
    @Override
    public boolean replacesEarlier() {
        return true;
    }

    @Override
    public Optional<List<TwilioResource>> list() {
        return Optional.of(addresses().list().stream().map(TwilioResource::of).toList());
    }

    @Override
    public void delete(String sid, Rollback choices) {
        addresses().delete(sid);
    }

    private Addresses addresses() {
        return tenant.account().addresses();
    }
}
