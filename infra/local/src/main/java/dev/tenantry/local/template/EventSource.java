package dev.tenantry.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.local.pattern.EventPattern;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An event source of a function, from its {@code Events}. */
public sealed interface EventSource {

    /**
     * A route of an HTTP API.
     *
     * @param apiId the id of the API
     * @param method an HTTP method, or {@code ANY}
     * @param path the path, with {@code {parameters}}
     * @param authorizer {@code AWS_IAM} or {@code NONE}; empty for the API's default
     */
    record HttpRoute(String apiId, String method, String path, Optional<String> authorizer) implements EventSource {}

    /**
     * An event source mapping of a DynamoDB stream (Lambda API, {@code CreateEventSourceMapping}).
     *
     * @param name the event's name, unique in the function
     * @param streamArn the stream
     * @param startingPosition {@code TRIM_HORIZON} or {@code LATEST}
     * @param batchSize the most records of one invocation
     * @param batchingWindow how long to wait for more records
     * @param filters patterns of which a record must match one; without any, every record matches
     * @param retry when to give a batch up
     * @param bisect whether a failed batch is split in two
     * @param reportsItemFailures whether the function's answer names the records that failed
     * @param onFailureQueueArn the queue that learns of a batch that was given up
     */
    record StreamMapping(
            String name,
            String streamArn,
            String startingPosition,
            int batchSize,
            Duration batchingWindow,
            List<EventPattern> filters,
            RetryPolicy retry,
            boolean bisect,
            boolean reportsItemFailures,
            Optional<String> onFailureQueueArn)
            implements EventSource {

        /** Copies the filters. */
        public StreamMapping {
            filters = List.copyOf(filters);
        }
    }

    /**
     * A rule of the default event bus.
     *
     * @param name the rule's name
     * @param pattern the event pattern
     * @param input what the function gets instead of the event
     */
    record Rule(String name, EventPattern pattern, Optional<JsonNode> input) implements EventSource {}

    /**
     * A schedule.
     *
     * @param name the schedule's name
     * @param rate the time from one invocation to the next
     * @param input what the function gets instead of EventBridge's {@code Scheduled Event}
     */
    record Schedule(String name, Duration rate, Optional<JsonNode> input) implements EventSource {}
}
