package dev.tenantry.twilio.trusthub;

/**
 * Policy of Trust Hub: what a bundle has to consist of, by Twilio's SIDs, which are the same in every account
 * ("Onboarding guide for ISVs").
 */
public enum TrustPolicy {
    /** A customer profile: a customer's business. */
    CUSTOMER_PROFILE("RNdfbf3fae0e1107f8aded0e7cead80bf5"),
    /** A customer profile: a customer who is a sole proprietor. */
    STARTER_PROFILE("RN806dd6cd175f314e1f96a9727ee271f4"),
    /** A trust product: a business's messaging by A2P 10DLC. */
    A2P_MESSAGING("RNb0d4771c2c98518d916a3d4cd70a8f8b"),
    /** A trust product: a sole proprietor's messaging by A2P 10DLC. */
    SOLE_PROPRIETOR_MESSAGING("RN670d5d2e282a6130ae063b234b6019c8");

    private final String sid;

    TrustPolicy(String sid) {
        this.sid = sid;
    }

    /** {@code RN…}. */
    public String sid() {
        return sid;
    }
}
