package dev.tenantry.local.cloudwatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * Metrics in memory, by the minute. They are bounded: what is older than the longest time that an alarm looks back at
 * is forgotten, and so many metrics are kept at most.
 */
public final class Metrics {

    private static final Duration KEPT = Duration.ofHours(3);
    private static final int MOST_METRICS = 2_000;

    private final Clock clock;
    private final Map<MetricId, TreeMap<Instant, Minute>> series = new HashMap<>();
    private final Map<MetricId, Total> totals = new HashMap<>();

    /**
     * All values of a metric since the start.
     *
     * @param sum their sum
     * @param count their number
     */
    public record Total(double sum, long count) {
        private Total plus(double value) {
            return new Total(sum + value, count + 1);
        }
    }

    /** The values of one minute. */
    private static final class Minute {
        private double sum;
        private double least = Double.POSITIVE_INFINITY;
        private double most = Double.NEGATIVE_INFINITY;
        private long count;

        void add(double value) {
            sum += value;
            least = Math.min(least, value);
            most = Math.max(most, value);
            count++;
        }

        void add(Minute other) {
            sum += other.sum;
            least = Math.min(least, other.least);
            most = Math.max(most, other.most);
            count += other.count;
        }
    }

    /** @param clock tells the minute of a value */
    public Metrics(Clock clock) {
        this.clock = clock;
    }

    /** Adds a value that was measured now. */
    public synchronized void add(MetricId metric, double value) {
        var now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        var minutes = series.get(metric);
        if (minutes == null) {
            if (series.size() >= MOST_METRICS) {
                return;
            }
            minutes = new TreeMap<>();
            series.put(metric, minutes);
        }
        minutes.computeIfAbsent(now, _ -> new Minute()).add(value);
        minutes.headMap(now.minus(KEPT)).clear();
        totals.put(metric, totals.getOrDefault(metric, new Total(0, 0)).plus(value));
    }

    /** Adds a value of a metric with one dimension, or with none where the dimension's name is empty. */
    public void add(String namespace, String name, String dimension, String dimensionValue, double value) {
        add(new MetricId(namespace, name, dimension.isEmpty() ? Map.of() : Map.of(dimension, dimensionValue)), value);
    }

    /** The totals of the metrics that have values. */
    public synchronized Map<MetricId, Total> totals() {
        return Map.copyOf(totals);
    }

    /** The metrics that have values. */
    public synchronized Set<MetricId> ids() {
        return Set.copyOf(series.keySet());
    }

    /**
     * A statistic of the values from one time to another.
     *
     * @param statistic {@code Sum}, {@code Maximum}, {@code Minimum}, {@code Average} or {@code SampleCount}
     * @return empty if there are none
     */
    public synchronized OptionalDouble statistic(MetricId metric, String statistic, Instant from, Instant to) {
        var minutes =
                series.getOrDefault(metric, new TreeMap<>()).subMap(from, to).values();
        if (minutes.isEmpty()) {
            return OptionalDouble.empty();
        }
        var all = new Minute();
        minutes.forEach(all::add);
        return OptionalDouble.of(
                switch (statistic) {
                    case "Sum" -> all.sum;
                    case "Maximum" -> all.most;
                    case "Minimum" -> all.least;
                    case "Average" -> all.sum / all.count;
                    case "SampleCount" -> all.count;
                    default -> throw new IllegalArgumentException("The statistic " + statistic + " is not known");
                });
    }
}
