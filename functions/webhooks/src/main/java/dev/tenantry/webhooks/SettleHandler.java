package dev.tenantry.webhooks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.tenantry.core.Environment;
import dev.tenantry.core.execution.Closing;
import dev.tenantry.core.execution.Settler;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import java.time.InstantSource;

/** Ends the job of an execution that failed, timed out or was stopped. */
public final class SettleHandler implements RequestHandler<ExecutionStatusChange, Void> {
    private final Settler settler;

    /** Made by Lambda. */
    public SettleHandler() {
        this(new Settler(new JobStore(Table.of(Environment.current())), InstantSource.system()));
    }

    SettleHandler(Settler settler) {
        this.settler = settler;
    }

    @Override
    public Void handleRequest(ExecutionStatusChange event, Context context) {
        var detail = event.detail();
        settler.settle(
                JobId.ofExecution(detail.name()),
                new Execution(detail.name(), detail.executionArn(), detail.redriveCount()),
                Closing.of(detail.status(), detail.error(), detail.cause()));
        return null;
    }
}
