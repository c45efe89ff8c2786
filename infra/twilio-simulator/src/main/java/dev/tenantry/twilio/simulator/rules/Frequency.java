package dev.tenantry.twilio.simulator.rules;

/**
 * Frequency with which a rule applies.
 *
 * @param skip how many things that it meets go well first
 * @param times how many it strikes; null: one, or with a rate all
 * @param rate the share of them that it strikes, 0 to 1, drawn from the seed; null: every one
 */
public record Frequency(int skip, Integer times, Double rate) {
    /** Checks the ranges. */
    public Frequency {
        if (skip < 0 || (times != null && times < 1) || (rate != null && (rate < 0 || rate > 1))) {
            throw new IllegalArgumentException("skip is at least 0, times at least 1, rate between 0 and 1");
        }
    }
}
