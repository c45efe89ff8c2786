package dev.tenantry.live;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.json.EventJson;
import java.util.Map;
import java.util.Optional;

/**
 * A change of a job, as the stream tells it.
 *
 * @param sequenceNumber the stream record's
 * @param jobId which job
 * @param orgId whose
 * @param version the job's version after the change
 * @param frame what the subscribers hear
 */
record JobChange(String sequenceNumber, JobId jobId, OrgId orgId, long version, ServerFrame frame) {

    /**
     * Reads a change from the record of a job's head, which carries its last event.
     *
     * @throws IllegalArgumentException when the record is of another kind
     */
    static JobChange of(DynamodbStreamRecord record) {
        var event = EventJson.read(StreamAttributes.json(lastEvent(record)));
        return new JobChange(
                record.getDynamodb().getSequenceNumber(),
                event.jobId(),
                event.orgId(),
                event.version(),
                ServerFrame.of(EventJson.write(event)));
    }

    private static Map<String, AttributeValue> lastEvent(DynamodbStreamRecord record) {
        return Optional.ofNullable(record.getDynamodb().getNewImage())
                .map(image -> image.get("lastEvent"))
                .map(AttributeValue::getM)
                .orElseThrow(() -> new IllegalArgumentException("The record's new image has no last event"));
    }
}
