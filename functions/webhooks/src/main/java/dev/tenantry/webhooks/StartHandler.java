package dev.tenantry.webhooks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.tenantry.core.Environment;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Starts what works for jobs that the table's stream shows as just asked for, or just to be rolled back, and that
 * nobody has started by now: whoever asked may have died between the table and Step Functions.
 *
 * <p>Reports the first record that could not be done; Lambda then tries it and all after it again.
 */
public final class StartHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private final JobStore jobs;
    private final Executions executions;

    /** Made by Lambda. */
    public StartHandler() {
        this(Environment.current());
    }

    private StartHandler(Environment environment) {
        this(new JobStore(Table.of(environment)), Executions.of(environment));
    }

    StartHandler(JobStore jobs, Executions executions) {
        this.jobs = jobs;
        this.executions = executions;
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        for (var record : event.getRecords()) {
            try {
                startIfAwaited(jobId(record));
            } catch (SdkException failure) {
                context.getLogger().log("Could not start the job of a record yet: " + failure.getMessage());
                return new StreamsEventResponse(
                        List.of(new BatchItemFailure(record.getDynamodb().getSequenceNumber())));
            }
        }
        return new StreamsEventResponse(List.of());
    }

    private void startIfAwaited(JobId id) {
        jobs.find(id).ifPresent(executions::ensureStarted);
    }

    private static JobId jobId(DynamodbStreamRecord record) {
        return new JobId(record.getDynamodb().getNewImage().get("id").getS());
    }
}
