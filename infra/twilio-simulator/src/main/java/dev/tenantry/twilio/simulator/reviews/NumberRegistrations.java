package dev.tenantry.twilio.simulator.reviews;

import dev.tenantry.twilio.simulator.callbacks.Callback;
import dev.tenantry.twilio.simulator.callbacks.Outbox;
import dev.tenantry.twilio.simulator.domain.Campaign;
import dev.tenantry.twilio.simulator.domain.CampaignStatus;
import dev.tenantry.twilio.simulator.domain.IncomingPhoneNumber;
import dev.tenantry.twilio.simulator.domain.MessagingService;
import dev.tenantry.twilio.simulator.domain.Outcome;
import dev.tenantry.twilio.simulator.domain.Review;
import dev.tenantry.twilio.simulator.domain.ReviewKind;
import dev.tenantry.twilio.simulator.domain.SenderPoolNumber;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import java.util.List;
import java.util.Optional;

/**
 * The registration of numbers for the campaign of their messaging service, which events alone tell of. Use it inside a
 * transaction.
 */
public final class NumberRegistrations implements Reviewed {
    private final TwilioCloud cloud;
    private final ReviewDesk desk;
    private final Outbox outbox;

    NumberRegistrations(TwilioCloud cloud, ReviewDesk desk, Outbox outbox) {
        this.cloud = cloud;
        this.desk = desk;
        this.outbox = outbox;
    }

    /** A number has come into a service. */
    public void attached(MessagingService service, IncomingPhoneNumber number) {
        verifiedCampaign(service.sid()).ifPresent(campaign -> register(campaign, number));
    }

    /** A number has gone out of a service. */
    public void detached(MessagingService service, IncomingPhoneNumber number) {
        desk.withdraw(number.sid());
        verifiedCampaign(service.sid()).ifPresent(campaign -> {
            tell("number-deregistration.pending", number, campaign, "pending_deregistration");
            tell("number-deregistration.successful", number, campaign, "unregistered");
        });
    }

    /** A campaign is about to be deleted. */
    public void deregisterAll(Campaign campaign) {
        cloud.messagingServices().find(campaign.messagingServiceSid()).ifPresent(service -> numbersOf(service)
                .forEach(number -> detached(service, number)));
    }

    void registerAll(Campaign campaign) {
        cloud.messagingServices().find(campaign.messagingServiceSid()).ifPresent(service -> numbersOf(service)
                .forEach(number -> register(campaign, number)));
    }

    private List<IncomingPhoneNumber> numbersOf(MessagingService service) {
        return cloud.senderPools().numbersOf(service).stream()
                .flatMap(member -> cloud.incomingPhoneNumbers().find(member.sid()).stream())
                .toList();
    }

    private void register(Campaign campaign, IncomingPhoneNumber number) {
        desk.submit(Submission.of(ReviewKind.NUMBER, number, List.of(number.friendlyName())));
        tell("number-registration.pending", number, campaign, "pending_registration");
    }

    @Override
    public List<Callback> begin(Review review) {
        return List.of();
    }

    @Override
    public List<Callback> end(String sid, Outcome outcome) {
        return cloud.incomingPhoneNumbers().find(sid).stream()
                .flatMap(number -> campaignOf(number).stream()
                        .map(campaign -> outcome instanceof Outcome.Reject
                                ? event("number-registration.failed", number, campaign, "failure", outcome)
                                : event("number-registration.successful", number, campaign, "registered", outcome)))
                .toList();
    }

    private Optional<Campaign> campaignOf(IncomingPhoneNumber number) {
        return cloud.senderPools()
                .find(number.sid())
                .map(SenderPoolNumber::serviceSid)
                .flatMap(this::verifiedCampaign);
    }

    private Optional<Campaign> verifiedCampaign(String serviceSid) {
        return cloud.campaigns().all().stream()
                .filter(campaign -> campaign.messagingServiceSid().equals(serviceSid)
                        && campaign.campaignStatus() == CampaignStatus.VERIFIED)
                .findFirst();
    }

    private void tell(String name, IncomingPhoneNumber number, Campaign campaign, String status) {
        outbox.put(event(name, number, campaign, status, new Outcome.Approve()));
    }

    private Callback event(String name, IncomingPhoneNumber number, Campaign campaign, String status, Outcome outcome) {
        return ComplianceEvent.number(name, number, campaign, status, outcome, cloud.instant());
    }
}
