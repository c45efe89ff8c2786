package dev.tenantry.live;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import dev.tenantry.core.job.JobEvent;
import dev.tenantry.core.json.EventJson;
import dev.tenantry.core.notice.Notice;
import dev.tenantry.core.notice.NoticeJson;
import dev.tenantry.core.plan.OrgId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Change in the table's stream that subscribers receive: a change of a job, or a new notice.
 *
 * @param sequenceNumber the stream record's
 * @param name what it is, for the log
 * @param topics whose subscribers hear of it
 * @param frame what they hear
 * @param subject what has changed
 */
record Change(String sequenceNumber, String name, List<Topic> topics, ServerFrame frame, Subject subject) {
    private static final String ORG_PREFIX = "ORG#";
    private static final String NOTICE_PREFIX = "NOTICE#";

    /** What has changed. */
    sealed interface Subject {}

    /** A job has. */
    record OfJob(JobEvent event) implements Subject {}

    /** A notice is new. */
    record OfNotice(Notice notice) implements Subject {}

    Change {
        topics = List.copyOf(topics);
    }

    /**
     * Reads the record of a job's head, which carries its last event, or of a notice.
     *
     * @throws IllegalArgumentException when the record is of another kind
     */
    static Change of(DynamodbStreamRecord record) {
        var number = record.getDynamodb().getSequenceNumber();
        var image = Optional.ofNullable(record.getDynamodb().getNewImage()).orElse(Map.of());
        return text(image, "SK").startsWith(NOTICE_PREFIX) ? ofNotice(number, image) : ofJob(number, image);
    }

    private static Change ofJob(String sequenceNumber, Map<String, AttributeValue> head) {
        var lastEvent = Optional.ofNullable(head.get("lastEvent"))
                .map(AttributeValue::getM)
                .orElseThrow(() -> new IllegalArgumentException("The record's new image has no last event"));
        var event = EventJson.read(StreamAttributes.json(lastEvent));
        return new Change(
                sequenceNumber,
                "event " + event.version() + " of " + event.jobId(),
                topics(event),
                ServerFrame.of(EventJson.write(event)),
                new OfJob(event));
    }

    private static List<Topic> topics(JobEvent event) {
        var job = new Topic.OfJob(event.jobId());
        var org = new Topic.OfOrg(event.orgId());
        return event.step().isPresent() ? List.of(job, org) : List.of(job, org, new Topic.AllJobs());
    }

    private static Change ofNotice(String sequenceNumber, Map<String, AttributeValue> item) {
        var orgId = new OrgId(text(item, "PK").substring(ORG_PREFIX.length()));
        var notice = NoticeJson.read(orgId, StreamAttributes.json(item));
        return new Change(
                sequenceNumber,
                "notice " + notice.id() + " of " + orgId,
                List.of(new Topic.OfOrg(orgId)),
                ServerFrame.notice(notice),
                new OfNotice(notice));
    }

    private static String text(Map<String, AttributeValue> image, String attribute) {
        return Optional.ofNullable(image.get(attribute))
                .map(AttributeValue::getS)
                .orElseThrow(() -> new IllegalArgumentException("The record's new image has no " + attribute));
    }
}
