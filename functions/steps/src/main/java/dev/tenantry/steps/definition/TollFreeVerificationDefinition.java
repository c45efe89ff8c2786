package dev.tenantry.steps.definition;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.engine.TwilioResource;
import dev.tenantry.steps.resource.Difference;
import dev.tenantry.steps.resource.ReviewedDefinition;
import dev.tenantry.steps.resource.TenantContext;
import dev.tenantry.twilio.review.ReviewStatus;
import dev.tenantry.twilio.tollfree.NumberVerification;
import dev.tenantry.twilio.tollfree.TollfreeDetails;
import dev.tenantry.twilio.tollfree.TollfreeVerifications;
import java.util.List;
import java.util.Optional;

/** The verification of one of the organisation's toll-free numbers. */
record TollFreeVerificationDefinition(TenantContext tenant) implements ReviewedDefinition {
    @Override
    public ResourceKind kind() {
        return ResourceKind.TOLL_FREE_VERIFICATION;
    }

    @Override
    public Optional<TwilioResource> find(ResourceKey key) {
        return verifications().find(key.friendlyName()).map(verification -> TwilioResource.of(verification.sid()));
    }

    @Override
    public TwilioResource create(StepRun run, ResourceKey key) {
        return TwilioResource.of(verifications()
                .create(key.friendlyName(), numberSid(key, run.plan()), planned(run))
                .sid());
    }

    /** The verification of a number that was released and replaced is of no use. */
    @Override
    public Optional<List<Difference>> differences(ResourceKey key, String sid, Plan plan) {
        return Difference.in(
                verifications().fetch(sid),
                verification ->
                        Difference.between("tollfreePhoneNumberSid", numberSid(key, plan), verification.numberSid()));
    }

    @Override
    public boolean update(ResourceKey key, String sid, Plan plan) {
        verifications().delete(sid);
        return false;
    }

    @Override
    public Optional<ReviewStatus> status(String sid) {
        return verifications().fetch(sid).map(NumberVerification::status);
    }

    @Override
    public void submit(StepRun run, ResourceKey key, String sid) {
        verifications().resubmit(sid, planned(run));
    }

    @Override
    public void delete(String sid, Rollback choices) {
        verifications().delete(sid);
    }

    private TollfreeDetails planned(StepRun run) {
        var plan = run.plan();
        return TrustHubDetails.of(tenant, plan)
                .tollFree(plan.tollFreeVerification().orElseThrow());
    }

    /** The SID of the number that the key's verification is of. */
    private String numberSid(ResourceKey key, Plan plan) {
        return ResourceKind.PHONE_NUMBER.keys(tenant.orgId(), plan).stream()
                .filter(number -> ResourceKey.tollFreeVerification(number).equals(key))
                .findFirst()
                .map(tenant::requireSid)
                .orElseThrow(() -> new IllegalArgumentException("The plan has no number of " + key.value()));
    }

    private TollfreeVerifications verifications() {
        return tenant.account().tollfreeVerifications();
    }
}
