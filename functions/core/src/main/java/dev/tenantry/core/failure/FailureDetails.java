package dev.tenantry.core.failure;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringJoiner;

/**
 * Details of a failure, for people.
 *
 * @param summary the outcome first, then the reason: whole sentences in plain words, without secrets
 * @param nextAction who has to act and what they have to do, in whole sentences
 * @param twilioCode Twilio's error code, when Twilio gave one
 * @param httpStatus the status of Twilio's answer, when there was an answer
 * @param retryAfter how long Twilio asks to wait, when it does
 * @param moreInfo Twilio's page about the error, when there is one
 */
public record FailureDetails(
        String summary,
        String nextAction,
        OptionalInt twilioCode,
        OptionalInt httpStatus,
        Optional<Duration> retryAfter,
        Optional<URI> moreInfo) {

    /** Refuses nulls. */
    public FailureDetails {
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(nextAction, "nextAction");
        Objects.requireNonNull(twilioCode, "twilioCode");
        Objects.requireNonNull(httpStatus, "httpStatus");
        Objects.requireNonNull(retryAfter, "retryAfter");
        Objects.requireNonNull(moreInfo, "moreInfo");
    }

    /** Details of a failure that does not come from one of Twilio's answers. */
    public static FailureDetails of(String summary, String nextAction) {
        return new FailureDetails(
                summary, nextAction, OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty());
    }

    FailureDetails withNextAction(String other) {
        return new FailureDetails(summary, other, twilioCode, httpStatus, retryAfter, moreInfo);
    }

    /** The summary, the next action and Twilio's reference as one text. */
    String sentence() {
        var reference = new StringJoiner(", ", " (", ")").setEmptyValue("");
        twilioCode.ifPresent(code -> reference.add("Twilio error " + code));
        httpStatus.ifPresent(status -> reference.add("HTTP " + status));
        moreInfo.ifPresent(link -> reference.add(link.toString()));
        return summary + " " + nextAction + reference;
    }
}
