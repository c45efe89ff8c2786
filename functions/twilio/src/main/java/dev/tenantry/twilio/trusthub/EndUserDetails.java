package dev.tenantry.twilio.trusthub;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Data of a business or a person, as a policy of Trust Hub asks for them. The values are those of Twilio's "Gather the
 * Required Business Information". Their texts say nothing of the persons, so that no log does.
 */
public sealed interface EndUserDetails {

    /** Twilio's name for such data. */
    String type();

    /** The data as Twilio takes them. */
    ObjectNode attributes();

    /**
     * A customer's business.
     *
     * @param name as it is registered
     * @param businessType such as Corporation or Limited Liability Corporation
     * @param industry such as TECHNOLOGY
     * @param registrationIdentifier such as EIN
     * @param registrationNumber the number of this kind
     * @param regionsOfOperation such as USA_AND_CANADA
     * @param website where it can be seen
     */
    record Business(
            String name,
            String businessType,
            String industry,
            String registrationIdentifier,
            String registrationNumber,
            String regionsOfOperation,
            URI website)
            implements EndUserDetails {
        /** Twilio's words for what kind of business it is. */
        public static final List<String> TYPES = List.of(
                "Sole Proprietorship",
                "Partnership",
                "Limited Liability Corporation",
                "Co-operative",
                "Non-profit Corporation",
                "Corporation");
        /** Twilio's words for what it does. */
        public static final List<String> INDUSTRIES = List.of(
                "AUTOMOTIVE",
                "AGRICULTURE",
                "BANKING",
                "CONSUMER",
                "EDUCATION",
                "ELECTRONICS",
                "ENERGY",
                "ENGINEERING",
                "FAST_MOVING_CONSUMER_GOODS",
                "FINANCIAL",
                "FINTECH",
                "FOOD_AND_BEVERAGE",
                "GOVERNMENT",
                "HEALTHCARE",
                "HOSPITALITY",
                "INSURANCE",
                "JEWELRY",
                "LEGAL",
                "MANUFACTURING",
                "MEDIA",
                "NOT_FOR_PROFIT",
                "OIL_AND_GAS",
                "ONLINE",
                "PROFESSIONAL_SERVICES",
                "RAW_MATERIALS",
                "REAL_ESTATE",
                "RELIGION",
                "RETAIL",
                "TECHNOLOGY",
                "TELECOMMUNICATIONS",
                "TRANSPORTATION",
                "TRAVEL");
        /** Twilio's words for the kinds of numbers that businesses are registered under. */
        public static final List<String> REGISTRATION_IDENTIFIERS =
                List.of("EIN", "DUNS", "CBN", "CN", "ACN", "CIN", "VAT", "VATRN", "RN", "Other");
        /** Twilio's words for where it is at work. */
        public static final List<String> REGIONS =
                List.of("AFRICA", "ASIA", "AUSTRALIA", "EUROPE", "LATIN_AMERICA", "USA_AND_CANADA");

        @Override
        public String type() {
            return "customer_profile_business_information";
        }

        @Override
        public ObjectNode attributes() {
            return object().put("business_name", name)
                    .put("business_type", businessType)
                    .put("business_industry", industry)
                    .put("business_registration_identifier", registrationIdentifier)
                    .put("business_registration_number", registrationNumber)
                    .put("business_regions_of_operation", regionsOfOperation)
                    // The customer's own numbers, not those of a reseller.
                    .put("business_identity", "direct_customer")
                    .put("website_url", website.toString());
        }

        @Override
        public String toString() {
            return "Business[…]";
        }
    }

    /**
     * The representative of the business.
     *
     * @param phoneNumber in E.164
     * @param businessTitle what is on the card
     * @param jobPosition such as CEO, Director or General Counsel
     */
    record Representative(
            String firstName,
            String lastName,
            String email,
            String phoneNumber,
            String businessTitle,
            String jobPosition)
            implements EndUserDetails {
        /** Twilio's words for what somebody is in the business. */
        public static final List<String> POSITIONS =
                List.of("Director", "GM", "VP", "CEO", "CFO", "General Counsel", "Other");

        @Override
        public String type() {
            return "authorized_representative_1";
        }

        @Override
        public ObjectNode attributes() {
            return object().put("first_name", firstName)
                    .put("last_name", lastName)
                    .put("email", email)
                    .put("phone_number", phoneNumber)
                    .put("business_title", businessTitle)
                    .put("job_position", jobPosition);
        }

        @Override
        public String toString() {
            return "Representative[…]";
        }
    }

    /**
     * The messaging profile of a business.
     *
     * @param companyType private, public, non-profit or government
     * @param listing where its shares are traded, if it is public
     * @param contactEmail whom the registry asks, if it is public
     */
    record MessagingProfile(String companyType, Optional<Listing> listing, Optional<String> contactEmail)
            implements EndUserDetails {
        /** A company whose shares are traded. */
        public static final String PUBLIC_COMPANY = "public";
        /** Twilio's words for who owns a business. */
        public static final List<String> COMPANY_TYPES = List.of("private", PUBLIC_COMPANY, "non-profit", "government");

        @Override
        public String type() {
            return "us_a2p_messaging_profile_information";
        }

        @Override
        public ObjectNode attributes() {
            var attributes = object().put("company_type", companyType);
            listing.ifPresent(shares ->
                    attributes.put("stock_exchange", shares.exchange()).put("stock_ticker", shares.ticker()));
            contactEmail.ifPresent(email -> attributes.put("brand_contact_email", email));
            return attributes;
        }

        @Override
        public String toString() {
            return "MessagingProfile[" + companyType + ", …]";
        }
    }

    /** The stock exchange, such as NASDAQ, and the ticker symbol. */
    record Listing(String exchange, String ticker) {}

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
