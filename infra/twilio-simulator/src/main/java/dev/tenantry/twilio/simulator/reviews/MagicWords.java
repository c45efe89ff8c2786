package dev.tenantry.twilio.simulator.reviews;

import dev.tenantry.twilio.simulator.domain.Outcome;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Words in what is reviewed that say how the review ends, such as {@code simulate:campaign=reject:30896} or
 * {@code simulate:brand=never}.
 */
final class MagicWords {
    private static final Pattern WORD =
            Pattern.compile("simulate:([a-z-]+)=(approve|never|reject)(?::(\\d{5}))?(?![\\w:])");

    private MagicWords() {}

    /** How they say that this review ends; the first ones decide. */
    static Optional<Outcome> in(Submission submission) {
        return WORD.matcher(submission.text())
                .results()
                .filter(word -> word.group(1).equals(submission.kind().word()))
                .findFirst()
                .map(word -> switch (word.group(2)) {
                    case "never" -> new Outcome.Never();
                    case "reject" ->
                        new Outcome.Reject(word.group(3) == null ? null : Integer.valueOf(word.group(3)), null);
                    default -> new Outcome.Approve();
                });
    }
}
