package dev.tenantry.twilio.simulator.trusthub;

import dev.tenantry.twilio.simulator.state.Resource;
import java.time.Instant;
import java.util.List;

/**
 * Evaluation of a bundle against its policy (Twilio docs: Evaluations subresource, whose property names these are).
 *
 * @param bundleSid the customer profile or trust product
 * @param status compliant or noncompliant
 */
record Evaluation(
        String sid,
        String accountSid,
        String bundleSid,
        String policySid,
        String status,
        List<Result> results,
        Instant dateCreated)
        implements Resource {
    /** Defensive copy. */
    Evaluation {
        results = List.copyOf(results);
    }

    @Override
    public String parentSid() {
        return bundleSid;
    }

    /**
     * Whether one thing that the policy asks for is there.
     *
     * @param objectType the type of the part
     * @param failureReason the sentence; null when it passed
     * @param errorCode 22214 or 22216 when the part is missing; null when it is there
     * @param valid the attributes that are there
     * @param invalid those that are not
     */
    record Result(
            String friendlyName,
            String objectType,
            boolean passed,
            String failureReason,
            Integer errorCode,
            List<Field> valid,
            List<Field> invalid,
            String requirementFriendlyName,
            String requirementName) {
        /** Defensive copies. */
        Result {
            valid = List.copyOf(valid);
            invalid = List.copyOf(invalid);
        }
    }

    /**
     * An attribute that the policy asks for.
     *
     * @param failureReason the sentence; null when it is there
     * @param errorCode 22215, 22217 or 22219 when it is missing; null when it is there
     */
    record Field(String friendlyName, String objectField, String failureReason, Integer errorCode) {}
}
