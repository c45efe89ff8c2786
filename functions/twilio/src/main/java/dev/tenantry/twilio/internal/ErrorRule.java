package dev.tenantry.twilio.internal;

import dev.tenantry.core.errorcode.FailureClass;

/**
 * Treatment of one kind of error response, and the words about it.
 *
 * @param failure which failure it becomes
 * @param reason why, as the end of a sentence: lower case, no full stop
 * @param nextAction who has to act and what they have to do; whole sentences
 */
record ErrorRule(FailureClass failure, String reason, String nextAction) {

    /** The advice when nothing happened and the same call may be sent again. */
    static final String TRY_AGAIN =
            "Nothing has changed, so it is tried again by itself for a while. If it still fails, operator: retry the job.";

    /** The advice when something may have been created. */
    static final String LOOK_UP =
            "It is looked up before it is tried again, by itself for a while. If it still fails, operator: retry the job.";

    /**
     * This rule for a call: what is unknown for a write has not happened for a read, and another number helps a search
     * or a purchase only.
     */
    ErrorRule settledFor(TwilioCall call) {
        return switch (failure) {
            case UNKNOWN_OUTCOME -> call.effect() == TwilioCall.Effect.READ ? notProcessed(reason) : this;
            case TRY_ANOTHER ->
                call.buys() || call.effect() == TwilioCall.Effect.READ
                        ? this
                        : needsHuman(reason, "Operator: check that the number was not released, then retry the job.");
            case NOT_PROCESSED, NEEDS_HUMAN, PERMANENT -> this;
        };
    }

    /** A rule for what may simply be tried again. */
    static ErrorRule notProcessed(String reason) {
        return new ErrorRule(FailureClass.NOT_PROCESSED, reason, TRY_AGAIN);
    }

    /** A rule for what has to be looked up before it is tried again. */
    static ErrorRule unknownOutcome(String reason) {
        return new ErrorRule(FailureClass.UNKNOWN_OUTCOME, reason, LOOK_UP);
    }

    /** A rule for what a person has to act on. */
    static ErrorRule needsHuman(String reason, String nextAction) {
        return new ErrorRule(FailureClass.NEEDS_HUMAN, reason, nextAction);
    }

    /** A rule for what repeating cannot help. */
    static ErrorRule permanent(String reason, String nextAction) {
        return new ErrorRule(FailureClass.PERMANENT, reason, nextAction);
    }
}
