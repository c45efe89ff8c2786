package dev.tenantry.twilio.a2p;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Content of a campaign: what it sends, and how people agree to it ("UsAppToPerson resource"). Twilio refuses texts
 * that are too short or too long.
 *
 * @param useCase what it is for, one of {@link Campaigns#useCases}; fixed
 * @param description what it does, 40 to 4,096 characters
 * @param messageFlow how people agree, 40 to 2,048 characters
 * @param messageSamples 2 to 5, of 20 to 1,024 characters each
 * @param hasEmbeddedLinks whether messages have links
 * @param hasEmbeddedPhone whether messages have phone numbers
 * @param isAgeGated whether it is for adults
 * @param isDirectLending whether it is for loans
 * @param replies what is answered to keywords; without it, Twilio's own; fixed
 * @param policies where its policies are
 */
public record CampaignDetails(
        String useCase,
        String description,
        String messageFlow,
        List<String> messageSamples,
        boolean hasEmbeddedLinks,
        boolean hasEmbeddedPhone,
        boolean isAgeGated,
        boolean isDirectLending,
        Optional<Replies> replies,
        Optional<Policies> policies) {
    /**
     * The use cases of campaigns, in Twilio's words. Which of them a brand may register, Twilio says of each:
     * {@link Campaigns#useCases}.
     */
    public static final List<String> USE_CASES = List.of(
            "2FA",
            "ACCOUNT_NOTIFICATION",
            "AGENTS_FRANCHISES",
            "CHARITY",
            "PROXY",
            "CUSTOMER_CARE",
            "DELIVERY_NOTIFICATION",
            "EMERGENCY",
            "FRAUD_ALERT",
            "HIGHER_EDUCATION",
            "K12_EDUCATION",
            "LOW_VOLUME",
            "MARKETING",
            "MIXED",
            "POLITICAL",
            "POLLING_VOTING",
            "PUBLIC_SERVICE_ANNOUNCEMENT",
            "SECURITY_ALERT",
            "SOCIAL",
            "SWEEPSTAKE");

    /** Refuses nulls, and keeps a copy. */
    public CampaignDetails {
        Objects.requireNonNull(useCase, "useCase");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(messageFlow, "messageFlow");
        messageSamples = List.copyOf(messageSamples);
        Objects.requireNonNull(replies, "replies");
        Objects.requireNonNull(policies, "policies");
    }

    /** The answers to somebody who begins, ends or asks for help, and the words that begin it. */
    public record Replies(String optIn, String optOut, String help, List<String> optInKeywords) {

        /** Keeps a copy. */
        public Replies {
            optInKeywords = List.copyOf(optInKeywords);
        }
    }

    /** The URLs of the privacy policy and the terms. Twilio demands both since June 2026. */
    public record Policies(URI privacy, URI terms) {}
}
