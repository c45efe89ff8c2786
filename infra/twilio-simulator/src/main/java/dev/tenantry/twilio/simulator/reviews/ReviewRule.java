package dev.tenantry.twilio.simulator.reviews;

import dev.tenantry.twilio.simulator.rules.Frequency;
import dev.tenantry.twilio.simulator.rules.Rule;

/**
 * Rule for the decision of reviews that are submitted from now on.
 *
 * @param kind of what; null: of anything
 * @param accountSid whose; null: anybody's
 * @param sid of this very thing; null: of any
 * @param skip how many that it meets end as usual first
 * @param times how many it decides; null: one, or with a rate all
 * @param rate the share that it decides, 0 to 1, drawn from the seed; null: every one
 * @param outcome how they end
 * @param early whether they end, and their callbacks are sent, before the answer to the request that submits them
 */
public record ReviewRule(
        ReviewKind kind,
        String accountSid,
        String sid,
        int skip,
        Integer times,
        Double rate,
        ReviewOutcome outcome,
        boolean early)
        implements Rule<Submission> {
    /** Checks the ranges. */
    public ReviewRule {
        if (outcome == null) {
            throw new IllegalArgumentException("a rule needs an outcome");
        }
        if (outcome instanceof ReviewOutcome.Suspend) {
            throw new IllegalArgumentException("what is under review cannot be suspended");
        }
        new Frequency(skip, times, rate);
    }

    @Override
    public boolean meets(Submission submission) {
        return (kind == null || kind == submission.kind())
                && (accountSid == null || accountSid.equals(submission.accountSid()))
                && (sid == null || sid.equals(submission.sid()));
    }

    @Override
    public Frequency frequency() {
        return new Frequency(skip, times, rate);
    }
}
