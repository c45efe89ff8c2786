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
import dev.tenantry.twilio.trusthub.SupportingDocuments;
import java.util.List;
import java.util.Optional;

/** The document that names the business's address in its customer profile. */
record AddressDocumentDefinition(TenantContext tenant) implements ResourceDefinition {
    @Override
    public ResourceKind kind() {
        return ResourceKind.ADDRESS_DOCUMENT;
    }

    @Override
    public Optional<TwilioResource> find(ResourceKey key) {
        return documents().find(key.friendlyName()).map(document -> TwilioResource.of(document.sid()));
    }

    @Override
    public TwilioResource create(StepRun run, ResourceKey key) {
        return TwilioResource.of(
                documents().create(key.friendlyName(), addressSid()).sid());
    }

    @Override
    public Optional<List<Difference>> differences(ResourceKey key, String sid, Plan plan) {
        return documents().fetch(sid).map(_ -> List.of());
    }

    /** The address that it names is not read back, but set again. */
    @Override
    public State compare(ResourceKey key, String sid, Plan plan) {
        return State.unseen(differences(key, sid, plan));
    }

    @Override
    public boolean update(ResourceKey key, String sid, Plan plan) {
        documents().update(sid, addressSid());
        return true;
    }

    private String addressSid() {
        return tenant.requireSid(ResourceKind.BUSINESS_ADDRESS);
    }

    @Override
    public void delete(String sid, Rollback choices) {
        documents().delete(sid);
    }

    private SupportingDocuments documents() {
        return tenant.account().supportingDocuments();
    }
}
