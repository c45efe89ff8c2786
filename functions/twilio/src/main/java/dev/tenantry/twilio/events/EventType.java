package dev.tenantry.twilio.events;

import java.util.Arrays;
import java.util.Optional;

/**
 * The events about registrations of brands, campaigns and numbers that Twilio can deliver ("Event Streams: Event
 * Types", Messaging Compliance). All are of version 1 of their schema, which is the only one they have.
 */
public enum EventType {
    /** The brand is registered with the carriers' registry. */
    BRAND_REGISTERED("brand-registration.brand-registered"),
    /** The brand was rejected. */
    BRAND_FAILURE("brand-registration.brand-failure"),
    /** The brand's identity is confirmed. */
    BRAND_VERIFIED("brand-registration.brand-verified"),
    /** The brand's identity is not confirmed. */
    BRAND_UNVERIFIED("brand-registration.brand-unverified"),
    /** The brand's secondary vetting has ended well. */
    BRAND_VETTED_VERIFIED("brand-registration.brand-vetted-verified"),
    /** The brand's secondary vetting has failed. */
    BRAND_SECONDARY_VETTING_FAILURE("brand-registration.brand-secondary-vetting-failure"),
    /** The brand's contact cannot be reached by e-mail. */
    BRAND_INVALID_CONTACT_EMAIL("brand-registration.invalid-contact-email"),
    /** The brand's contact was asked by e-mail to confirm. */
    BRAND_EMAIL_2FA_SENT("brand-registration.email-2fa-sent"),
    /** The brand's contact has opened that e-mail. */
    BRAND_EMAIL_2FA_OPENED("brand-registration.email-2fa-opened"),
    /** The brand's contact has followed that e-mail's link. */
    BRAND_EMAIL_2FA_CLICKED("brand-registration.email-2fa-clicked"),
    /** The brand's contact has confirmed. */
    BRAND_EMAIL_2FA_COMPLETED("brand-registration.email-2fa-completed"),
    /** The brand's contact has not confirmed in time. */
    BRAND_EMAIL_2FA_TIMEOUT("brand-registration.email-2fa-timeout"),
    /** The campaign is in review. */
    CAMPAIGN_SUBMITTED("campaign-registration.campaign-submitted"),
    /** The campaign may send messages. */
    CAMPAIGN_APPROVED("campaign-registration.campaign-approved"),
    /** The campaign was rejected. */
    CAMPAIGN_FAILURE("campaign-registration.campaign-failure"),
    /** The campaign is deleted. */
    CAMPAIGN_DELETED("campaign-registration.campaign-deleted"),
    /** A campaign that is suspended is being deleted. */
    SUSPENDED_CAMPAIGN_DELETE_SUBMITTED("campaign-registration.suspended-campaign-delete-submitted"),
    /** A number is being registered for a campaign. */
    NUMBER_REGISTRATION_PENDING("number-registration.pending"),
    /** A number is registered for a campaign. */
    NUMBER_REGISTRATION_SUCCESSFUL("number-registration.successful"),
    /** A number could not be registered for a campaign. */
    NUMBER_REGISTRATION_FAILED("number-registration.failed"),
    /** A number is being taken out of a campaign. */
    NUMBER_DEREGISTRATION_PENDING("number-deregistration.pending"),
    /** A number is taken out of a campaign. */
    NUMBER_DEREGISTRATION_SUCCESSFUL("number-deregistration.successful"),
    /** A number could not be taken out of a campaign. */
    NUMBER_DEREGISTRATION_FAILED("number-deregistration.failed"),
    /** A toll-free number's verification was asked for. */
    TOLL_FREE_VERIFICATION_REQUESTED("toll-free-verification.requested"),
    /** A toll-free number's verification is in review. */
    TOLL_FREE_VERIFICATION_PENDING_REVIEW("toll-free-verification.pending-review"),
    /** A toll-free number is verified. */
    TOLL_FREE_VERIFICATION_APPROVED("toll-free-verification.request-approved"),
    /** A toll-free number's verification was rejected. */
    TOLL_FREE_VERIFICATION_REJECTED("toll-free-verification.rejected"),
    /** A toll-free number's verification could not be handled. */
    TOLL_FREE_VERIFICATION_FAILURE("toll-free-verification.failure"),
    /** A rejected verification was not corrected in time. */
    TOLL_FREE_VERIFICATION_EXPIRED("toll-free-verification.expired"),
    /** A toll-free number's verification was edited. */
    TOLL_FREE_VERIFICATION_EDIT("toll-free-verification.edit"),
    /** A toll-free number's verification was deleted. */
    TOLL_FREE_VERIFICATION_DELETED("toll-free-verification.deleted");

    private static final String PREFIX = "com.twilio.messaging.compliance.";
    private static final int SCHEMA_VERSION = 1;

    private final String name;

    EventType(String name) {
        this.name = name;
    }

    /** The type that stands in an event, if it is one of these. */
    public static Optional<EventType> of(String type) {
        return Arrays.stream(values()).filter(one -> one.type().equals(type)).findFirst();
    }

    /** The subject of events of this type. */
    public Subject subject() {
        return Subject.of(name);
    }

    /** The value of an event's {@code type}. */
    public String type() {
        return PREFIX + name;
    }

    /** The version of the event's schema that is asked for. */
    public int schemaVersion() {
        return SCHEMA_VERSION;
    }

    /** The subject of an event, and the fields of its data that name it. */
    public enum Subject {
        /** A brand. */
        BRAND("brand-registration.", "brandsid", "BN", "brandstatus"),
        /** A campaign, by its messaging service. */
        CAMPAIGN("campaign-registration.", "messagingservicesid", "MG", "campaignregistrationstatus"),
        /** A number of a campaign. */
        NUMBER("number-", "phonenumbersid", "PN", "externalstatus"),
        /** A toll-free number's verification. */
        TOLL_FREE_VERIFICATION("toll-free-verification.", "tollfreeverificationsid", "HH", "verificationstatus");

        private final String group;
        private final String field;
        private final String sidPrefix;
        private final String statusField;

        Subject(String group, String field, String sidPrefix, String statusField) {
            this.group = group;
            this.field = field;
            this.sidPrefix = sidPrefix;
            this.statusField = statusField;
        }

        private static Subject of(String name) {
            return Arrays.stream(values())
                    .filter(subject -> name.startsWith(subject.group))
                    .findFirst()
                    .orElseThrow();
        }

        /** The event's datum that has the SID. */
        public String field() {
            return field;
        }

        /** Two letters. */
        public String sidPrefix() {
            return sidPrefix;
        }

        /** The event's datum that has the status. */
        public String statusField() {
            return statusField;
        }
    }
}
