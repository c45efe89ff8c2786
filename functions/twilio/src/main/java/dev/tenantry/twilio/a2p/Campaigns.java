package dev.tenantry.twilio.a2p;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.twilio.rest.messaging.v1.service.UsAppToPerson;
import com.twilio.rest.messaging.v1.service.UsAppToPersonUsecase;
import dev.tenantry.core.errorcode.RejectionAdvice.Correction;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.twilio.internal.CrudOperations;
import dev.tenantry.twilio.internal.TwilioCalls;
import dev.tenantry.twilio.review.Rejection;
import dev.tenantry.twilio.review.ReviewStatus;
import java.util.List;
import java.util.Optional;

/**
 * The campaign of one messaging service, which has one at most ("UsAppToPerson resource"). Every method throws a
 * {@link ProvisioningFailure} for whatever Twilio or the network does.
 */
public final class Campaigns {
    private static final int SUSPENDED = 30990;

    private static final CrudOperations.Kind<UsAppToPerson> KIND =
            new CrudOperations.Kind<>("A2P campaign", UsAppToPerson::getSid, UsAppToPerson::getMessagingServiceSid);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TwilioCalls calls;
    private final String serviceSid;
    private final CrudOperations<UsAppToPerson, Campaign> campaigns;

    public Campaigns(TwilioCalls calls, String serviceSid) {
        this.calls = calls;
        this.serviceSid = serviceSid;
        this.campaigns = new CrudOperations<>(calls, KIND, Campaigns::campaign);
    }

    /**
     * Submits a campaign, for a fee. Calling it twice may cost two.
     *
     * @param brandSid whose it is, {@code BN…}
     * @throws NotProcessedException while the brand is not approved (21717)
     */
    public Campaign create(String brandSid, CampaignDetails details) {
        var creator = UsAppToPerson.creator(
                        serviceSid,
                        brandSid,
                        details.description(),
                        details.messageFlow(),
                        details.messageSamples(),
                        details.useCase(),
                        details.hasEmbeddedLinks(),
                        details.hasEmbeddedPhone())
                .setAgeGated(details.isAgeGated())
                .setDirectLending(details.isDirectLending());
        details.replies().ifPresent(replies -> creator.setOptInMessage(replies.optIn())
                .setOptOutMessage(replies.optOut())
                .setHelpMessage(replies.help())
                .setOptInKeywords(replies.optInKeywords()));
        details.policies().ifPresent(policies -> creator.setPrivacyPolicyUrl(policies.privacy())
                .setTermsAndConditionsUrl(policies.terms()));
        return campaigns.create(serviceSid, creator);
    }

    /**
     * The service's campaign, if it has one.
     *
     * @throws NeedsHumanException if there are several; the message has their SIDs
     */
    public Optional<Campaign> find() {
        return campaigns.find(serviceSid, UsAppToPerson.reader(serviceSid));
    }

    /** The campaign of this SID; empty when it is gone. */
    public Optional<Campaign> fetch(String sid) {
        return campaigns.fetch(sid, UsAppToPerson.fetcher(serviceSid, sid));
    }

    /**
     * Corrects a campaign that was rejected, and submits it again. Twilio allows it only then, and does not change the
     * use case. Whether it costs another fee, Twilio's documents leave open.
     */
    public Campaign resubmit(String sid, CampaignDetails details) {
        var updater = UsAppToPerson.updater(
                serviceSid,
                sid,
                details.hasEmbeddedLinks(),
                details.hasEmbeddedPhone(),
                details.messageSamples(),
                details.messageFlow(),
                details.description(),
                details.isAgeGated(),
                details.isDirectLending());
        details.policies().ifPresent(policies -> updater.setPrivacyPolicyUrl(policies.privacy())
                .setTermsAndConditionsUrl(policies.terms()));
        return campaigns.submit(sid, updater);
    }

    /** Deletes a campaign, which ends its monthly fee; does nothing when it is gone. */
    public void delete(String sid) {
        campaigns.delete(sid, UsAppToPerson.deleter(serviceSid, sid));
    }

    /**
     * The use cases that a campaign of this service and brand may have, in Twilio's words, such as
     * {@code CUSTOMER_CARE}.
     *
     * @param brandSid {@code BN…}
     */
    public List<String> useCases(String brandSid) {
        return calls.read(
                "the list of use cases of A2P campaigns",
                "read",
                client ->
                        UsAppToPersonUsecase.fetcher(serviceSid)
                                .setBrandRegistrationSid(brandSid)
                                .fetch(client)
                                .getUsAppToPersonUsecases()
                                .stream()
                                .map(JSON::<JsonNode>valueToTree)
                                .map(useCase -> useCase.path("code").textValue())
                                .toList());
    }

    private static Campaign campaign(UsAppToPerson campaign) {
        return new Campaign(
                campaign.getSid(),
                campaign.getMessagingServiceSid(),
                campaign.getBrandRegistrationSid(),
                Optional.ofNullable(campaign.getUsAppToPersonUsecase()),
                status(campaign));
    }

    private static ReviewStatus status(UsAppToPerson campaign) {
        return switch (campaign.getCampaignStatus()) {
            case "PENDING" -> new ReviewStatus.Open(false);
            case "IN_PROGRESS" -> new ReviewStatus.Open(true);
            case "VERIFIED" -> new ReviewStatus.Approved();
            case "FAILED" -> new ReviewStatus.Rejected(Rejection.of(campaign.getErrors()), Correction.UNSTATED);
            default -> ReviewStatus.Stopped.of(campaign.getCampaignStatus(), SUSPENDED);
        };
    }
}
