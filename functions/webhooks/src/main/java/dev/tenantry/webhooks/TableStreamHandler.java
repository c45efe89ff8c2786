package dev.tenantry.webhooks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.tenantry.core.Environment;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.log.FunctionLog;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.readiness.ReadinessNotices;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import dev.tenantry.core.webhook.Inbox;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Reacts to changes in the table's stream. When a job has changed, it starts the job's executions that have not been
 * started: a function may have crashed between the write to the table and the call to Step Functions. When a callback
 * has been stored, it checks the organisation's pending reviews. After a callback, or a step that registers something,
 * it looks which senders have become ready or stopped being so.
 *
 * <p>Reports the first record that could not be processed; Lambda then retries it and all records after it.
 */
public final class TableStreamHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private static final String JOB = "HEAD";
    private static final Set<String> ENDED = Set.of(StepStatus.COMPLETE.name(), StepStatus.FAILED.name());

    private final JobStore jobs;
    private final Executions executions;
    private final ReviewCallbackListener reviews;
    private final ReadinessNotices readiness;

    public TableStreamHandler() {
        this(Environment.current());
    }

    private TableStreamHandler(Environment environment) {
        this(environment, Table.of(environment));
    }

    private TableStreamHandler(Environment environment, Table table) {
        this(
                new JobStore(table),
                Executions.of(environment),
                ReviewCallbackListener.of(environment, table),
                new ReadinessNotices(table, InstantSource.system()));
    }

    TableStreamHandler(
            JobStore jobs, Executions executions, ReviewCallbackListener reviews, ReadinessNotices readiness) {
        this.jobs = jobs;
        this.executions = executions;
        this.reviews = reviews;
        this.readiness = readiness;
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        var callbacks = reviews.begin(FunctionLog.of(context));
        // All records of the batch are in the table already, so that one look covers those of an organisation.
        var looked = new HashSet<OrgId>();
        for (var record : event.getRecords()) {
            try {
                process(record, callbacks, looked);
            } catch (SdkException failure) {
                log(FunctionLog.of(context), record, failure);
                return new StreamsEventResponse(
                        List.of(new BatchItemFailure(record.getDynamodb().getSequenceNumber())));
            }
        }
        return new StreamsEventResponse(List.of());
    }

    private void process(DynamodbStreamRecord record, ReviewCallbackListener.Batch callbacks, Set<OrgId> looked) {
        var change = record.getDynamodb();
        if (!change.getKeys().get("SK").getS().equals(JOB)) {
            var orgId = Inbox.owner(change.getKeys().get("PK").getS());
            callbacks.onCallback(orgId);
            look(orgId, looked);
        } else if (hasEndedStep(change.getNewImage())) {
            look(new OrgId(change.getNewImage().get("orgId").getS()), looked);
        } else {
            var id = new JobId(change.getNewImage().get("id").getS());
            jobs.find(id).ifPresent(executions::ensureStarted);
        }
    }

    private void look(OrgId orgId, Set<OrgId> looked) {
        if (!looked.contains(orgId)) {
            readiness.look(orgId);
            looked.add(orgId);
        }
    }

    /** Whether a step's end is the job's last event. No execution is started after one. */
    private static boolean hasEndedStep(Map<String, AttributeValue> job) {
        return Optional.ofNullable(job.get("lastEvent"))
                .map(event -> event.getM().get("step"))
                .map(step -> step.getM().get("status"))
                .filter(status -> ENDED.contains(status.getS()))
                .isPresent();
    }

    private static void log(FunctionLog logger, DynamodbStreamRecord record, SdkException failure) {
        logger.log(
                "Could not do yet what the change of "
                        + record.getDynamodb().getKeys().get("PK").getS() + " calls for: " + failure.getMessage(),
                LogLevel.WARN,
                failure);
    }
}
