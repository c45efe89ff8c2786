package dev.tenantry.core.failure;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A step that did not succeed, with what a person has to know and what may be done next.
 *
 * <p>{@link #getMessage()} is what people read in the execution viewer of Step Functions: the outcome first, then the
 * reason, then the next action, then Twilio's reference. It holds no secret.
 */
public abstract sealed class ProvisioningFailure extends RuntimeException
        permits NotProcessedException,
                UnknownOutcomeException,
                TryAnotherException,
                NeedsHumanException,
                PermanentFailureException {

    private static final long serialVersionUID = 1L;

    /** Transient because a failure leaves this process as its class's name and its message, never as an object. */
    private final transient FailureDetails details;

    ProvisioningFailure(FailureDetails details, Throwable cause) {
        super(details.sentence(), cause);
        this.details = details;
    }

    /** The outcome of the step and its reason, in plain words, without the next action. */
    public String summary() {
        return details.summary();
    }

    /** The next action: who has to act, and what they have to do. */
    public String nextAction() {
        return details.nextAction();
    }

    /** The same failure, from the same place, with another next action. */
    public ProvisioningFailure withNextAction(String other) {
        var reworded = details.withNextAction(other);
        var failure =
                switch (this) {
                    case NotProcessedException _ -> new NotProcessedException(reworded, getCause());
                    case UnknownOutcomeException _ -> new UnknownOutcomeException(reworded, getCause());
                    case TryAnotherException _ -> new TryAnotherException(reworded, getCause());
                    case NeedsHumanException _ -> new NeedsHumanException(reworded, getCause());
                    case PermanentFailureException _ -> new PermanentFailureException(reworded, getCause());
                };
        failure.setStackTrace(getStackTrace());
        return failure;
    }

    /** Twilio's error code, as listed in its "Error and Warning Dictionary"; empty when Twilio gave none. */
    public OptionalInt twilioCode() {
        return details.twilioCode();
    }

    /** The status of Twilio's HTTP answer; empty when there was no answer. */
    public OptionalInt httpStatus() {
        return details.httpStatus();
    }

    /** The time that Twilio asks to wait before the next try, from its {@code Retry-After} header. */
    public Optional<Duration> retryAfter() {
        return details.retryAfter();
    }

    /** Twilio's page about this error. */
    public Optional<URI> moreInfo() {
        return details.moreInfo();
    }
}
