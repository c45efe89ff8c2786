package dev.tenantry.core.job;

import java.net.URI;
import java.util.List;

/**
 * How the organisation is registered to send text messages in the US from ordinary numbers, A2P 10DLC. Who its business
 * is stands in the plan's {@link BusinessId}.
 *
 * @param brand how the business is registered
 * @param campaign what is sent
 */
public record A2p(Brand brand, Campaign campaign) {

    /**
     * How the business is registered with the carriers' registry.
     *
     * @param lowVolume whether to do without the vetting that gives more throughput, and costs more
     * @param mock whether the brand is for tests only: free, not vetted, and gone after 30 days
     */
    public record Brand(boolean lowVolume, boolean mock) {
        /** What is chosen for somebody who chooses nothing: the cheapest that is real. */
        public static final Brand DEFAULT = new Brand(true, false);
    }

    /**
     * What is sent, and how people agree to it: what the carriers' reviewers read ("UsAppToPerson resource").
     *
     * @param useCase what for, in Twilio's words, such as {@code CUSTOMER_CARE}
     * @param description what it does, 40 to 4,096 characters
     * @param messageFlow how people agree, 40 to 2,048 characters
     * @param samples 2 to 5 messages, of 20 to 1,024 characters each
     * @param hasEmbeddedLinks whether messages have links
     * @param hasEmbeddedPhone whether messages have phone numbers
     * @param isAgeGated whether it is for adults
     * @param isDirectLending whether it is for loans
     * @param privacyPolicyUrl where the privacy policy is
     * @param termsUrl where the terms are
     */
    public record Campaign(
            String useCase,
            String description,
            String messageFlow,
            List<String> samples,
            boolean hasEmbeddedLinks,
            boolean hasEmbeddedPhone,
            boolean isAgeGated,
            boolean isDirectLending,
            URI privacyPolicyUrl,
            URI termsUrl) {

        /** Keeps a copy of the list. */
        public Campaign {
            samples = List.copyOf(samples);
        }
    }
}
