package dev.tenantry.core.plan;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A2P 10DLC registration that a plan asks for, with which an organisation may send text messages in the US from
 * ordinary numbers. Its business is named by the plan's {@link BusinessId}.
 *
 * @param brand how the business is registered
 * @param campaign what is sent
 */
public record A2p(Brand brand, Campaign campaign) {

    /**
     * The registration of the business with the carriers' registry.
     *
     * @param lowVolume whether to do without the vetting that gives more throughput, and costs more
     * @param mock whether the brand is for tests only: free, not vetted, and gone after 30 days
     * @param existing what somebody has found at Twilio after a registration of unknown outcome: the SID of the brand,
     *     or {@link #NONE}
     */
    public record Brand(boolean lowVolume, boolean mock, Optional<String> existing) {
        /** Says that somebody has looked, and that Twilio has no brand of the business. */
        public static final String NONE = "none";

        /** What the ledger calls a brand that is for tests only, since no campaign of it sends anything. */
        public static final String MOCK = "mock";

        /** A brand of which nothing is known to exist. */
        public Brand(boolean lowVolume, boolean mock) {
            this(lowVolume, mock, Optional.empty());
        }

        /** Whether Twilio's list shows such a brand for as long as it exists: it leaves out those that were vetted. */
        public boolean isAlwaysListed() {
            return lowVolume || mock;
        }

        /** The brand of a plan that names none: the cheapest one that is real. */
        public static final Brand DEFAULT = new Brand(true, false);
    }

    /**
     * The campaign, as the carriers' reviewers read it: what is sent, and how people agree to it ("UsAppToPerson
     * resource").
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

        public Campaign {
            samples = List.copyOf(samples);
        }
    }
}
