package dev.tenantry.steps.definition;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.plan.A2p;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.engine.TwilioResource;
import dev.tenantry.steps.resource.ReviewedDefinition;
import dev.tenantry.steps.resource.TenantContext;
import dev.tenantry.twilio.a2p.Brand;
import dev.tenantry.twilio.a2p.BrandDetails;
import dev.tenantry.twilio.a2p.BrandRegistrations;
import dev.tenantry.twilio.review.ReviewStatus;
import java.util.List;
import java.util.Optional;

/** The organisation's A2P brand: paid at its creation, and found again by the profiles that it is made of. */
record BrandDefinition(TenantContext tenant, RegistrationParts parts) implements ReviewedDefinition {
    @Override
    public ResourceKind kind() {
        return ResourceKind.BRAND;
    }

    /** The profiles stay as long as the brand may exist. */
    @Override
    public Optional<TwilioResource> find(ResourceKey key) {
        var profile = tenant.sid(ResourceKind.CUSTOMER_PROFILE);
        var product = tenant.sid(ResourceKind.TRUST_PRODUCT);
        return profile.isEmpty() || product.isEmpty()
                ? Optional.empty()
                : brands().find(profile.get(), product.get()).map(brand -> TwilioResource.of(brand.sid()));
    }

    @Override
    public boolean isAbsenceCertain(Plan plan) {
        return plan.a2p().map(A2p::brand).map(A2p.Brand::isAlwaysListed).orElse(false);
    }

    /** Twilio's list leaves out brands that were vetted, so another creation might be paid for a second time. */
    @Override
    public Optional<TwilioResource> adopt(StepRun run, ResourceKey key) {
        var found = find(key);
        var existing = run.plan().a2p().flatMap(a2p -> a2p.brand().existing());
        if (found.isPresent() || existing.filter(A2p.Brand.NONE::equals).isPresent()) {
            return found;
        }
        if (existing.isPresent()) {
            return Optional.of(named(existing.get()));
        }
        if (!isAbsenceCertain(run.plan())) {
            throw unknown(
                    "It is not known whether the A2P brand was registered, and paid: Twilio's answer was lost, and its"
                            + " list leaves out brands that were vetted.");
        }
        return Optional.empty();
    }

    private TwilioResource named(String sid) {
        return brands().fetch(sid)
                .map(brand -> TwilioResource.of(brand.sid()))
                .orElseThrow(() -> unknown("Twilio has no A2P brand " + sid + " in this account."));
    }

    private NeedsHumanException unknown(String summary) {
        return new NeedsHumanException(FailureDetails.of(
                summary,
                "Operator: look for a brand of customer profile "
                        + tenant.sid(ResourceKind.CUSTOMER_PROFILE).orElse("of the organisation")
                        + " in the Twilio Console. Then retry the job with a plan whose a2p.brand.existing is the brand's SID,"
                        + " or \"none\" if there is none."));
    }

    @Override
    public TwilioResource create(StepRun run, ResourceKey key) {
        var planned = run.plan().a2p().map(A2p::brand).orElseThrow();
        var details = new BrandDetails(
                tenant.requireSid(ResourceKind.CUSTOMER_PROFILE),
                tenant.requireSid(ResourceKind.TRUST_PRODUCT),
                BrandDetails.Type.STANDARD,
                planned.lowVolume(),
                planned.mock());
        var sid = brands().create(details).sid();
        return planned.mock() ? TwilioResource.of(sid, A2p.Brand.MOCK) : TwilioResource.of(sid);
    }

    @Override
    public Optional<ReviewStatus> status(String sid) {
        return brands().fetch(sid).map(Brand::status);
    }

    /**
     * Updates the brand's parts to the plan's business data, which may have been corrected, and resubmits the brand.
     */
    @Override
    public void submit(StepRun run, ResourceKey key, String sid) {
        parts.correct(
                run,
                List.of(
                        ResourceKind.BUSINESS_INFORMATION,
                        ResourceKind.REPRESENTATIVE,
                        ResourceKind.MESSAGING_PROFILE));
        brands().resubmit(sid);
    }

    @Override
    public void delete(String sid, Rollback choices) {
        throw new IllegalArgumentException("Nobody can delete a brand");
    }

    private BrandRegistrations brands() {
        return tenant.account().brandRegistrations();
    }
}
