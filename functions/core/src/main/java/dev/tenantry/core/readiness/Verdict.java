package dev.tenantry.core.readiness;

import dev.tenantry.core.errorcode.Actor;
import dev.tenantry.core.errorcode.ErrorCode;
import java.time.Instant;
import java.util.Optional;

/** Whether a sender may send to a class of destination. */
public sealed interface Verdict {
    /**
     * It may.
     *
     * @param since since when, if something had to be registered for it
     * @param provided what else has to hold, which nobody can see from here; empty when nothing has
     */
    record Ready(Optional<Instant> since, Optional<String> provided) implements Verdict {}

    /**
     * It may not yet, and will without anybody's doing.
     *
     * @param refusal the code with which Twilio refuses until then
     * @param reason what it waits for
     * @param whoActs who has to act: nobody in the organisation
     * @param waitsFor whose turn it is, for people
     * @param since since when
     * @param usually how long that usually takes, for people, if anybody knows
     * @param expected when that is, where it is known in days, and where nothing else has to follow
     */
    record NotYet(
            ErrorCode refusal,
            String reason,
            Actor whoActs,
            String waitsFor,
            Optional<Instant> since,
            Optional<String> usually,
            Optional<ExpectedTime> expected)
            implements Verdict {}

    /**
     * It may not, until somebody acts.
     *
     * @param refusal the code with which Twilio refuses; empty for a sender that cannot do such a thing at all
     * @param reason why
     * @param whoActs who has to act
     * @param nextAction who has to do what
     * @param cause the code with which the registration was rejected, if it was
     */
    record No(Optional<ErrorCode> refusal, String reason, Actor whoActs, String nextAction, Optional<ErrorCode> cause)
            implements Verdict {}
}
