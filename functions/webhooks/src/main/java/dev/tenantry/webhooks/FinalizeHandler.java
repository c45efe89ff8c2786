package dev.tenantry.webhooks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.tenantry.core.Environment;
import dev.tenantry.core.execution.FailedExecution;
import dev.tenantry.core.execution.JobFinalizer;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.log.FunctionLog;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import java.time.InstantSource;

/** Ends the job of an execution that failed, timed out or was stopped. */
public final class FinalizeHandler implements RequestHandler<ExecutionStatusChange, Void> {
    private final JobFinalizer finalizer;

    public FinalizeHandler() {
        this(new JobFinalizer(new JobStore(Table.of(Environment.current())), InstantSource.system()));
    }

    FinalizeHandler(JobFinalizer finalizer) {
        this.finalizer = finalizer;
    }

    @Override
    public Void handleRequest(ExecutionStatusChange event, Context context) {
        var detail = event.detail();
        FunctionLog.of(context)
                .about(JobId.ofExecution(detail.name()))
                .with("execution", detail.name())
                .log("The execution ended " + detail.status(), LogLevel.WARN);
        finalizer.finalizeJob(
                JobId.ofExecution(detail.name()),
                new Execution(detail.name(), detail.executionArn(), detail.redriveCount()),
                FailedExecution.of(detail.status(), detail.error(), detail.cause()));
        return null;
    }
}
