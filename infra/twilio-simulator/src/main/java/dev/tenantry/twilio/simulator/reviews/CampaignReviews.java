package dev.tenantry.twilio.simulator.reviews;

import dev.tenantry.twilio.simulator.callbacks.Callback;
import dev.tenantry.twilio.simulator.domain.Campaign;
import dev.tenantry.twilio.simulator.domain.CampaignStatus;
import dev.tenantry.twilio.simulator.domain.Outcome;
import dev.tenantry.twilio.simulator.domain.RegistrationError;
import dev.tenantry.twilio.simulator.domain.Review;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import java.util.List;
import java.util.Locale;

/**
 * Reviews of campaigns: pending, in progress, then verified or failed. The numbers of a verified one are registered.
 */
final class CampaignReviews implements Reviewed {
    private final TwilioCloud cloud;
    private final NumberRegistrations numbers;

    CampaignReviews(TwilioCloud cloud, NumberRegistrations numbers) {
        this.cloud = cloud;
        this.numbers = numbers;
    }

    @Override
    public List<Callback> begin(Review review) {
        cloud.campaigns().find(review.sid()).ifPresent(campaign -> cloud.campaigns()
                .save(campaign.with(CampaignStatus.IN_PROGRESS, campaign.campaignId(), List.of(), cloud.now())));
        return List.of();
    }

    @Override
    public List<Callback> end(String sid, Outcome outcome) {
        return cloud.campaigns().find(sid).stream()
                .map(campaign ->
                        outcome instanceof Outcome.Reject rejection ? fail(campaign, rejection) : verify(campaign))
                .toList();
    }

    private Callback verify(Campaign campaign) {
        var registryId = "C" + campaign.eventSid().substring(2, 8).toUpperCase(Locale.ROOT);
        var verified =
                cloud.campaigns().save(campaign.with(CampaignStatus.VERIFIED, registryId, List.of(), cloud.now()));
        numbers.registerAll(verified);
        return ComplianceEvent.campaign("campaign-approved", verified, "success", cloud.instant());
    }

    private Callback fail(Campaign campaign, Outcome.Reject rejection) {
        var error = RegistrationError.of(rejection, "MESSAGE_FLOW");
        var failed = cloud.campaigns()
                .save(campaign.with(CampaignStatus.FAILED, campaign.campaignId(), List.of(error), cloud.now()));
        return ComplianceEvent.campaign("campaign-failure", failed, "failure", cloud.instant());
    }
}
