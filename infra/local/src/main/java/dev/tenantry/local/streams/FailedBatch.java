package dev.tenantry.local.streams;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tenantry.local.invocation.QueueSender;
import dev.tenantry.local.template.EventSource.StreamMapping;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Reports records that were given up to the OnFailure queue: their place in the stream, not their contents. */
final class FailedBatch {

    /** Why records were given up. */
    enum Condition {
        RETRIES_EXHAUSTED("RetryAttemptsExhausted"),
        TOO_OLD("RecordAgeExceeded");

        private final String word;

        Condition(String word) {
            this.word = word;
        }
    }

    private final StreamMapping mapping;
    private final String function;
    private final String shardId;
    private final QueueSender queues;

    FailedBatch(StreamMapping mapping, String function, String shardId, QueueSender queues) {
        this.mapping = mapping;
        this.function = function;
        this.shardId = shardId;
        this.queues = queues;
    }

    /**
     * Sends the message of the AWS Lambda Developer Guide, "Retain discarded records for a DynamoDB data source in
     * Lambda".
     *
     * @param records what is given up
     * @param condition why
     * @param attempts how often the function was invoked with them
     */
    void report(List<StreamRecord> records, Condition condition, int attempts) {
        mapping.onFailureQueueArn().ifPresent(queue -> {
            var message = JsonNodeFactory.instance.objectNode();
            message.putObject("requestContext")
                    .put("requestId", UUID.randomUUID().toString())
                    .put("functionArn", function)
                    .put("condition", condition.word)
                    .put("approximateInvokeCount", attempts);
            message.putObject("responseContext").put("statusCode", 200).put("functionError", "Unhandled");
            message.put("version", "1.0").put("timestamp", Instant.now().toString());
            message.putObject("DDBStreamBatchInfo")
                    .put("shardId", shardId)
                    .put("startSequenceNumber", records.getFirst().sequenceNumber())
                    .put("endSequenceNumber", records.getLast().sequenceNumber())
                    .put(
                            "approximateArrivalOfFirstRecord",
                            records.getFirst().read().toString())
                    .put(
                            "approximateArrivalOfLastRecord",
                            records.getLast().read().toString())
                    .put("batchSize", records.size())
                    .put("streamArn", mapping.streamArn());
            queues.send(queue, message.toString());
        });
    }
}
