package dev.tenantry.twilio.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.core.errorcode.FailureClass;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.failure.TryAnotherException;
import dev.tenantry.core.failure.UnknownOutcomeException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLHandshakeException;

/**
 * Classification of failed calls as one of the five failures, which say what may be done next; see
 * {@code docs/adr/0005-failure-classes-and-leases.md}.
 */
public final class FailureClassifier {

    private static final int NOT_FOUND = 404;

    private final InstantSource clock;

    /** What only a failure needs: most functions never have one, and their initialization is not to pay for it. */
    private static final class OfFailures {
        private static final ObjectMapper JSON = new ObjectMapper();
    }

    public FailureClassifier(InstantSource clock) {
        this.clock = clock;
    }

    /** The failure of a call that Twilio answered with an error: by Twilio's code, else by the HTTP status. */
    ProvisioningFailure refused(TwilioCall call, ErrorResponseException response) {
        var body = ErrorBody.parse(response.body(), OfFailures.JSON);
        var retryAfter =
                response.headers().firstValue("Retry-After").flatMap(value -> RetryAfter.parse(value, clock.instant()));
        return failure(
                call,
                ErrorTable.of(response.status(), body.code()),
                new Evidence(OptionalInt.of(response.status()), body, retryAfter),
                null);
    }

    /**
     * Whether the refusal says that there is no such resource. A 404 without a code of Twilio's does not: it may come
     * from something else on the way, and must not pass for a deletion.
     */
    boolean meansGone(ErrorResponseException response) {
        var code = ErrorBody.parse(response.body(), OfFailures.JSON).code();
        return code.isPresent() && (response.status() == NOT_FOUND || ErrorTable.meansGone(code.getAsInt()));
    }

    /** The failure of a call that has no answer. Before there is a connection, nothing can have happened. */
    ProvisioningFailure unanswered(TwilioCall call, IOException cause) {
        var rule =
                switch (cause) {
                    case ConnectException e -> ErrorRule.notProcessed("no connection to Twilio could be made");
                    case HttpConnectTimeoutException e -> ErrorRule.notProcessed("connecting to Twilio took too long");
                    case SSLHandshakeException e ->
                        ErrorRule.notProcessed("no secure connection to Twilio could be made");
                    case HttpTimeoutException e -> ErrorRule.unknownOutcome("Twilio did not answer in time");
                    default -> ErrorRule.unknownOutcome("the connection to Twilio broke");
                };
        return failure(call, rule, Evidence.NONE, cause);
    }

    /**
     * The failure of a call whose answer was a success that cannot be used. Of the cause, the place is kept and not the
     * text: Twilio's library quotes whole answers in its messages, auth tokens included.
     */
    ProvisioningFailure unreadable(TwilioCall call, RuntimeException cause) {
        var place = new IllegalStateException(cause.getClass().getName());
        place.setStackTrace(cause.getStackTrace());
        return failure(call, ErrorRule.unknownOutcome("Twilio's answer could not be read"), Evidence.NONE, place);
    }

    private static ProvisioningFailure failure(TwilioCall call, ErrorRule rule, Evidence evidence, Throwable cause) {
        var settled = rule.settledFor(call);
        var outcome = settled.failure() == FailureClass.UNKNOWN_OUTCOME ? call.outcomeUnknown() : call.failed();
        var details = evidence.details(outcome + ": " + settled.reason(), settled.nextAction());
        return switch (settled.failure()) {
            case NOT_PROCESSED -> new NotProcessedException(details, cause);
            case UNKNOWN_OUTCOME -> new UnknownOutcomeException(details, cause);
            case TRY_ANOTHER -> new TryAnotherException(details, cause);
            case NEEDS_HUMAN -> new NeedsHumanException(details, cause);
            case PERMANENT -> new PermanentFailureException(details, cause);
        };
    }

    /** The evidence of Twilio's answer about the failure. */
    private record Evidence(OptionalInt status, ErrorBody body, Optional<Duration> retryAfter) {

        private static final Evidence NONE = new Evidence(
                OptionalInt.empty(),
                new ErrorBody(OptionalInt.empty(), Optional.empty(), Optional.empty()),
                Optional.empty());

        FailureDetails details(String outcome, String nextAction) {
            var words = body.message().map(text -> " Twilio's words: \"" + text + "\".");
            return new FailureDetails(
                    outcome + "." + words.orElse(""), nextAction, body.code(), status, retryAfter, body.moreInfo());
        }
    }
}
