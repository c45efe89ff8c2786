package dev.tenantry.twilio.simulator.trusthub;

import dev.tenantry.twilio.simulator.reviews.ReviewKind;
import dev.tenantry.twilio.simulator.state.ResourceTable;

/** The two types of bundles of Trust Hub: they differ in their names only. */
enum BundleType {
    CUSTOMER_PROFILE("CustomerProfiles", "CustomerProfileSid", "customer_profiles", ReviewKind.CUSTOMER_PROFILE),
    TRUST_PRODUCT("TrustProducts", "TrustProductSid", "trust_products", ReviewKind.TRUST_PRODUCT);

    private final String collection;
    private final String variable;
    private final String linkPrefix;
    private final ReviewKind reviewKind;

    BundleType(String collection, String variable, String linkPrefix, ReviewKind reviewKind) {
        this.collection = collection;
        this.variable = variable;
        this.linkPrefix = linkPrefix;
        this.reviewKind = reviewKind;
    }

    String path() {
        return "/v1/" + collection;
    }

    String url(String sid) {
        return "https://trusthub.twilio.com" + path() + "/" + sid;
    }

    /** The variable of paths of what is within a bundle. */
    String variable() {
        return variable;
    }

    String linkPrefix() {
        return linkPrefix;
    }

    ReviewKind reviewKind() {
        return reviewKind;
    }

    boolean takes(Policy policy) {
        return policy.isForCustomerProfiles() == (this == CUSTOMER_PROFILE);
    }

    ResourceTable<TrustBundle> bundles(TrustHub trustHub) {
        return switch (this) {
            case CUSTOMER_PROFILE -> trustHub.customerProfiles();
            case TRUST_PRODUCT -> trustHub.trustProducts();
        };
    }
}
