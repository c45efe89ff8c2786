package dev.tenantry.core.job;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How a job is rolled back.
 *
 * @param numbers what becomes of the phone numbers
 * @param closeAccount whether the subaccount is closed in the end. Twilio opens no closed account again, so this is a
 *     choice of its own; otherwise it is kept, empty, for the next job
 */
public record Rollback(Numbers numbers, boolean closeAccount) {
    /** What is chosen for somebody who chooses nothing. */
    public static final Rollback DEFAULT = new Rollback(Numbers.RELEASE, false);

    /**
     * The steps in the order in which they are undone: what uses something goes before it, and what costs money goes as
     * early as it can.
     */
    public static final List<StepName> ORDER = List.of(
            StepName.REGISTER_NUMBERS,
            StepName.REGISTER_CAMPAIGN,
            StepName.VERIFY_TOLL_FREE_NUMBERS,
            StepName.ATTACH_NUMBERS,
            StepName.BUY_NUMBERS,
            StepName.SET_EMERGENCY_ADDRESS,
            StepName.CREATE_VERIFY_SERVICE,
            StepName.CREATE_SIP_TRUNK,
            StepName.CREATE_TWIML_APPLICATION,
            StepName.CREATE_MESSAGING_SERVICE,
            StepName.SET_SPEND_ALARM,
            StepName.SUBSCRIBE_TO_EVENTS,
            StepName.REGISTER_BRAND,
            StepName.REGISTER_TRUST_PRODUCT,
            StepName.REGISTER_CUSTOMER_PROFILE,
            StepName.CREATE_API_KEY,
            StepName.CREATE_SUBACCOUNT,
            StepName.CHECK_SETUP);

    /** What becomes of the phone numbers. */
    public enum Numbers {
        /** They go back to Twilio, for good: a number that was given up can hardly be had again. */
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
