package dev.tenantry.twilio.simulator.a2p;

import dev.tenantry.twilio.simulator.callbacks.Callback;
import dev.tenantry.twilio.simulator.callbacks.Outbox;
import dev.tenantry.twilio.simulator.messaging.MessagingProduct;
import dev.tenantry.twilio.simulator.messaging.MessagingService;
import dev.tenantry.twilio.simulator.messaging.SenderPoolNumber;
import dev.tenantry.twilio.simulator.messaging.SenderPools;
import dev.tenantry.twilio.simulator.numbers.IncomingPhoneNumber;
import dev.tenantry.twilio.simulator.numbers.IncomingPhoneNumbers;
import dev.tenantry.twilio.simulator.reviews.Review;
import dev.tenantry.twilio.simulator.reviews.ReviewHandler;
import dev.tenantry.twilio.simulator.reviews.ReviewKind;
import dev.tenantry.twilio.simulator.reviews.ReviewOutcome;
import dev.tenantry.twilio.simulator.reviews.ReviewQueue;
import dev.tenantry.twilio.simulator.reviews.Submission;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import java.util.List;
import java.util.Optional;

/**
 * Registration of numbers for the campaign of their messaging service; only events report it. Use it inside a
 * transaction.
 */
final class NumberRegistrations implements ReviewHandler, CarrierRegistrations {
    private final TwilioState state;
    private final ResourceTable<Campaign> campaigns;
    private final ResourceTable<NumberRegistration> registrations;
    private final IncomingPhoneNumbers numbers;
    private final ResourceTable<MessagingService> services;
    private final SenderPools senderPools;
    private final ReviewQueue reviews;
    private final Outbox outbox;

    NumberRegistrations(
            TwilioState state,
            ResourceTable<Campaign> campaigns,
            IncomingPhoneNumbers numbers,
            MessagingProduct messaging,
            ReviewQueue reviews,
            Outbox outbox) {
        this.state = state;
        this.campaigns = campaigns;
        this.registrations = state.internalResources("number_registrations", NumberRegistration.class);
        this.numbers = numbers;
        this.services = messaging.services();
        this.senderPools = messaging.senderPools();
        this.reviews = reviews;
        this.outbox = outbox;
    }

    /** A number has been added to a service. */
    void added(MessagingService service, IncomingPhoneNumber number) {
        verifiedCampaign(service.sid()).ifPresent(campaign -> register(campaign, number));
    }

    /** A number has been removed from a service. */
    void removed(MessagingService service, IncomingPhoneNumber number) {
        reviews.withdraw(number.sid());
        registrations.find(number.sid()).ifPresent(registrations::remove);
        verifiedCampaign(service.sid()).ifPresent(campaign -> {
            publish("number-deregistration.pending", number, campaign, "pending_deregistration");
            publish("number-deregistration.successful", number, campaign, "unregistered");
        });
    }

    /** A campaign is about to be deleted. */
    void deregisterAll(Campaign campaign) {
        services.find(campaign.messagingServiceSid())
                .ifPresent(service -> numbersOf(service).forEach(number -> removed(service, number)));
    }

    void registerAll(Campaign campaign) {
        services.find(campaign.messagingServiceSid())
                .ifPresent(service -> numbersOf(service).forEach(number -> register(campaign, number)));
    }

    private List<IncomingPhoneNumber> numbersOf(MessagingService service) {
        return senderPools.numbersOf(service).stream()
                .flatMap(member -> numbers.find(member.sid()).stream())
                .toList();
    }

    private void register(Campaign campaign, IncomingPhoneNumber number) {
        save(campaign, number, Status.PENDING);
        reviews.submit(Submission.of(ReviewKind.NUMBER, number, List.of(number.friendlyName())));
        publish("number-registration.pending", number, campaign, "pending_registration");
    }

    @Override
    public List<Callback> begin(Review review) {
        return List.of();
    }

    @Override
    public List<Callback> end(String sid, ReviewOutcome outcome) {
        return numbers.find(sid).stream()
                .flatMap(number -> campaignOf(number, CampaignStatus.VERIFIED).stream()
                        .map(campaign -> outcome instanceof ReviewOutcome.Reject
                                ? fail(campaign, number, outcome)
                                : succeed(campaign, number, outcome)))
                .toList();
    }

    private Callback fail(Campaign campaign, IncomingPhoneNumber number, ReviewOutcome outcome) {
        save(campaign, number, Status.UNREGISTERED);
        return event("number-registration.failed", number, campaign, "failure", outcome);
    }

    private Callback succeed(Campaign campaign, IncomingPhoneNumber number, ReviewOutcome outcome) {
        save(campaign, number, Status.REGISTERED);
        return event("number-registration.successful", number, campaign, "registered", outcome);
    }

    private void save(Campaign campaign, IncomingPhoneNumber number, Status status) {
        registrations.save(
                new NumberRegistration(number.sid(), number.accountSid(), campaign.sid(), status, state.now()));
    }

    @Override
    public Status of(IncomingPhoneNumber number) {
        if (campaignOf(number, CampaignStatus.SUSPENDED).isPresent()) {
            return Status.SUSPENDED;
        }
        return campaignOf(number, CampaignStatus.VERIFIED)
                .filter(campaign -> !campaign.mock())
                .flatMap(campaign -> registrations
                        .find(number.accountSid(), number.sid())
                        .filter(registration -> registration.campaignSid().equals(campaign.sid())))
                .map(NumberRegistration::status)
                .orElse(Status.UNREGISTERED);
    }

    private Optional<Campaign> campaignOf(IncomingPhoneNumber number, CampaignStatus status) {
        return senderPools
                .find(number.sid())
                .map(SenderPoolNumber::serviceSid)
                .flatMap(service -> campaign(service, status));
    }

    private Optional<Campaign> verifiedCampaign(String serviceSid) {
        return campaign(serviceSid, CampaignStatus.VERIFIED);
    }

    private Optional<Campaign> campaign(String serviceSid, CampaignStatus status) {
        return campaigns.all().stream()
                .filter(campaign ->
                        campaign.messagingServiceSid().equals(serviceSid) && campaign.campaignStatus() == status)
                .findFirst();
    }

    private void publish(String name, IncomingPhoneNumber number, Campaign campaign, String status) {
        outbox.put(event(name, number, campaign, status, new ReviewOutcome.Approve()));
    }

    private Callback event(
            String name, IncomingPhoneNumber number, Campaign campaign, String status, ReviewOutcome outcome) {
        return A2pEvents.number(name, number, campaign, status, outcome, state.instant());
    }
}
