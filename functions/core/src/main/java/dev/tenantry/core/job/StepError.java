package dev.tenantry.core.job;

import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.failure.TryAnotherException;
import dev.tenantry.core.failure.UnknownOutcomeException;
import java.net.URI;
import java.util.Optional;

/**
 * Error of a failed step, for people.
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

    /** The error of a step that failed with this failure. */
    public static StepError of(ProvisioningFailure failure) {
        var retryable = !(failure instanceof PermanentFailureException);
        return new StepError(code(failure), failure.summary(), failure.nextAction(), retryable, upstream(failure));
    }

    /** The class of the failure that this error was made of, by whose name the step's execution knows it. */
    public Class<? extends ProvisioningFailure> failureClass() {
        return switch (code) {
            case "not-processed" -> NotProcessedException.class;
            case "unknown-outcome" -> UnknownOutcomeException.class;
            case "try-another" -> TryAnotherException.class;
            case "needs-human" -> NeedsHumanException.class;
            default -> PermanentFailureException.class;
        };
    }

    private static String code(ProvisioningFailure failure) {
        return switch (failure) {
            case NotProcessedException _ -> "not-processed";
            case UnknownOutcomeException _ -> "unknown-outcome";
            case TryAnotherException _ -> "try-another";
            case NeedsHumanException _ -> "needs-human";
            case PermanentFailureException _ -> "permanent";
        };
    }

    private static Optional<Upstream> upstream(ProvisioningFailure failure) {
        return failure.twilioCode().isEmpty()
                ? Optional.empty()
                : Optional.of(new Upstream(
                        "twilio",
                        failure.twilioCode().getAsInt(),
                        failure.moreInfo().map(URI::toString).orElse("")));
    }
}
