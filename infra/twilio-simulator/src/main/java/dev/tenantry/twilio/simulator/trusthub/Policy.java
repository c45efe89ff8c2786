package dev.tenantry.twilio.simulator.trusthub;

import java.util.List;
import java.util.Optional;

/**
 * Policy: the parts that a bundle must have, beside a customer profile (Twilio docs: Policies resource; A2P 10DLC
 * onboarding guide for ISVs).
 *
 * @param sid Twilio's SID, the same in every account
 * @param isForCustomerProfiles whether it is for customer profiles; else it is for trust products
 * @param needsAddress whether the bundle needs a document with an address
 * @param endUsers the end users that the bundle needs
 */
record Policy(String sid, boolean isForCustomerProfiles, boolean needsAddress, List<Part> endUsers) {
    private static final Policy SECONDARY_CUSTOMER_PROFILE = new Policy(
            "RNdfbf3fae0e1107f8aded0e7cead80bf5",
            true,
            true,
            List.of(
                    new Part(
                            "customer_profile_business_information",
                            "Business Information",
                            List.of(
                                    "business_name",
                                    "business_type",
                                    "business_identity",
                                    "business_industry",
                                    "business_registration_identifier",
                                    "business_registration_number",
                                    "business_regions_of_operation",
                                    "website_url")),
                    new Part(
                            "authorized_representative_1",
                            "Authorized Representative 1",
                            List.of(
                                    "first_name",
                                    "last_name",
                                    "email",
                                    "phone_number",
                                    "business_title",
                                    "job_position"))));
    private static final Policy STARTER_CUSTOMER_PROFILE = new Policy(
            "RN806dd6cd175f314e1f96a9727ee271f4",
            true,
            true,
            List.of(new Part(
                    "starter_customer_profile_information",
                    "Information",
                    List.of("first_name", "last_name", "email", "phone_number"))));
    private static final Policy A2P_MESSAGING = new Policy(
            "RNb0d4771c2c98518d916a3d4cd70a8f8b",
            false,
            false,
            List.of(new Part(
                    "us_a2p_messaging_profile_information",
                    "US A2P Messaging Profile Information",
                    List.of("company_type"))));
    private static final Policy SOLE_PROPRIETOR_MESSAGING = new Policy(
            "RN670d5d2e282a6130ae063b234b6019c8",
            false,
            false,
            List.of(new Part(
                    "sole_proprietor_information",
                    "Sole Proprietor Information",
                    List.of("brand_name", "mobile_phone_number", "vertical"))));
    private static final List<Policy> ALL =
            List.of(SECONDARY_CUSTOMER_PROFILE, STARTER_CUSTOMER_PROFILE, A2P_MESSAGING, SOLE_PROPRIETOR_MESSAGING);

    /** Defensive copy. */
    Policy {
        endUsers = List.copyOf(endUsers);
    }

    /**
     * An end user that a bundle needs.
     *
     * @param type the end user's type
     * @param name what people call it
     * @param fields the attributes that it must have
     */
    record Part(String type, String name, List<String> fields) {
        /** Defensive copy. */
        Part {
            fields = List.copyOf(fields);
        }
    }

    /** The policy with this SID. */
    static Optional<Policy> of(String sid) {
        return ALL.stream().filter(policy -> policy.sid.equals(sid)).findFirst();
    }
}
