package dev.tenantry.twilio.simulator.trusthub;

import dev.tenantry.twilio.simulator.state.Resource;
import java.time.Instant;

/**
 * A part of a bundle (Twilio docs: Entity Assignments subresource).
 *
 * @param bundleSid the customer profile or trust product
 * @param objectSid the end user, supporting document or customer profile
 */
record EntityAssignment(String sid, String accountSid, String bundleSid, String objectSid, Instant dateCreated)
        implements Resource {
    @Override
    public String parentSid() {
        return bundleSid;
    }
}
