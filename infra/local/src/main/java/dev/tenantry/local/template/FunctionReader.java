package dev.tenantry.local.template;

import dev.tenantry.local.template.evaluation.EvaluatedResource;
import dev.tenantry.local.template.evaluation.PhysicalIds;
import dev.tenantry.local.template.evaluation.PropertyReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads an {@code AWS::Serverless::Function}, its events included. */
final class FunctionReader {

    /** Lambda's default and greatest values (AWS Lambda Developer Guide, "Lambda quotas"). */
    private static final int DEFAULT_TIMEOUT_SECONDS = 3;

    private static final int MOST_TIMEOUT_SECONDS = 900;
    private static final int DEFAULT_MEMORY = 128;
    private static final int MOST_MEMORY = 10_240;
    private static final int DEFAULT_ASYNCHRONOUS_RETRIES = 2;
    private static final int MOST_ASYNCHRONOUS_AGE_SECONDS = 21_600;

    private final Path folder;
    private final PhysicalIds ids;
    private final EventReader events;

    FunctionReader(Path folder, PhysicalIds ids) {
        this.folder = folder;
        this.ids = ids;
        this.events = new EventReader(ids);
    }

    FunctionResource read(EvaluatedResource resource) {
        var reader = resource.reader();
        reader.oneOf("Runtime", "", List.of("java21", "java25"));
        var environment = reader.optionalChild("Environment");
        var asynchronous = reader.optionalChild("EventInvokeConfig");
        return new FunctionResource(
                resource.logicalId(),
                ids.name(resource.logicalId(), resource.line()),
                ids.functionArn(resource.logicalId(), resource.line()),
                reader.optionalText("AutoPublishAlias"),
                folder.resolve(reader.text("CodeUri")),
                reader.text("Handler"),
                Duration.ofSeconds(reader.integer("Timeout", 1, MOST_TIMEOUT_SECONDS, DEFAULT_TIMEOUT_SECONDS)),
                reader.integer("MemorySize", DEFAULT_MEMORY, MOST_MEMORY, DEFAULT_MEMORY),
                environment.map(node -> node.textMap("Variables")).orElse(Map.of()),
                reader.optionalInteger("ReservedConcurrentExecutions"),
                asynchronous(asynchronous),
                asynchronous.flatMap(EventReader::onFailureQueue),
                events(resource),
                PolicyReader.read(reader));
    }

    /** The queues that SAM makes for dead letters of the functions read so far. */
    List<QueueResource> deadLetterQueues() {
        return events.deadLetterQueues();
    }

    private List<EventSource> events(EvaluatedResource resource) {
        var sources = new ArrayList<EventSource>();
        resource.reader()
                .children("Events")
                .forEach((name, event) -> sources.add(events.read(resource.logicalId() + name, event)));
        return sources;
    }

    private static RetryPolicy asynchronous(Optional<PropertyReader> config) {
        var retries = config.map(reader -> reader.integer(
                        "MaximumRetryAttempts", 0, DEFAULT_ASYNCHRONOUS_RETRIES, DEFAULT_ASYNCHRONOUS_RETRIES))
                .orElse(DEFAULT_ASYNCHRONOUS_RETRIES);
        var age = config.map(reader -> reader.integer(
                        "MaximumEventAgeInSeconds", 60, MOST_ASYNCHRONOUS_AGE_SECONDS, MOST_ASYNCHRONOUS_AGE_SECONDS))
                .orElse(MOST_ASYNCHRONOUS_AGE_SECONDS);
        return new RetryPolicy(Optional.of(retries), Optional.of(Duration.ofSeconds(age)));
    }
}
