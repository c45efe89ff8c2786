package dev.tenantry.twilio.simulator.a2p;

import dev.tenantry.twilio.simulator.state.Resource;
import java.time.Instant;
import java.util.List;

/**
 * A campaign of A2P 10DLC, which belongs to a messaging service (Twilio docs: UsAppToPerson resource, whose property
 * names these are).
 *
 * @param campaignId the registry's id; null until it is approved
 * @param eventSid what events call it, {@code CM…}; the resource does not show it
 */
record Campaign(
        String sid,
        String accountSid,
        String brandRegistrationSid,
        String messagingServiceSid,
        String description,
        List<String> messageSamples,
        String usAppToPersonUsecase,
        boolean hasEmbeddedLinks,
        boolean hasEmbeddedPhone,
        boolean subscriberOptIn,
        boolean ageGated,
        boolean directLending,
        CampaignStatus campaignStatus,
        String campaignId,
        boolean isExternallyRegistered,
        String messageFlow,
        String optInMessage,
        String optOutMessage,
        String helpMessage,
        List<String> optInKeywords,
        List<String> optOutKeywords,
        List<String> helpKeywords,
        String privacyPolicyUrl,
        String termsAndConditionsUrl,
        boolean mock,
        List<RegistrationError> errors,
        String eventSid,
        Instant dateCreated,
        Instant dateUpdated)
        implements Resource {
    /** A new campaign is pending. */
    Campaign {
        campaignStatus = campaignStatus == null ? CampaignStatus.PENDING : campaignStatus;
        errors = errors == null ? List.of() : List.copyOf(errors);
        messageSamples = copy(messageSamples);
        optInKeywords = copy(optInKeywords);
        optOutKeywords = copy(optOutKeywords);
        helpKeywords = copy(helpKeywords);
    }

    @Override
    public String parentSid() {
        return messagingServiceSid;
    }

    /** What reviewers read. */
    CampaignRequirements.Texts texts() {
        return new CampaignRequirements.Texts(
                usAppToPersonUsecase,
                description,
                messageFlow,
                messageSamples,
                hasEmbeddedLinks,
                hasEmbeddedPhone,
                ageGated,
                privacyPolicyUrl,
                termsAndConditionsUrl);
    }

    /** The same with another status and reasons; the registry's id, once given, stays. */
    Campaign with(CampaignStatus next, String registryId, List<RegistrationError> reasons, Instant now) {
        return new Campaign(
                sid,
                accountSid,
                brandRegistrationSid,
                messagingServiceSid,
                description,
                messageSamples,
                usAppToPersonUsecase,
                hasEmbeddedLinks,
                hasEmbeddedPhone,
                subscriberOptIn,
                ageGated,
                directLending,
                next,
                registryId,
                isExternallyRegistered,
                messageFlow,
                optInMessage,
                optOutMessage,
                helpMessage,
                optInKeywords,
                optOutKeywords,
                helpKeywords,
                privacyPolicyUrl,
                termsAndConditionsUrl,
                mock,
                reasons,
                eventSid,
                dateCreated,
                now);
    }

    private static List<String> copy(List<String> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
