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
import dev.tenantry.twilio.trusthub.EndUserDetails;
import dev.tenantry.twilio.trusthub.EndUsers;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An end user of Twilio's Trust Hub: data of a business or a person, as a part of a profile. There are three kinds,
 * which differ in their data only.
 *
 * @param details the data, of all that is known of the business
 */
record EndUserDefinition(TenantContext tenant, ResourceKind kind, Function<TrustHubDetails, EndUserDetails> details)
        implements ResourceDefinition {
    @Override
    public Optional<TwilioResource> find(ResourceKey key) {
        return endUsers().find(key.friendlyName()).map(endUser -> TwilioResource.of(endUser.sid()));
    }

    @Override
    public TwilioResource create(StepRun run, ResourceKey key) {
        return TwilioResource.of(
                endUsers().create(key.friendlyName(), planned(run.plan())).sid());
    }

    @Override
    public Optional<List<Difference>> differences(ResourceKey key, String sid, Plan plan) {
        return endUsers().fetch(sid).map(_ -> List.of());
    }

    /** Personal data are not read back, but set again. */
    @Override
    public State compare(ResourceKey key, String sid, Plan plan) {
        return State.unseen(differences(key, sid, plan));
    }

    @Override
    public boolean update(ResourceKey key, String sid, Plan plan) {
        endUsers().update(sid, planned(plan));
        return true;
    }

    @Override
    public void delete(String sid, Rollback choices) {
        endUsers().delete(sid);
    }

    private EndUserDetails planned(Plan plan) {
        return details.apply(TrustHubDetails.of(tenant, plan));
    }

    private EndUsers endUsers() {
        return tenant.account().endUsers();
    }
}
