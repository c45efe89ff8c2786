package dev.tenantry.twilio;

/**
 * How one kind of refusal is treated and told.
 *
 * @param verdict which failure it becomes
 * @param reason why, as the end of a sentence: lower case, no full stop
 * @param nextAction who has to act and what they have to do; whole sentences
 */
record ErrorRule(Verdict verdict, String reason, String nextAction) {

    /** The advice when nothing happened and the same call may be sent again. */
    static final String TRY_AGAIN =
            "Nothing has changed, so it is tried again by itself for a while. If it still fails, operator: retry the job.";

    /** The advice when something may have been created. */
    static final String LOOK_UP =
            "It is looked up before it is tried again, by itself for a while. If it still fails, operator: retry the job.";

    /** What a refusal says about the call. */
    enum Verdict {
        /** Twilio did not act on it. */
        NOT_PROCESSED,
        /** Twilio may or may not have acted on it: see {@link #settledFor}. */
        IN_DOUBT,
        /** Another phone number has to be chosen. */
        TRY_ANOTHER,
        /** A person has to act. */
        NEEDS_HUMAN,
        /** Repeating cannot help. */
        PERMANENT
    }

    /** This rule for a call with that effect: what is in doubt for a write has not happened for a read. */
    ErrorRule settledFor(Attempt.Effect effect) {
        return verdict == Verdict.IN_DOUBT && effect == Attempt.Effect.READ ? notProcessed(reason) : this;
    }

    /** A rule for what may simply be tried again. */
    static ErrorRule notProcessed(String reason) {
        return new ErrorRule(Verdict.NOT_PROCESSED, reason, TRY_AGAIN);
    }

    /** A rule for what has to be looked up before it is tried again. */
    static ErrorRule inDoubt(String reason) {
        return new ErrorRule(Verdict.IN_DOUBT, reason, LOOK_UP);
    }
}
