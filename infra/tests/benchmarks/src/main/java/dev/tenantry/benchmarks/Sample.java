package dev.tenantry.benchmarks;

import java.util.Collection;

/** Measured values. */
final class Sample {
    private final double[] sorted;

    /** @throws IllegalArgumentException when nothing was measured */
    Sample(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("Nothing was measured");
        }
        sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    int size() {
        return sorted.length;
    }

    double median() {
        return percentile(50);
    }

    /** The smallest value that so many percent of all values do not exceed ("nearest rank"). */
    double percentile(double percent) {
        return sorted[Math.max(0, (int) Math.ceil(percent / 100 * sorted.length) - 1)];
    }

    double least() {
        return sorted[0];
    }

    double most() {
        return sorted[sorted.length - 1];
    }
}
