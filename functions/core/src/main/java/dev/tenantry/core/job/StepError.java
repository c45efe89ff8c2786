package dev.tenantry.core.job;

import java.util.Optional;

/**
 * Why a step failed, for people.
 *
 * @param code a stable word for the kind of failure, e.g. {@code needs-human}
 * @param message what happened, the outcome first
 * @param nextAction who must act, and what to do
 * @param retryable whether the same step may succeed when it is tried again unchanged
 * @param upstream the answer of the system that refused, if one did
 */
public record StepError(
        String code, String message, String nextAction, boolean retryable, Optional<Upstream> upstream) {

    /**
     * The answer of a system that refused.
     *
     * @param provider e.g. {@code twilio}
     * @param code its own error code, e.g. {@code 21422}
     * @param moreInfo where it documents the code
     */
    public record Upstream(String provider, int code, String moreInfo) {}
}
