package dev.tenantry.twilio.simulator.trusthub;

import dev.tenantry.twilio.simulator.state.Resource;
import java.time.Instant;
import java.util.List;

/**
 * A customer profile or a trust product: papers that are reviewed together (Twilio docs: Customer Profiles and Trust
 * Products resources, whose property names these are).
 *
 * @param errors why it was rejected; empty when it was not
 */
public record TrustBundle(
        String sid,
        String accountSid,
        String policySid,
        String friendlyName,
        BundleStatus status,
        Instant validUntil,
        String email,
        String statusCallback,
        List<Reason> errors,
        Instant dateCreated,
        Instant dateUpdated)
        implements Resource {
    /** A new bundle is a draft without errors. */
    public TrustBundle {
        status = status == null ? BundleStatus.DRAFT : status;
        errors = errors == null ? List.of() : List.copyOf(errors);
    }

    /** Why a bundle was rejected. */
    public record Reason(int code, String message) {}

    /** The same with another status and reasons. */
    public TrustBundle with(BundleStatus next, List<Reason> reasons, Instant now) {
        return new TrustBundle(
                sid,
                accountSid,
                policySid,
                friendlyName,
                next,
                validUntil,
                email,
                statusCallback,
                reasons,
                dateCreated,
                now);
    }
}
