package dev.tenantry.twilio.simulator.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Customer profiles, trust products and what they consist of.
 *
 * @param customerProfiles customer profiles
 * @param trustProducts trust products
 * @param endUsers who somebody is
 * @param supportingDocuments what proves something
 * @param entityAssignments what each bundle consists of
 * @param evaluations what has been evaluated
 */
public record TrustHub(
        Resources<TrustBundle> customerProfiles,
        Resources<TrustBundle> trustProducts,
        Resources<EndUser> endUsers,
        Resources<SupportingDocument> supportingDocuments,
        Resources<EntityAssignment> entityAssignments,
        Resources<Evaluation> evaluations) {
    /** The parent account's own customer profile: approved, and made by hand in the Console. */
    public static final String PRIMARY_PROFILE_SID = "BU" + "0123456789abcdef".repeat(2);

    private static final String PRIMARY_POLICY_SID = "RN6433641899984f951173ef1738c3bdd0";

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
    public List<EntityAssignment> assignmentsOf(String bundleSid) {
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
    public List<TrustBundle> profilesOf(String bundleSid) {
        return assignmentsOf(bundleSid).stream()
                .flatMap(assignment -> customerProfiles.find(assignment.objectSid()).stream())
                .toList();
    }

    /** The bundles that an object is a part of. */
    public List<TrustBundle> bundlesWith(String objectSid) {
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
