package dev.tenantry.twilio.simulator.tollfree;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tenantry.twilio.simulator.state.Resource;
import java.time.Instant;
import java.util.List;

/**
 * The verification of a toll-free number (Twilio docs: Tollfree Verification resource, whose property names these are).
 *
 * @param business whose number it is; its properties begin with business
 * @param messaging what is sent, and how people agree to it
 * @param ruling the decision of the review
 */
record TollfreeVerification(
        String sid,
        String accountSid,
        String customerProfileSid,
        String trustProductSid,
        String regulatedItemSid,
        String tollfreePhoneNumberSid,
        String externalReferenceId,
        String notificationEmail,
        String doingBusinessAs,
        @JsonUnwrapped(prefix = "business_") Business business,
        @JsonUnwrapped Messaging messaging,
        String vettingProvider,
        String vettingId,
        Instant vettingIdExpiration,
        TollfreeStatus status,
        @JsonUnwrapped Ruling ruling,
        Instant dateCreated,
        Instant dateUpdated)
        implements Resource {
    /** A new verification is pending, without a ruling. */
    TollfreeVerification {
        status = status == null ? TollfreeStatus.PENDING_REVIEW : status;
        ruling = ruling == null ? Ruling.NONE : ruling;
    }

    /** Whose number it is. */
    record Business(
            String name,
            String website,
            String streetAddress,
            String streetAddress2,
            String city,
            String stateProvinceRegion,
            String postalCode,
            String country,
            String contactFirstName,
            String contactLastName,
            String contactEmail,
            String contactPhone,
            String registrationNumber,
            String registrationAuthority,
            String registrationCountry,
            String registrationPhoneNumber,
            String type) {}

    /** What is sent, and how people agree to it. */
    record Messaging(
            List<String> useCaseCategories,
            String useCaseSummary,
            String productionMessageSample,
            List<String> optInImageUrls,
            String optInType,
            String messageVolume,
            String additionalInformation,
            String optInConfirmationMessage,
            String helpMessageSample,
            String privacyPolicyUrl,
            String termsAndConditionsUrl,
            boolean ageGatedContent,
            List<String> optInKeywords) {
        /** Defensive copies. */
        Messaging {
            useCaseCategories = useCaseCategories == null ? List.of() : List.copyOf(useCaseCategories);
            optInImageUrls = optInImageUrls == null ? List.of() : List.copyOf(optInImageUrls);
            optInKeywords = optInKeywords == null ? List.of() : List.copyOf(optInKeywords);
        }
    }

    /**
     * The decision of the review.
     *
     * @param editAllowed whether a rejected one may be updated; null while it is not rejected
     * @param editExpiration until when an update is reviewed first; null while it is not rejected
     */
    record Ruling(
            String rejectionReason,
            Integer errorCode,
            List<Reason> rejectionReasons,
            Boolean editAllowed,
            Instant editExpiration) {
        /** Not rejected. */
        static final Ruling NONE = new Ruling(null, null, null, null, null);

        /** Defensive copy. */
        Ruling {
            rejectionReasons = rejectionReasons == null ? null : List.copyOf(rejectionReasons);
        }
    }

    /** A reason for a rejection. */
    record Reason(String reason, int code) {}

    /** The same with another status and ruling. */
    TollfreeVerification with(TollfreeStatus next, Ruling nextRuling, Instant now) {
        return new TollfreeVerification(
                sid,
                accountSid,
                customerProfileSid,
                trustProductSid,
                regulatedItemSid,
                tollfreePhoneNumberSid,
                externalReferenceId,
                notificationEmail,
                doingBusinessAs,
                business,
                messaging,
                vettingProvider,
                vettingId,
                vettingIdExpiration,
                next,
                nextRuling,
                dateCreated,
                now);
    }
}
