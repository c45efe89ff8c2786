package dev.tenantry.stepfunctions;

import java.time.Duration;
import java.util.List;

/** How long a server under load took for its answers, and how long one without any took at the same time. */
record Answers(List<Duration> loaded, List<Duration> idle) {
    /** What the load may add to an answer in a hundred. */
    private static final Duration PERCENTILE_99 = Duration.ofMillis(500);

    /** What it may add to the slowest one. */
    private static final Duration SLOWEST = Duration.ofSeconds(1);

    private static Duration percentile(List<Duration> sorted, double share) {
        return sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * share)));
    }

    /** The slowest answer of the server without load: how late the machine itself is. */
    Duration late() {
        return idle.getLast();
    }

    boolean inTime() {
        return loaded.getLast().compareTo(Slack.of(SLOWEST).plus(late())) <= 0
                && percentile(loaded, 0.99).compareTo(Slack.of(PERCENTILE_99).plus(percentile(idle, 0.99))) <= 0;
    }

    private static String text(List<Duration> sorted) {
        return "%d times: median %d ms, p99 %d ms, max %d ms"
                .formatted(
                        sorted.size(),
                        percentile(sorted, 0.5).toMillis(),
                        percentile(sorted, 0.99).toMillis(),
                        sorted.getLast().toMillis());
    }

    @Override
    public String toString() {
        return "ListStateMachines " + text(loaded) + "; of an idle server at the same time " + text(idle);
    }
}
