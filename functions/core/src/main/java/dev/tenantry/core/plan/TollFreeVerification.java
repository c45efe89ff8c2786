package dev.tenantry.core.plan;

import java.net.URI;
import java.util.List;

/**
 * Toll-free verification that a plan asks for: what the reviewers of the organisation's toll-free numbers read
 * ("Tollfree Verification resource"). Its business is named by the plan's {@link BusinessId}.
 *
 * @param useCases what for, in Twilio's words, such as {@code CUSTOMER_CARE}; at least one
 * @param summary what for, in words
 * @param sample a message
 * @param optInImages pictures of how people agree
 * @param optInType how they agree, in Twilio's words, such as {@code WEB_FORM}
 * @param monthlyVolume how many messages a month, one of Twilio's steps, such as {@code 1,000}
 * @param privacyPolicyUrl where the privacy policy is
 * @param termsUrl where the terms are
 */
public record TollFreeVerification(
        List<String> useCases,
        String summary,
        String sample,
        List<URI> optInImages,
        String optInType,
        String monthlyVolume,
        URI privacyPolicyUrl,
        URI termsUrl) {

    public TollFreeVerification {
        useCases = List.copyOf(useCases);
        optInImages = List.copyOf(optInImages);
    }
}
