package dev.tenantry.twilio.review;

import dev.tenantry.core.errorcode.ErrorCode;
import dev.tenantry.core.errorcode.ErrorCodes;
import dev.tenantry.core.errorcode.RejectionAdvice;
import dev.tenantry.core.errorcode.RejectionAdvice.Correction;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.twilio.internal.NextActions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Status of a review, which people at Twilio, at the registry or at the carriers do. */
public sealed interface ReviewStatus {

    /** Not submitted yet. */
    record Draft() implements ReviewStatus {}

    /**
     * Submitted and not decided yet.
     *
     * @param begun whether somebody is known to look at it
     */
    record Open(boolean begun) implements ReviewStatus {}

    /** Approved: the resource may be used. */
    record Approved() implements ReviewStatus {}

    /**
     * Rejected.
     *
     * @param reasons why; may be empty when nobody says
     * @param correction what Twilio's answer says of a correction
     */
    record Rejected(List<Rejection> reasons, Correction correction) implements ReviewStatus {
        /** Keeps a copy. */
        public Rejected {
            reasons = List.copyOf(reasons);
        }

        /** What is to be done about it, by Twilio's codes. */
        public RejectionAdvice advice() {
            return new RejectionAdvice(
                    reasons.stream()
                            .flatMapToInt(reason -> reason.code().stream())
                            .distinct()
                            .mapToObj(ErrorCodes::of)
                            .toList(),
                    correction);
        }

        /**
         * The failure of a step that needs it approved. Its code is the one that decides whether it may be submitted
         * again.
         *
         * @param subject what it is, with its article: {@code the A2P campaign QE…}
         */
        public NeedsHumanException toFailure(String subject) {
            return toFailure(subject, "was rejected. ");
        }

        /**
         * The same failure in other words.
         *
         * @param what what happened to it, up to the reasons
         */
        public NeedsHumanException toFailure(String subject, String what) {
            var advice = advice();
            var why = reasons.stream().map(Rejection::sentence).collect(Collectors.joining(" "));
            var code = advice.decisive();
            return new NeedsHumanException(new FailureDetails(
                    sentenceStart(subject) + " " + what + (why.isEmpty() ? "Twilio gives no reason." : why),
                    advice.nextAction(),
                    code.map(row -> OptionalInt.of(Integer.parseInt(row.code())))
                            .orElse(OptionalInt.empty()),
                    OptionalInt.empty(),
                    Optional.empty(),
                    code.map(ErrorCode::moreInfo)));
        }
    }

    /**
     * Approved once, and stopped since: suspended, or being deleted.
     *
     * @param word Twilio's, such as {@code SUSPENDED}
     * @param code Twilio's code for that, if it has one
     */
    record Stopped(String word, OptionalInt code) implements ReviewStatus {
        /** Stopped in a way that has no code. */
        public Stopped(String word) {
            this(word, OptionalInt.empty());
        }

        /** Stopped; a suspension has a code. */
        public static Stopped of(String word, int suspension) {
            return new Stopped(word, word.equals("SUSPENDED") ? OptionalInt.of(suspension) : OptionalInt.empty());
        }

        /**
         * The failure of a step that needs it approved.
         *
         * @param subject what it is, with its article
         */
        public NeedsHumanException toFailure(String subject) {
            var row = code.stream().mapToObj(ErrorCodes::of).findFirst();
            return new NeedsHumanException(new FailureDetails(
                    sentenceStart(subject) + " is stopped: its status is " + word + ".",
                    row.map(ErrorCode::instruction).orElse(NextActions.ASK_SUPPORT),
                    code,
                    OptionalInt.empty(),
                    Optional.empty(),
                    row.map(ErrorCode::moreInfo)));
        }
    }

    private static String sentenceStart(String subject) {
        return Character.toUpperCase(subject.charAt(0)) + subject.substring(1);
    }
}
