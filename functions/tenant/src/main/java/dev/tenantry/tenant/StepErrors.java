package dev.tenantry.tenant;

import dev.tenantry.core.job.StepError;
import dev.tenantry.core.job.StepError.Upstream;
import dev.tenantry.twilio.failure.NeedsHumanException;
import dev.tenantry.twilio.failure.NotProcessedException;
import dev.tenantry.twilio.failure.PermanentFailureException;
import dev.tenantry.twilio.failure.ProvisioningFailure;
import dev.tenantry.twilio.failure.TryAnotherException;
import dev.tenantry.twilio.failure.UnknownOutcomeException;
import java.net.URI;
import java.util.Optional;

/** A failure at Twilio as the error of a step. */
public final class StepErrors {
    private StepErrors() {}

    /** The error of a step that failed so. */
    public static StepError of(ProvisioningFailure failure) {
        var upstream = failure.twilioCode().isPresent()
                ? Optional.of(new Upstream(
                        "twilio",
                        failure.twilioCode().getAsInt(),
                        failure.moreInfo().map(URI::toString).orElse("")))
                : Optional.<Upstream>empty();
        return new StepError(code(failure), failure.summary(), failure.nextAction(), retryable(failure), upstream);
    }

    /** What a step with this error failed with: the name by which its execution knows it. */
    public static Class<? extends ProvisioningFailure> failureOf(StepError error) {
        return switch (error.code()) {
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

    private static boolean retryable(ProvisioningFailure failure) {
        return !(failure instanceof PermanentFailureException);
    }
}
