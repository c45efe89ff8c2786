package dev.tenantry.webhooks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.tenantry.core.Environment;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.log.FunctionLog;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import dev.tenantry.core.webhook.Inbox;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Reacts to changes in the table's stream. When a job has changed, it starts the job's executions that have not been
 * started: a function may have crashed between the write to the table and the call to Step Functions. When a callback
 * has been stored, it checks the organisation's pending reviews.
 *
 * <p>Reports the first record that could not be processed; Lambda then retries it and all records after it.
 */
public final class TableStreamHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private static final String JOB = "HEAD";

    private final JobStore jobs;
    private final Executions executions;
    private final ReviewCallbackListener reviews;

    public TableStreamHandler() {
        this(Environment.current());
    }

    private TableStreamHandler(Environment environment) {
        this(environment, Table.of(environment));
    }

    private TableStreamHandler(Environment environment, Table table) {
        this(new JobStore(table), Executions.of(environment), ReviewCallbackListener.of(environment, table));
    }

    TableStreamHandler(JobStore jobs, Executions executions, ReviewCallbackListener reviews) {
        this.jobs = jobs;
        this.executions = executions;
        this.reviews = reviews;
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        var callbacks = reviews.begin(FunctionLog.of(context));
        for (var record : event.getRecords()) {
            try {
                process(record, callbacks);
            } catch (SdkException failure) {
                log(FunctionLog.of(context), record, failure);
                return new StreamsEventResponse(
                        List.of(new BatchItemFailure(record.getDynamodb().getSequenceNumber())));
            }
        }
        return new StreamsEventResponse(List.of());
    }

    private void process(DynamodbStreamRecord record, ReviewCallbackListener.Batch callbacks) {
        var change = record.getDynamodb();
        if (change.getKeys().get("SK").getS().equals(JOB)) {
            var id = new JobId(change.getNewImage().get("id").getS());
            jobs.find(id).ifPresent(executions::ensureStarted);
        } else {
            callbacks.onCallback(Inbox.owner(change.getKeys().get("PK").getS()));
        }
    }

    private static void log(FunctionLog logger, DynamodbStreamRecord record, SdkException failure) {
        logger.log(
                "Could not do yet what the change of "
                        + record.getDynamodb().getKeys().get("PK").getS() + " calls for: " + failure.getMessage(),
                LogLevel.WARN,
                failure);
    }
}
