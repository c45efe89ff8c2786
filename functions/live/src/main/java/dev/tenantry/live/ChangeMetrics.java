package dev.tenantry.live;

import dev.tenantry.core.job.JobEvent;
import dev.tenantry.core.job.Step;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.metrics.Metric;
import dev.tenantry.core.metrics.MetricLines;
import dev.tenantry.core.notice.Notice;
import java.time.Duration;
import java.util.List;

/**
 * Metrics of what the table's stream brings: the end of jobs and steps, refusals of Twilio's, spend alarms, and what
 * clients got of it. The broadcaster sees every change of every job, so no other function need count anything.
 */
final class ChangeMetrics {
    /** Twilio's error for too many requests. */
    private static final int TOO_MANY_REQUESTS = 20429;

    private ChangeMetrics() {}

    /**
     * Adds the metrics of a batch. A change that will come again, because its subscribers could not be read, is left.
     */
    static void add(List<Change> changes, BroadcastResult broadcast, MetricLines lines) {
        var end = broadcast
                .unread()
                .map(unread -> changes.indexOf(unread.change()))
                .orElse(changes.size());
        changes.subList(0, end).forEach(change -> add(change, lines));
        if (!broadcast.deliveries().isEmpty()) {
            lines.add(Metric.PUSHED_FRAMES, broadcast.delivered());
            lines.add(
                    Metric.PUSH_FAILURES,
                    broadcast.deliveries().stream()
                            .filter(delivery -> delivery.end() instanceof Delivery.Skipped)
                            .count());
        }
    }

    private static void add(Change change, MetricLines lines) {
        switch (change.subject()) {
            case Change.OfJob(var event) -> add(event, lines);
            case Change.OfNotice(var notice) -> {
                if (notice.kind() == Notice.Kind.SPEND_ALARM) {
                    lines.add(Metric.SPEND_ALARMS, 1);
                }
            }
        }
    }

    private static void add(JobEvent event, MetricLines lines) {
        if (event.step().isPresent()) {
            add(event.step().get(), lines);
        } else if (event.jobStatus().isEnded()) {
            lines.add(Metric.JOBS_ENDED, event.jobStatus().name(), 1);
        }
    }

    private static void add(Step step, MetricLines lines) {
        if (isThrottled(step)) {
            lines.add(Metric.TWILIO_THROTTLES, 1);
        }
        if (step.status() == StepStatus.COMPLETE || step.status() == StepStatus.FAILED) {
            step.startedAt()
                    .flatMap(begin -> step.endedAt().map(end -> Duration.between(begin, end)))
                    .ifPresent(
                            took -> lines.add(Metric.STEP_DURATION, step.name().id(), took.toMillis()));
        }
    }

    /** Whether this change says that Twilio refused; a step keeps the error while it reports other things. */
    private static boolean isThrottled(Step step) {
        return step.error()
                .filter(error -> step.message().startsWith(error.message()))
                .flatMap(error -> error.upstream())
                .filter(upstream -> upstream.code() == TOO_MANY_REQUESTS)
                .isPresent();
    }
}
