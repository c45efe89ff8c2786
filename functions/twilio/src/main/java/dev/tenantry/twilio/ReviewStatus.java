package dev.tenantry.twilio;

import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.NeedsHumanException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** How far the review of something is, which people at Twilio, at the registry or at the carriers do. */
public sealed interface ReviewStatus {

    /** It has not been submitted. */
    record Draft() implements ReviewStatus {}

    /**
     * It has been submitted and not been decided.
     *
     * @param begun whether somebody is known to look at it
     */
    record Open(boolean begun) implements ReviewStatus {}

    /** It may be used. */
    record Approved() implements ReviewStatus {}

    /**
     * It was rejected.
     *
     * @param reasons why; may be empty when nobody says
     * @param correctable whether it may be corrected and submitted again
     */
    record Rejected(List<Rejection> reasons, boolean correctable) implements ReviewStatus {

        /** Keeps a copy. */
        public Rejected {
            reasons = List.copyOf(reasons);
        }

        /**
         * The failure of a step that needs it approved.
         *
         * @param subject what it is, with its article: {@code the A2P campaign QE…}
         */
        public NeedsHumanException toFailure(String subject) {
            var why = reasons.stream().map(Rejection::sentence).collect(Collectors.joining(" "));
            return new NeedsHumanException(new FailureDetails(
                    sentenceStart(subject) + " was rejected. " + (why.isEmpty() ? "Twilio gives no reason." : why),
                    correctable ? ErrorTable.CORRECT_DATA : ErrorTable.NOT_CORRECTABLE,
                    reasons.stream()
                            .map(Rejection::code)
                            .filter(OptionalInt::isPresent)
                            .findFirst()
                            .orElse(OptionalInt.empty()),
                    OptionalInt.empty(),
                    Optional.empty(),
                    reasons.stream()
                            .flatMap(reason -> reason.moreInfo().stream())
                            .findFirst()));
        }
    }

    /**
     * It was approved once, and is stopped: suspended, or being deleted.
     *
     * @param word Twilio's, such as {@code SUSPENDED}
     */
    record Stopped(String word) implements ReviewStatus {

        /**
         * The failure of a step that needs it approved.
         *
         * @param subject what it is, with its article
         */
        public NeedsHumanException toFailure(String subject) {
            return new NeedsHumanException(FailureDetails.of(
                    sentenceStart(subject) + " is stopped: its status is " + word + ".", ErrorTable.SUPPORT));
        }
    }

    private static String sentenceStart(String subject) {
        return Character.toUpperCase(subject.charAt(0)) + subject.substring(1);
    }
}
