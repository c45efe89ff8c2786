package dev.tenantry.twilio;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.twilio.ErrorRule.Verdict;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.NeedsHumanException;
import dev.tenantry.twilio.failure.NotProcessedException;
import dev.tenantry.twilio.failure.PermanentFailureException;
import dev.tenantry.twilio.failure.ProvisioningFailure;
import dev.tenantry.twilio.failure.TryAnotherException;
import dev.tenantry.twilio.failure.UnknownOutcomeException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLHandshakeException;

/** Turns what went wrong with a call into the failure that says what may be done next. */
final class FailureClassifier {

    private static final int NOT_FOUND = 404;

    private final ErrorTable table = new ErrorTable();
    private final ObjectMapper json = new ObjectMapper();
    private final InstantSource clock;

    FailureClassifier(InstantSource clock) {
        this.clock = clock;
    }

    /** The failure of a call that Twilio answered with an error: by Twilio's code, else by the HTTP status. */
    ProvisioningFailure refused(Attempt attempt, RefusedException refusal) {
        var body = ErrorBody.parse(refusal.body(), json);
        var known = body.code().isPresent() ? table.byCode(body.code().getAsInt()) : Optional.<ErrorRule>empty();
        var retryAfter =
                refusal.headers().firstValue("Retry-After").flatMap(value -> RetryAfter.parse(value, clock.instant()));
        return failure(
                attempt,
                known.orElseGet(() -> ErrorTable.byStatus(refusal.status())),
                new Evidence(OptionalInt.of(refusal.status()), body, retryAfter),
                null);
    }

    /**
     * Whether the refusal says that there is no such resource. A 404 without a code of Twilio's does not: it may come
     * from something else on the way, and must not pass for a deletion.
     */
    boolean meansGone(RefusedException refusal) {
        var code = ErrorBody.parse(refusal.body(), json).code();
        return code.isPresent() && (refusal.status() == NOT_FOUND || table.meansGone(code.getAsInt()));
    }

    /** The failure of a call that has no answer. Before there is a connection, nothing can have happened. */
    ProvisioningFailure unanswered(Attempt attempt, IOException cause) {
        var rule =
                switch (cause) {
                    case ConnectException e -> ErrorRule.notProcessed("no connection to Twilio came about");
                    case HttpConnectTimeoutException e -> ErrorRule.notProcessed("connecting to Twilio took too long");
                    case SSLHandshakeException e -> ErrorRule.notProcessed("no safe connection to Twilio came about");
                    case HttpTimeoutException e -> ErrorRule.inDoubt("Twilio did not answer in time");
                    default -> ErrorRule.inDoubt("the connection to Twilio broke");
                };
        return failure(attempt, rule, Evidence.NONE, cause);
    }

    /**
     * The failure of a call whose answer was a success that cannot be used. Of the cause, the place is kept and not the
     * text: Twilio's library quotes whole answers in its messages, auth tokens included.
     */
    ProvisioningFailure unreadable(Attempt attempt, RuntimeException cause) {
        var place = new IllegalStateException(cause.getClass().getName());
        place.setStackTrace(cause.getStackTrace());
        return failure(attempt, ErrorRule.inDoubt("Twilio's answer could not be read"), Evidence.NONE, place);
    }

    private static ProvisioningFailure failure(Attempt attempt, ErrorRule rule, Evidence evidence, Throwable cause) {
        var settled = rule.settledFor(attempt.effect());
        var outcome = settled.verdict() == Verdict.IN_DOUBT ? attempt.inDoubt() : attempt.failed();
        var details = evidence.details(outcome + ": " + settled.reason(), settled.nextAction());
        return switch (settled.verdict()) {
            case NOT_PROCESSED -> new NotProcessedException(details, cause);
            case IN_DOUBT -> new UnknownOutcomeException(details, cause);
            case TRY_ANOTHER -> new TryAnotherException(details, cause);
            case NEEDS_HUMAN -> new NeedsHumanException(details, cause);
            case PERMANENT -> new PermanentFailureException(details, cause);
        };
    }

    /** What Twilio's answer says about the failure. */
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
