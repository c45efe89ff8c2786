package dev.tenantry.webhooks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.tenantry.core.Environment;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.log.FunctionLog;
import dev.tenantry.core.metrics.Metric;
import dev.tenantry.core.metrics.MetricLines;
import dev.tenantry.core.storage.Table;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/**
 * Reconciles jobs that stopped moving, on a schedule. The environment variable {@code STATUSES} names the statuses of
 * the jobs that it checks, separated by commas: most are passed through in moments, and checked each minute; jobs that
 * wait for reviews stand still for weeks by their nature, and to check them as often would cost more than everything
 * else.
 */
public final class ReconcileHandler implements RequestHandler<ScheduledEvent, Void> {
    private final Reconciler reconciler;
    private final List<JobStatus> statuses;
    private final MetricLines.Source metrics;

    public ReconcileHandler() {
        this(Environment.current());
    }

    private ReconcileHandler(Environment environment) {
        this(
                new Reconciler(Table.of(environment), Executions.of(environment), InstantSource.system()),
                Arrays.stream(environment.require("STATUSES").split(","))
                        .map(JobStatus::valueOf)
                        .toList(),
                MetricLines.Source.of(environment, InstantSource.system()));
    }

    /** @param statuses the statuses of the jobs to check */
    ReconcileHandler(Reconciler reconciler, List<JobStatus> statuses, MetricLines.Source metrics) {
        this.metrics = metrics;
        this.reconciler = reconciler;
        this.statuses = List.copyOf(statuses);
    }

    @Override
    public Void handleRequest(ScheduledEvent event, Context context) {
        var notMoving = reconciler.recover(statuses, FunctionLog.of(context));
        // Jobs that wait for reviews stand still by their nature.
        if (!statuses.contains(JobStatus.WAITING)) {
            var lines = metrics.begin();
            lines.add(Metric.JOBS_NOT_MOVING, notMoving);
            lines.lines().forEach(context.getLogger()::log);
        }
        return null;
    }
}
