package dev.tenantry.steps;

import dev.tenantry.core.job.A2p;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.steps.ExactlyOnce.Found;
import dev.tenantry.twilio.Campaign;
import dev.tenantry.twilio.CampaignDetails;
import dev.tenantry.twilio.CampaignDetails.Policies;
import dev.tenantry.twilio.Campaigns;
import dev.tenantry.twilio.ReviewStatus;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.NeedsHumanException;
import java.util.Optional;

/** The A2P campaign of the organisation's messaging service, which has one at most: paid when it is created. */
record CampaignResource(Marker marker, A2p.Campaign plan, String brandSid, Campaigns campaigns)
        implements ReviewedResource {

    @Override
    public Optional<Found> find() {
        return campaigns.find().map(campaign -> Found.of(campaign.sid()));
    }

    @Override
    public Found create() {
        return Found.of(campaigns.create(brandSid, details()).sid());
    }

    @Override
    public Optional<ReviewStatus> status(String sid) {
        return campaigns.fetch(sid).map(Campaign::status);
    }

    @Override
    public void handIn(String sid) {
        campaigns.fetch(sid).flatMap(Campaign::useCase).ifPresent(submitted -> requireSameUseCase(sid, submitted));
        campaigns.resubmit(sid, details());
    }

    /** Twilio would take the correction without it, and nobody would know why the carriers reject it again. */
    private void requireSameUseCase(String sid, String submitted) {
        if (!submitted.equals(plan.useCase())) {
            throw new NeedsHumanException(FailureDetails.of(
                    "A2P campaign " + sid + " was submitted for " + submitted + ", which Twilio cannot change to "
                            + plan.useCase() + ".",
                    "Operator: put the use case " + submitted + " back into the plan, then retry the job with it."));
        }
    }

    private CampaignDetails details() {
        return new CampaignDetails(
                plan.useCase(),
                plan.description(),
                plan.messageFlow(),
                plan.samples(),
                plan.hasEmbeddedLinks(),
                plan.hasEmbeddedPhone(),
                plan.isAgeGated(),
                plan.isDirectLending(),
                Optional.empty(),
                Optional.of(new Policies(plan.privacyPolicyUrl(), plan.termsUrl())));
    }
}
