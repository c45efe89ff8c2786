package dev.tenantry.local.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.local.pattern.EventPattern;
import dev.tenantry.local.template.evaluation.PhysicalIds;
import dev.tenantry.local.template.evaluation.PropertyReader;
import dev.tenantry.local.template.evaluation.TemplateException;
import dev.tenantry.local.template.evaluation.UnsupportedPropertyException;
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
        var authorizer = properties
                .optionalChild("Auth")
                .map(auth -> auth.oneOf("Authorizer", "NONE", List.of("AWS_IAM", "NONE")));
        // As in SAM: an event with neither is the API's default route.
        var isDefault = !properties.has("Method") && !properties.has("Path");
        return new EventSource.HttpRoute(
                properties.text("ApiId"),
                isDefault ? "ANY" : properties.text("Method").toUpperCase(Locale.ROOT),
                isDefault ? "$default" : properties.text("Path"),
                authorizer);
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

    private static List<EventPattern> filters(PropertyReader properties) {
        return properties.optionalChild("FilterCriteria").map(criteria -> criteria.items("Filters")).stream()
                .flatMap(List::stream)
                .map(filter -> pattern(filter, json(filter, "Pattern")))
                .toList();
    }

    private EventSource rule(String name, PropertyReader properties) {
        properties.oneOf("EventBusName", "default", List.of("default"));
        var pattern = properties.node("Pattern").orElseThrow(() -> properties.missing("Pattern"));
        readDeadLetterQueue(name, properties);
        return new EventSource.Rule(
                properties.optionalText("RuleName").orElse(name),
                pattern(properties, pattern.toJson()),
                input(properties));
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
        readDeadLetterQueue(name, properties);
        return new EventSource.Schedule(name, every, input(properties));
    }

    private static Optional<JsonNode> input(PropertyReader properties) {
        return properties.has("Input") ? Optional.of(json(properties, "Input")) : Optional.empty();
    }

    /** A dead-letter queue may be one that SAM makes, with the logical id that the template gives it. */
    private void readDeadLetterQueue(String event, PropertyReader properties) {
        properties
                .optionalChild("DeadLetterConfig")
                .filter(config -> !config.has("Arn"))
                .ifPresent(config -> {
                    config.oneOf("Type", "", List.of("SQS"));
                    var logicalId = config.optionalText("QueueLogicalId").orElse(event + "Queue");
                    var name = ids.generatedName(logicalId);
                    deadLetterQueues.add(new QueueResource(logicalId, name, ids.queueArn(name)));
                });
    }

    private static String queueArn(PropertyReader owner, String property) {
        var arn = owner.text(property);
        if (!QUEUE_ARN.matcher(arn).matches()) {
            throw new UnsupportedPropertyException(owner.path(property), "only a queue is", owner.line(property));
        }
        return arn;
    }

    private static EventPattern pattern(PropertyReader owner, JsonNode json) {
        try {
            return EventPattern.of(json);
        } catch (IllegalArgumentException e) {
            throw new UnsupportedPropertyException(owner.path("Pattern"), e.getMessage(), owner.line("Pattern"));
        }
    }

    private static JsonNode json(PropertyReader owner, String property) {
        try {
            return JSON.readTree(owner.text(property));
        } catch (JsonProcessingException e) {
            throw new TemplateException(owner.path(property) + " is not JSON", owner.line(property));
        }
    }
}
