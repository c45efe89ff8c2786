package dev.tenantry.twilio.simulator.a2p;

import dev.tenantry.twilio.simulator.callbacks.Callback;
import dev.tenantry.twilio.simulator.reviews.Review;
import dev.tenantry.twilio.simulator.reviews.ReviewHandler;
import dev.tenantry.twilio.simulator.reviews.ReviewOutcome;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import java.util.List;
import java.util.Locale;

/**
 * Reviews of campaigns: pending, in progress, then verified or failed. The numbers of a verified one are registered.
 */
final class CampaignReviews implements ReviewHandler {
    private final TwilioState state;
    private final ResourceTable<Campaign> campaigns;
    private final NumberRegistrations numbers;

    CampaignReviews(TwilioState state, ResourceTable<Campaign> campaigns, NumberRegistrations numbers) {
        this.state = state;
        this.campaigns = campaigns;
        this.numbers = numbers;
    }

    @Override
    public List<Callback> begin(Review review) {
        campaigns
                .find(review.sid())
                .ifPresent(campaign -> campaigns.save(
                        campaign.with(CampaignStatus.IN_PROGRESS, campaign.campaignId(), List.of(), state.now())));
        return List.of();
    }

    @Override
    public List<Callback> end(String sid, ReviewOutcome outcome) {
        return campaigns.find(sid).stream()
                .map(campaign -> outcome instanceof ReviewOutcome.Reject rejection
                        ? fail(campaign, rejection)
                        : verify(campaign))
                .toList();
    }

    /** A verified campaign is suspended, or a suspended one is verified again. No event is documented for either. */
    @Override
    public boolean reconsider(String sid, ReviewOutcome outcome) {
        return campaigns.find(sid).stream().anyMatch(campaign -> switch (outcome) {
            case ReviewOutcome.Suspend _ -> change(campaign, CampaignStatus.VERIFIED, CampaignStatus.SUSPENDED);
            case ReviewOutcome.Approve _ -> change(campaign, CampaignStatus.SUSPENDED, CampaignStatus.VERIFIED);
            case ReviewOutcome.Reject _, ReviewOutcome.Never _ -> false;
        });
    }

    private boolean change(Campaign campaign, CampaignStatus from, CampaignStatus to) {
        if (campaign.campaignStatus() != from) {
            return false;
        }
        campaigns.save(campaign.with(to, campaign.campaignId(), List.of(), state.now()));
        return true;
    }

    private Callback verify(Campaign campaign) {
        var registryId = "C" + campaign.eventSid().substring(2, 8).toUpperCase(Locale.ROOT);
        var verified = campaigns.save(campaign.with(CampaignStatus.VERIFIED, registryId, List.of(), state.now()));
        numbers.registerAll(verified);
        return A2pEvents.campaign("campaign-approved", verified, "success", state.instant());
    }

    private Callback fail(Campaign campaign, ReviewOutcome.Reject rejection) {
        var error = RegistrationError.of(rejection, "MESSAGE_FLOW");
        var failed = campaigns.save(
                campaign.with(CampaignStatus.FAILED, campaign.campaignId(), List.of(error), state.now()));
        return A2pEvents.campaign("campaign-failure", failed, "failure", state.instant());
    }
}
