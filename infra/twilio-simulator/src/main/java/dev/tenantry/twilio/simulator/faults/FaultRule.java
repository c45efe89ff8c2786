package dev.tenantry.twilio.simulator.faults;

import java.util.Map;

/**
 * Which requests fail, and how.
 *
 * @param method the HTTP method; null: any
 * @param host the product's host, such as {@code messaging.twilio.com}; null: any
 * @param path the path behind the host; {@code *} stands for anything within a segment, {@code **} for anything; null:
 *     any
 * @param parameters query or form parameters that must have these values; null: any
 * @param skip how many matching requests go well first
 * @param times how many requests fail; null: one, or with a rate all
 * @param rate the share of matching requests that fails, 0 to 1, drawn from the seed; null: every one
 * @param fault how they fail
 */
public record FaultRule(
        String method,
        String host,
        String path,
        Map<String, String> parameters,
        int skip,
        Integer times,
        Double rate,
        Fault fault) {
    /** Checks the ranges. */
    public FaultRule {
        if (fault == null) {
            throw new IllegalArgumentException("a rule needs a fault");
        }
        if (skip < 0 || (times != null && times < 1) || (rate != null && (rate < 0 || rate > 1))) {
            throw new IllegalArgumentException("skip is at least 0, times at least 1, rate between 0 and 1");
        }
        parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
    }
}
