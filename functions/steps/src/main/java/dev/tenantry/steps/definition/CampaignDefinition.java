package dev.tenantry.steps.definition;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.plan.A2p;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.engine.TwilioResource;
import dev.tenantry.steps.resource.ReviewedDefinition;
import dev.tenantry.steps.resource.TenantContext;
import dev.tenantry.twilio.a2p.Brand;
import dev.tenantry.twilio.a2p.Campaign;
import dev.tenantry.twilio.a2p.CampaignDetails;
import dev.tenantry.twilio.a2p.CampaignDetails.Policies;
import dev.tenantry.twilio.a2p.Campaigns;
import dev.tenantry.twilio.review.ReviewStatus;
import java.util.Optional;

/**
 * The A2P campaign of the organisation's messaging service, which has one at most: paid when it is created, and gone
 * when the service is.
 */
record CampaignDefinition(TenantContext tenant) implements ReviewedDefinition {
    /** Twilio's code for a campaign that it does not take for this brand, whatever the reason. */
    private static final int BRAND_REFUSED = 21717;

    @Override
    public ResourceKind kind() {
        return ResourceKind.CAMPAIGN;
    }

    @Override
    public Optional<TwilioResource> find(ResourceKey key) {
        return campaigns().flatMap(Campaigns::find).map(campaign -> TwilioResource.of(campaign.sid()));
    }

    @Override
    public TwilioResource create(StepRun run, ResourceKey key) {
        var brandSid = tenant.requireSid(ResourceKind.BRAND);
        requireAllowedUseCase(brandSid, planned(run).useCase());
        try {
            return TwilioResource.of(
                    requireCampaigns().create(brandSid, details(planned(run))).sid());
        } catch (NotProcessedException refused) {
            if (refused.twilioCode().orElse(0) == BRAND_REFUSED) {
                requireOpenBrand(brandSid, planned(run).useCase(), refused);
            }
            throw refused;
        }
    }

    /** Asked before the fee is paid. */
    private void requireAllowedUseCase(String brandSid, String useCase) {
        var allowed = requireCampaigns().useCases(brandSid);
        if (!allowed.isEmpty() && !allowed.contains(useCase)) {
            throw new NeedsHumanException(FailureDetails.of(
                    "The A2P campaign was not created: Twilio does not offer the use case " + useCase
                            + " to this brand and messaging service.",
                    "Operator: choose one of these in the plan, then retry the job with it: "
                            + String.join(", ", allowed) + "."));
        }
    }

    /**
     * Twilio answers with one code while a brand is under review, and when a brand may not have the use case. Only the
     * first ends by itself.
     */
    private void requireOpenBrand(String brandSid, String useCase, NotProcessedException refused) {
        var brand = tenant.account().brandRegistrations().fetch(brandSid).map(Brand::status);
        switch (brand.orElse(new ReviewStatus.Stopped("gone"))) {
            case ReviewStatus.Draft _, ReviewStatus.Open _ -> {}
            case ReviewStatus.Approved _ ->
                throw new NeedsHumanException(
                        new FailureDetails(
                                "The A2P campaign was not created: A2P brand " + brandSid
                                        + " is approved, but Twilio refuses it the use case " + useCase + ".",
                                "Operator: choose a use case in the plan that a brand of this kind may have, then retry the"
                                        + " job with it.",
                                refused.twilioCode(),
                                refused.httpStatus(),
                                Optional.empty(),
                                refused.moreInfo()),
                        refused);
            case ReviewStatus.Rejected rejected -> throw rejected.toFailure("A2P brand " + brandSid);
            case ReviewStatus.Stopped stopped -> throw stopped.toFailure("A2P brand " + brandSid);
        }
    }

    @Override
    public Optional<ReviewStatus> status(String sid) {
        return campaigns().flatMap(campaigns -> campaigns.fetch(sid)).map(Campaign::status);
    }

    @Override
    public boolean isReplacementNeeded(StepRun run, String sid) {
        return useCase(sid)
                .filter(submitted -> !submitted.equals(planned(run).useCase()))
                .isPresent();
    }

    @Override
    public void submit(StepRun run, ResourceKey key, String sid) {
        var planned = planned(run);
        useCase(sid).ifPresent(submitted -> requireSameUseCase(sid, submitted, planned.useCase()));
        requireCampaigns().resubmit(sid, details(planned));
    }

    private Optional<String> useCase(String sid) {
        return requireCampaigns().fetch(sid).flatMap(Campaign::useCase);
    }

    /** Twilio would accept the correction without it, and nothing would tell why the carriers reject it again. */
    private static void requireSameUseCase(String sid, String submitted, String planned) {
        if (!submitted.equals(planned)) {
            throw new NeedsHumanException(FailureDetails.of(
                    "A2P campaign " + sid + " was submitted for " + submitted + ", which Twilio cannot change to "
                            + planned + ".",
                    "Operator: put the use case " + submitted
                            + " back into the plan, then retry the job with it. Or retry the"
                            + " job with \"acceptFees\": true, which deletes the campaign and registers another, whose"
                            + " fee is paid again."));
        }
    }

    @Override
    public void delete(String sid, Rollback choices) {
        campaigns().ifPresent(campaigns -> campaigns.delete(sid));
    }

    private static A2p.Campaign planned(StepRun run) {
        return run.plan().a2p().map(A2p::campaign).orElseThrow();
    }

    private static CampaignDetails details(A2p.Campaign planned) {
        return new CampaignDetails(
                planned.useCase(),
                planned.description(),
                planned.messageFlow(),
                planned.samples(),
                planned.hasEmbeddedLinks(),
                planned.hasEmbeddedPhone(),
                planned.isAgeGated(),
                planned.isDirectLending(),
                Optional.empty(),
                Optional.of(new Policies(planned.privacyPolicyUrl(), planned.termsUrl())));
    }

    /** The campaigns of the messaging service, if there is one. */
    private Optional<Campaigns> campaigns() {
        return tenant.sid(ResourceKind.MESSAGING_SERVICE).map(tenant.account()::campaigns);
    }

    private Campaigns requireCampaigns() {
        return tenant.account().campaigns(tenant.requireSid(ResourceKind.MESSAGING_SERVICE));
    }
}
