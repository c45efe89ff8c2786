package dev.tenantry.local.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the {@code Events} of a function. */
final class EventReader {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");

    /** EventBridge's greatest and default values (EventBridge API Reference, "RetryPolicy"). */
    private static final int RULE_RETRIES = 185;

    private static final int RULE_AGE_SECONDS = 86_400;

    /** A queue is an event's destination if its ARN says so. */
    private static final Pattern QUEUE_ARN = Pattern.compile("arn:[^:]+:sqs:.*");

    private final PhysicalIds ids;
    private final List<QueueResource> deadLetterQueues = new ArrayList<>();

    EventReader(PhysicalIds ids) {
        this.ids = ids;
    }

    List<QueueResource> deadLetterQueues() {
        return List.copyOf(deadLetterQueues);
    }

    EventSource read(String name, PropertyReader event) {
        var properties = event.child("Properties");
        return switch (event.text("Type")) {
            case "HttpApi" -> httpRoute(properties);
            case "DynamoDB" -> stream(name, properties);
            case "EventBridgeRule" -> rule(name, properties);
            case "Schedule" -> schedule(name, properties, "Schedule");
            case "ScheduleV2" -> schedule(name, properties, "ScheduleExpression");
            default ->
                throw new UnsupportedPropertyException(event.path("Type"), event.text("Type"), event.line("Type"));
        };
    }

    /** The queue of a {@code DestinationConfig.OnFailure}. */
    static Optional<String> onFailureQueue(PropertyReader owner) {
        return owner.optionalChild("DestinationConfig")
                .flatMap(config -> config.optionalChild("OnFailure"))
                .map(onFailure -> {
                    onFailure.oneOf("Type", "SQS", List.of("SQS"));
                    return queueArn(onFailure, "Destination");
                });
    }

    private static EventSource httpRoute(PropertyReader properties) {
        return new EventSource.HttpRoute(
                properties.text("ApiId"), properties.text("Method").toUpperCase(Locale.ROOT), properties.text("Path"));
    }

    private static EventSource stream(String name, PropertyReader properties) {
        var attempts = properties.integer("MaximumRetryAttempts", -1, 10_000, -1);
        var age = properties.integer("MaximumRecordAgeInSeconds", -1, 604_800, -1);
        return new EventSource.StreamMapping(
                name,
                properties.text("Stream"),
                properties.oneOf("StartingPosition", "", List.of("TRIM_HORIZON", "LATEST")),
                properties.integer("BatchSize", 1, 10_000, 100),
                Duration.ofSeconds(properties.integer("MaximumBatchingWindowInSeconds", 0, 300, 0)),
                properties.integer("ParallelizationFactor", 1, 10, 1),
                filters(properties),
                new RetryPolicy(
                        Optional.of(attempts).filter(limit -> limit >= 0),
                        Optional.of(age).filter(limit -> limit >= 0).map(Duration::ofSeconds)),
                properties.flag("BisectBatchOnFunctionError"),
                reportsItemFailures(properties),
                onFailureQueue(properties));
    }

    private static boolean reportsItemFailures(PropertyReader properties) {
        var types = properties.texts("FunctionResponseTypes");
        if (!List.of("ReportBatchItemFailures").containsAll(types)) {
            throw new UnsupportedPropertyException(
                    properties.path("FunctionResponseTypes"),
                    types.toString(),
                    properties.line("FunctionResponseTypes"));
        }
        return !types.isEmpty();
    }

    private static List<JsonNode> filters(PropertyReader properties) {
        return properties.optionalChild("FilterCriteria").map(criteria -> criteria.items("Filters")).stream()
                .flatMap(List::stream)
                .map(filter -> json(filter, "Pattern"))
                .toList();
    }

    private EventSource rule(String name, PropertyReader properties) {
        properties.oneOf("EventBusName", "default", List.of("default"));
        var pattern = properties.node("Pattern").orElseThrow(() -> properties.missing("Pattern"));
        return new EventSource.Rule(
                properties.optionalText("RuleName").orElse(name),
                pattern.toJson(),
                input(properties),
                retry(properties),
                deadLetterQueue(name, properties));
    }

    private EventSource schedule(String name, PropertyReader properties, String expression) {
        var rate = RATE.matcher(properties.text(expression));
        if (!rate.matches()) {
            throw new UnsupportedPropertyException(
                    properties.path(expression), "only rate(…) is", properties.line(expression));
        }
        var count = Long.parseLong(rate.group(1));
        var every =
                switch (rate.group(2)) {
                    case "minute" -> Duration.ofMinutes(count);
                    case "hour" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                };
        return new EventSource.Schedule(
                name, every, input(properties), retry(properties), deadLetterQueue(name, properties));
    }

    private static Optional<JsonNode> input(PropertyReader properties) {
        return properties.has("Input") ? Optional.of(json(properties, "Input")) : Optional.empty();
    }

    private static RetryPolicy retry(PropertyReader properties) {
        var policy = properties.optionalChild("RetryPolicy");
        var attempts = policy.map(reader -> reader.integer("MaximumRetryAttempts", 0, RULE_RETRIES, RULE_RETRIES))
                .orElse(RULE_RETRIES);
        var age = policy.map(
                        reader -> reader.integer("MaximumEventAgeInSeconds", 60, RULE_AGE_SECONDS, RULE_AGE_SECONDS))
                .orElse(RULE_AGE_SECONDS);
        return new RetryPolicy(Optional.of(attempts), Optional.of(Duration.ofSeconds(age)));
    }

    /**
     * The dead-letter queue: one that is named, or one that SAM makes, with the logical id that the template gives it.
     */
    private Optional<String> deadLetterQueue(String event, PropertyReader properties) {
        return properties.optionalChild("DeadLetterConfig").map(config -> {
            if (config.has("Arn")) {
                return queueArn(config, "Arn");
            }
            config.oneOf("Type", "", List.of("SQS"));
            var queue = ids.generatedQueue(config.optionalText("QueueLogicalId").orElse(event + "Queue"));
            deadLetterQueues.add(queue);
            return queue.arn();
        });
    }

    private static String queueArn(PropertyReader owner, String property) {
        var arn = owner.text(property);
        if (!QUEUE_ARN.matcher(arn).matches()) {
            throw new UnsupportedPropertyException(owner.path(property), "only a queue is", owner.line(property));
        }
        return arn;
    }

    private static JsonNode json(PropertyReader owner, String property) {
        try {
            return JSON.readTree(owner.text(property));
        } catch (JsonProcessingException e) {
            throw new TemplateException(owner.path(property) + " is not JSON", owner.line(property));
        }
    }
}
