package dev.tenantry.twilio.simulator.reviews;

import dev.tenantry.twilio.simulator.accounts.Accounts;
import dev.tenantry.twilio.simulator.callbacks.Outbox;
import dev.tenantry.twilio.simulator.rules.RuleSet;
import dev.tenantry.twilio.simulator.state.TwilioState;
import dev.tenantry.twilio.simulator.timing.WorkSchedule;

/** Begins and ends reviews when they are due. */
public final class ReviewScheduler implements AutoCloseable {
    private final RuleSet<Submission, ReviewRule> rules;
    private final ReviewQueue queue;
    private final WorkSchedule schedule;

    /**
     * A scheduler that is not started yet.
     *
     * @param outbox for the callbacks that reviews cause
     * @param speed what the time of reviews is divided by
     */
    public ReviewScheduler(TwilioState state, Accounts accounts, Outbox outbox, double speed) {
        var seed = state.settings().seed();
        this.rules = new RuleSet<>(seed);
        this.queue = new ReviewQueue(state, accounts, outbox, new ReviewTimes(seed, speed), rules);
        this.schedule = new WorkSchedule("twilio-reviews", queue::advance, state::instant);
        queue.onSubmission(schedule::wake);
    }

    /** The reviews that are open. */
    public ReviewQueue queue() {
        return queue;
    }

    /** The rules by which reviews end. */
    public RuleSet<Submission, ReviewRule> rules() {
        return rules;
    }

    /** Continues the reviews that were open, and begins those that are submitted. */
    public void start() {
        queue.recover();
        schedule.start();
    }

    /** Ends the reviews that this thread is to end before the answer that it is about to give. */
    public void endBeforeAnswer() {
        queue.endBeforeAnswer();
    }

    @Override
    public void close() {
        schedule.close();
    }
}
