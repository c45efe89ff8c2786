package dev.tenantry.twilio.simulator.faults;

import dev.tenantry.twilio.simulator.rules.Frequency;
import dev.tenantry.twilio.simulator.rules.Glob;
import dev.tenantry.twilio.simulator.rules.Rule;
import java.util.Map;

/**
 * Rule by which requests fail.
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
        Fault fault)
        implements Rule<Target> {
    /** Checks the ranges. */
    public FaultRule {
        if (fault == null) {
            throw new IllegalArgumentException("a rule needs a fault");
        }
        parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
        new Frequency(skip, times, rate);
    }

    @Override
    public Frequency frequency() {
        return new Frequency(skip, times, rate);
    }

    @Override
    public boolean meets(Target target) {
        return (method == null || method.equals(target.method()))
                && (host == null || host.equals(target.host()))
                && Glob.of(path).matches(target.path())
                && parameters.entrySet().stream()
                        .allMatch(wanted ->
                                target.parameters().apply(wanted.getKey()).contains(wanted.getValue()));
    }
}
