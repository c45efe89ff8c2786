package dev.tenantry.twilio.simulator.reviews;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Directives in the texts of a submission that say how its review ends, such as {@code simulate:campaign=reject:30896}
 * or {@code simulate:brand=never}.
 */
final class ReviewDirectives {
    private static final Pattern DIRECTIVE =
            Pattern.compile("simulate:([a-z-]+)=(approve|never|reject)(?::(\\d{5}))?(?![\\w:])");

    private ReviewDirectives() {}

    /** The outcome that the first directive for this kind of review names. */
    static Optional<ReviewOutcome> in(Submission submission) {
        return DIRECTIVE
                .matcher(submission.text())
                .results()
                .filter(directive -> directive.group(1).equals(submission.kind().wireName()))
                .findFirst()
                .map(directive -> switch (directive.group(2)) {
                    case "never" -> new ReviewOutcome.Never();
                    case "reject" ->
                        new ReviewOutcome.Reject(
                                directive.group(3) == null ? null : Integer.valueOf(directive.group(3)), null);
                    default -> new ReviewOutcome.Approve();
                });
    }
}
