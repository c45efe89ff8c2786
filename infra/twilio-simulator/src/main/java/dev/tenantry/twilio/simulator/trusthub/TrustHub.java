package dev.tenantry.twilio.simulator.trusthub;

import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Customer profiles, trust products and what they consist of. Use it inside a transaction. */
public final class TrustHub {
    /** The parent account's own customer profile: approved, and created manually in the Console. */
    public static final String PRIMARY_PROFILE_SID = "BU" + "0123456789abcdef".repeat(2);

    private static final String PRIMARY_POLICY_SID = "RN6433641899984f951173ef1738c3bdd0";

    private final ResourceTable<TrustBundle> customerProfiles;
    private final ResourceTable<TrustBundle> trustProducts;
    private final ResourceTable<EndUser> endUsers;
    private final ResourceTable<SupportingDocument> supportingDocuments;
    private final ResourceTable<EntityAssignment> entityAssignments;
    private final ResourceTable<Evaluation> evaluations;

    TrustHub(TwilioState state) {
        this.customerProfiles = state.resources("customer_profiles", TrustBundle.class);
        this.trustProducts = state.resources("trust_products", TrustBundle.class);
        this.endUsers = state.resources("end_users", EndUser.class);
        this.supportingDocuments = state.resources("supporting_documents", SupportingDocument.class);
        this.entityAssignments = state.resources("entity_assignments", EntityAssignment.class);
        this.evaluations = state.resources("evaluations", Evaluation.class);
    }

    /** Customer profiles. */
    public ResourceTable<TrustBundle> customerProfiles() {
        return customerProfiles;
    }

    /** Trust products. */
    public ResourceTable<TrustBundle> trustProducts() {
        return trustProducts;
    }

    ResourceTable<EndUser> endUsers() {
        return endUsers;
    }

    ResourceTable<SupportingDocument> supportingDocuments() {
        return supportingDocuments;
    }

    ResourceTable<EntityAssignment> entityAssignments() {
        return entityAssignments;
    }

    ResourceTable<Evaluation> evaluations() {
        return evaluations;
    }

    /** Makes the parent account's profile, unless it is there. */
    void openPrimaryProfile(String accountSid, Instant now) {
        if (customerProfiles.find(PRIMARY_PROFILE_SID).isEmpty()) {
            customerProfiles.save(new TrustBundle(
                    PRIMARY_PROFILE_SID,
                    accountSid,
                    PRIMARY_POLICY_SID,
                    "Primary customer profile",
                    BundleStatus.TWILIO_APPROVED,
                    null,
                    "compliance@example.com",
                    null,
                    List.of(),
                    now,
                    now));
        }
    }

    /** What a bundle consists of, newest first. */
    List<EntityAssignment> assignmentsOf(String bundleSid) {
        return entityAssignments.all().reversed().stream()
                .filter(assignment -> assignment.bundleSid().equals(bundleSid))
                .toList();
    }

    /** The end users and documents of a bundle. */
    public List<BundlePart> partsOf(String bundleSid) {
        return assignmentsOf(bundleSid).stream()
                .flatMap(assignment -> part(assignment.objectSid()).stream())
                .toList();
    }

    /** The customer profiles of a bundle. */
    List<TrustBundle> profilesOf(String bundleSid) {
        return assignmentsOf(bundleSid).stream()
                .flatMap(assignment -> customerProfiles.find(assignment.objectSid()).stream())
                .toList();
    }

    /** The bundles that an object is a part of. */
    List<TrustBundle> bundlesWith(String objectSid) {
        return entityAssignments.all().stream()
                .filter(assignment -> assignment.objectSid().equals(objectSid))
                .flatMap(assignment -> bundle(assignment.bundleSid()).stream())
                .toList();
    }

    /** The customer profile or trust product with this SID. */
    public Optional<TrustBundle> bundle(String sid) {
        return customerProfiles.find(sid).or(() -> trustProducts.find(sid));
    }

    private Optional<BundlePart> part(String sid) {
        return Stream.concat(endUsers.find(sid).stream(), supportingDocuments.find(sid).stream())
                .map(BundlePart.class::cast)
                .findFirst();
    }
}
