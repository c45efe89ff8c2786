package dev.tenantry.twilio.simulator.a2p;

import dev.tenantry.twilio.simulator.callbacks.Outbox;
import dev.tenantry.twilio.simulator.messaging.MessagingService;
import dev.tenantry.twilio.simulator.messaging.ServiceCampaigns;
import dev.tenantry.twilio.simulator.numbers.IncomingPhoneNumber;
import dev.tenantry.twilio.simulator.reviews.ReviewQueue;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import java.util.List;

/** The campaigns of messaging services, and what becomes of them when a service changes. */
final class Campaigns implements ServiceCampaigns {
    private final TwilioState state;
    private final ResourceTable<Campaign> campaigns;
    private final NumberRegistrations numbers;
    private final ReviewQueue reviews;
    private final Outbox outbox;

    Campaigns(
            TwilioState state,
            ResourceTable<Campaign> campaigns,
            NumberRegistrations numbers,
            ReviewQueue reviews,
            Outbox outbox) {
        this.state = state;
        this.campaigns = campaigns;
        this.numbers = numbers;
        this.reviews = reviews;
        this.outbox = outbox;
    }

    List<Campaign> of(MessagingService service) {
        return campaigns.all().stream()
                .filter(campaign -> campaign.messagingServiceSid().equals(service.sid()))
                .toList();
    }

    void delete(Campaign campaign) {
        reviews.withdraw(campaign.sid());
        if (campaign.campaignStatus() == CampaignStatus.SUSPENDED) {
            publish("suspended-campaign-delete-submitted", campaign, "suspended");
        }
        numbers.deregisterAll(campaign);
        campaigns.remove(campaign);
        publish("campaign-deleted", campaign, "deleted");
    }

    /** Publishes an event of a campaign, which the request has caused. */
    void publish(String event, Campaign campaign, String status) {
        outbox.putOfRequest(A2pEvents.campaign(event, campaign, status, state.instant()));
    }

    @Override
    public boolean isRegistered(MessagingService service) {
        return of(service).stream().anyMatch(campaign -> campaign.campaignStatus() == CampaignStatus.VERIFIED);
    }

    @Override
    public void numberAdded(MessagingService service, IncomingPhoneNumber number) {
        numbers.added(service, number);
    }

    @Override
    public void numberRemoved(MessagingService service, IncomingPhoneNumber number) {
        numbers.removed(service, number);
    }

    @Override
    public void serviceDeleted(MessagingService service) {
        of(service).forEach(this::delete);
    }
}
