package dev.tenantry.core.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.Environment;
import dev.tenantry.core.json.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines of a function's log in CloudWatch's embedded metric format (CloudWatch User Guide, "Specification: Embedded
 * metric format"), from which CloudWatch makes metrics: no request, and no library to load at a cold start. See
 * {@code docs/adr/0045-alarms-read-the-stacks-own-metrics.md}.
 *
 * <p>A line must be logged as bytes: Lambda puts what is logged as a text into JSON of its own, where CloudWatch does
 * not look for metrics.
 */
public final class MetricLines {
    /** The most values of one metric that a line may have. */
    private static final int MOST_VALUES = 100;

    private final String namespace;
    private final InstantSource clock;
    private final Map<Series, List<Long>> values = new LinkedHashMap<>();

    private record Series(Metric metric, String dimensionValue) {}

    private MetricLines(String namespace, InstantSource clock) {
        this.namespace = namespace;
        this.clock = clock;
    }

    /** Makes the lines of each invocation of a function. */
    public static final class Source {
        private final String namespace;
        private final InstantSource clock;

        /**
         * @param namespace of the metrics
         * @param clock tells when they were measured
         */
        public Source(String namespace, InstantSource clock) {
            this.namespace = namespace;
            this.clock = clock;
        }

        /** Uses the namespace that the environment names. */
        public static Source of(Environment environment, InstantSource clock) {
            return new Source(environment.require("METRICS_NAMESPACE"), clock);
        }

        /** No lines yet. */
        public MetricLines begin() {
            return new MetricLines(namespace, clock);
        }
    }

    /** Adds a value of a metric without a dimension. */
    public void add(Metric metric, long value) {
        add(metric, "", value);
    }

    /** Adds a value of a metric with a dimension. */
    public void add(Metric metric, String dimensionValue, long value) {
        if (metric.dimension().isPresent() == dimensionValue.isEmpty()) {
            throw new IllegalArgumentException(metric + " with the dimension value " + dimensionValue);
        }
        values.computeIfAbsent(new Series(metric, dimensionValue), _ -> new ArrayList<>())
                .add(value);
    }

    /** The lines: one for each metric and value of its dimension, or more where there are very many values. */
    public List<byte[]> lines() {
        var lines = new ArrayList<byte[]>();
        values.forEach((series, all) -> {
            for (var from = 0; from < all.size(); from += MOST_VALUES) {
                lines.add(line(series, all.subList(from, Math.min(all.size(), from + MOST_VALUES))));
            }
        });
        return lines;
    }

    private byte[] line(Series series, List<Long> some) {
        var metric = series.metric();
        var line = Json.object();
        var directive = line.putObject("_aws")
                .put("Timestamp", clock.instant().toEpochMilli())
                .putArray("CloudWatchMetrics")
                .addObject()
                .put("Namespace", namespace);
        var dimensions = directive.putArray("Dimensions").addArray();
        metric.dimension().ifPresent(name -> {
            dimensions.add(name);
            line.put(name, series.dimensionValue());
        });
        directive.putArray("Metrics").addObject().put("Name", metric.word()).put("Unit", metric.unit());
        putValues(line, metric, some);
        return line.toString().getBytes(UTF_8);
    }

    private static void putValues(ObjectNode line, Metric metric, List<Long> some) {
        if (some.size() == 1) {
            line.put(metric.word(), some.getFirst());
        } else {
            some.forEach(line.withArrayProperty(metric.word())::add);
        }
    }
}
