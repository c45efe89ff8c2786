package dev.tenantry.webhooks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
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
import dev.tenantry.core.webhook.Inbox;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Does what changes of the table call for, as its stream shows them: starts what works for a job and may not have been
 * started, since whoever asked may have died between the table and Step Functions; and looks at what an organisation
 * waits for when Twilio tells of a review.
 *
 * <p>Reports the first record that could not be done; Lambda then tries it and all after it again.
 */
public final class ChangesHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private static final String JOB = "HEAD";

    private final JobStore jobs;
    private final Executions executions;
    private final ReviewNewsReader reviews;

    /** Made by Lambda. */
    public ChangesHandler() {
        this(Environment.current());
    }

    private ChangesHandler(Environment environment) {
        this(new JobStore(Table.of(environment)), Executions.of(environment), ReviewNewsReader.of(environment));
    }

    ChangesHandler(JobStore jobs, Executions executions, ReviewNewsReader reviews) {
        this.jobs = jobs;
        this.executions = executions;
        this.reviews = reviews;
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        var news = reviews.begin(context.getLogger());
        for (var record : event.getRecords()) {
            try {
                take(record, news);
            } catch (SdkException failure) {
                log(context.getLogger(), record, failure);
                return new StreamsEventResponse(
                        List.of(new BatchItemFailure(record.getDynamodb().getSequenceNumber())));
            }
        }
        return new StreamsEventResponse(List.of());
    }

    private void take(DynamodbStreamRecord record, ReviewNewsReader.Batch news) {
        var change = record.getDynamodb();
        if (change.getKeys().get("SK").getS().equals(JOB)) {
            var id = new JobId(change.getNewImage().get("id").getS());
            jobs.find(id).ifPresent(executions::ensureStarted);
        } else {
            news.heard(Inbox.owner(change.getKeys().get("PK").getS()));
        }
    }

    private static void log(LambdaLogger logger, DynamodbStreamRecord record, SdkException failure) {
        logger.log("Could not do yet what the change of "
                + record.getDynamodb().getKeys().get("PK").getS() + " calls for: " + failure.getMessage());
    }
}
