package dev.tenantry.local.cloudwatch;

import java.util.Map;

/**
 * The identity of a metric.
 *
 * @param namespace for instance {@code AWS/Lambda}
 * @param name for instance {@code Errors}
 * @param dimensions all of its dimensions: the same name with others is another metric
 */
public record MetricId(String namespace, String name, Map<String, String> dimensions) {

    /** Copies the dimensions. */
    public MetricId {
        dimensions = Map.copyOf(dimensions);
    }
}
