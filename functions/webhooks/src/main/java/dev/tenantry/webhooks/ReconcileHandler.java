package dev.tenantry.webhooks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.tenantry.core.Environment;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.storage.Table;
import java.time.InstantSource;
import java.util.List;

/** Heals jobs that stand still on their way: they should be there in moments. Runs each minute. */
public final class ReconcileHandler implements RequestHandler<ScheduledEvent, Void> {
    private static final List<JobStatus> UNFINISHED =
            List.of(JobStatus.PENDING, JobStatus.RUNNING, JobStatus.CANCELLING, JobStatus.ROLLING_BACK);

    private final Reconciler reconciler;

    /** Made by Lambda. */
    public ReconcileHandler() {
        this(Environment.current());
    }

    private ReconcileHandler(Environment environment) {
        this(new Reconciler(Table.of(environment), Executions.of(environment), InstantSource.system()));
    }

    ReconcileHandler(Reconciler reconciler) {
        this.reconciler = reconciler;
    }

    @Override
    public Void handleRequest(ScheduledEvent event, Context context) {
        reconciler.heal(UNFINISHED, context.getLogger());
        return null;
    }
}
