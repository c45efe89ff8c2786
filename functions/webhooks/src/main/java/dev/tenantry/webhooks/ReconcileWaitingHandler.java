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

/**
 * Heals jobs that wait for reviews and whose registrations were never started, or have closed unheard. They stand still
 * for weeks by their nature, so it runs seldom: to look at each of them each minute would cost more than all else.
 */
public final class ReconcileWaitingHandler implements RequestHandler<ScheduledEvent, Void> {
    private static final List<JobStatus> WAITING = List.of(JobStatus.WAITING);

    private final Reconciler reconciler;

    /** Made by Lambda. */
    public ReconcileWaitingHandler() {
        this(Environment.current());
    }

    private ReconcileWaitingHandler(Environment environment) {
        this(new Reconciler(Table.of(environment), Executions.of(environment), InstantSource.system()));
    }

    ReconcileWaitingHandler(Reconciler reconciler) {
        this.reconciler = reconciler;
    }

    @Override
    public Void handleRequest(ScheduledEvent event, Context context) {
        reconciler.heal(WAITING, context.getLogger());
        return null;
    }
}
