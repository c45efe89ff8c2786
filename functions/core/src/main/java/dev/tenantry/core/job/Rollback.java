package dev.tenantry.core.job;

import dev.tenantry.core.catalog.StepName;
import java.util.Arrays;
import java.util.Optional;

/**
 * Options of a rollback.
 *
 * @param numbers what becomes of the phone numbers
 * @param closeAccount whether the subaccount is closed in the end. Twilio opens no closed account again, so this is a
 *     choice of its own; otherwise it is kept, empty, for the next job
 */
public record Rollback(Numbers numbers, boolean closeAccount) {
    /** The options of a rollback that names none. */
    public static final Rollback DEFAULT = new Rollback(Numbers.RELEASE, false);

    /** The choices for the phone numbers. */
    public enum Numbers {
        /** They go back to Twilio, for good: a released number can hardly be bought again. */
        RELEASE("release"),
        /** They go to the operator's main account, which pays for them from then on. */
        MOVE_TO_POOL("move-to-pool");

        private final String word;

        Numbers(String word) {
            this.word = word;
        }

        /** The choice in the API. */
        public String word() {
            return word;
        }

        /** The choice of this word, if there is one. */
        public static Optional<Numbers> ofWord(String word) {
            return Arrays.stream(values())
                    .filter(choice -> choice.word.equals(word))
                    .findFirst();
        }
    }

    /** Whether this step is one that must be undone: not one that the plan left out, nor the subaccount if it stays. */
    public boolean concerns(Step step) {
        return step.status() != StepStatus.SKIPPED && (closeAccount || step.name() != StepName.CREATE_SUBACCOUNT);
    }
}
