package dev.tenantry.local.streams;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.local.invocation.FunctionInvoker;
import dev.tenantry.local.invocation.QueueSender;
import dev.tenantry.local.template.EventSource.StreamMapping;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Delivers the batches of one shard to the function, and retries what fails until it is processed or given up. Nothing
 * later of the shard is delivered meanwhile (AWS Lambda Developer Guide, "How Lambda processes records from stream and
 * queue-based event sources", and the Lambda API Reference, "CreateEventSourceMapping").
 */
final class BatchDelivery {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final StreamMapping mapping;
    private final String function;
    private final FunctionInvoker lambda;
    private final FailedBatch failed;
    private final Consumer<Duration> ages;

    /**
     * Makes the delivery.
     *
     * @param mapping what is declared
     * @param function the ARN to invoke
     * @param shardId the shard, for the messages about batches that were given up
     * @param ages gets the age of each batch that is delivered
     */
    BatchDelivery(
            StreamMapping mapping,
            String function,
            String shardId,
            FunctionInvoker lambda,
            QueueSender queues,
            Consumer<Duration> ages) {
        this.ages = ages;
        this.mapping = mapping;
        this.function = function;
        this.lambda = lambda;
        this.failed = new FailedBatch(mapping, function, shardId, queues);
    }

    /** Delivers a batch, and comes back when each of its records is done with or given up. */
    void deliver(List<StreamRecord> batch) throws InterruptedException {
        var rest = withoutExpired(batch, 0);
        var retries = 0;
        for (var attempts = 1; !rest.isEmpty(); attempts++) {
            ages.accept(rest.getLast().age());
            var result = lambda.invoke(function, event(rest));
            var processed = BatchResponse.processed(result, rest, mapping.reportsItemFailures());
            if (processed == rest.size()) {
                return;
            } else if (processed > 0) {
                rest = rest.subList(processed, rest.size());
                retries = 0;
            } else if (!mapping.retry().allows(retries, rest.getFirst().age())) {
                failed.report(rest, FailedBatch.Condition.RETRIES_EXHAUSTED, attempts);
                return;
            } else if (mapping.bisect() && rest.size() > 1) {
                deliver(rest.subList(0, rest.size() / 2));
                rest = rest.subList(rest.size() / 2, rest.size());
                retries = 0;
            } else {
                Thread.sleep(waitBefore(++retries));
            }
            rest = withoutExpired(rest, attempts);
        }
    }

    /** Gives up the records that have become too old; they are the first ones. */
    private List<StreamRecord> withoutExpired(List<StreamRecord> batch, int attempts) {
        var fresh = 0;
        while (fresh < batch.size()
                && !mapping.retry().allows(Integer.MIN_VALUE, batch.get(fresh).age())) {
            fresh++;
        }
        if (fresh > 0) {
            failed.report(batch.subList(0, fresh), FailedBatch.Condition.TOO_OLD, attempts);
        }
        return batch.subList(fresh, batch.size());
    }

    private static Duration waitBefore(int retry) {
        var wait = FIRST_RETRY.multipliedBy(1L << Math.min(retry - 1, 16));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private static byte[] event(List<StreamRecord> records) {
        var event = JSON.createObjectNode();
        var array = event.putArray("Records");
        records.forEach(record -> array.add(record.json()));
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree is always JSON", e);
        }
    }
}
