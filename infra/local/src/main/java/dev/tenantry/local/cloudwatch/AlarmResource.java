package dev.tenantry.local.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * An alarm of a template.
 *
 * @param logicalId its logical id
 * @param name its name
 * @param description what its message says
 * @param metrics what it reads, by the ids that the expression has for them
 * @param expression what is computed of them
 * @param period the length of a period
 * @param rule what makes its state
 * @param alarmTopics the topics that learn of its beginning
 * @param okTopics the topics that learn of its end
 */
public record AlarmResource(
        String logicalId,
        String name,
        String description,
        Map<String, Statistic> metrics,
        String expression,
        Duration period,
        AlarmRule rule,
        List<String> alarmTopics,
        List<String> okTopics) {

    /** A statistic of a metric. */
    public record Statistic(MetricId metric, String statistic) {}

    /** Copies the collections. */
    public AlarmResource {
        metrics = Map.copyOf(metrics);
        alarmTopics = List.copyOf(alarmTopics);
        okTopics = List.copyOf(okTopics);
    }

    /** The value of the period that ends at a time; empty if data is missing. */
    OptionalDouble value(Metrics from, Instant end) {
        var values = new HashMap<String, OptionalDouble>();
        metrics.forEach((id, wanted) ->
                values.put(id, from.statistic(wanted.metric(), wanted.statistic(), end.minus(period), end)));
        return MetricMath.evaluate(expression, values);
    }
}
