package dev.tenantry.local;

import dev.tenantry.local.cloudwatch.ServiceMetrics;
import dev.tenantry.local.dynamodb.CommitNotifier;
import dev.tenantry.local.dynamodb.Streams;
import dev.tenantry.local.dynamodb.Tables;
import dev.tenantry.local.invocation.FunctionInvoker;
import dev.tenantry.local.invocation.QueueSender;
import dev.tenantry.local.streams.EventSourceMapping;
import dev.tenantry.local.template.EventSource.StreamMapping;
import dev.tenantry.local.template.FunctionResource;
import dev.tenantry.local.template.Template;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The template's tables and the event source mappings that read their streams. */
final class StreamMappings implements AutoCloseable {

    private final URI dynamoDb;
    private final CommitNotifier commits;
    private final Optional<Path> data;
    private final FunctionInvoker lambda;
    private final QueueSender queues;
    private final ServiceMetrics metrics;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Closeables mappings = new Closeables();

    StreamMappings(
            URI dynamoDb,
            CommitNotifier commits,
            Optional<Path> data,
            FunctionInvoker lambda,
            QueueSender queues,
            ServiceMetrics metrics) {
        this.metrics = metrics;
        this.dynamoDb = dynamoDb;
        this.commits = commits;
        this.data = data;
        this.lambda = lambda;
        this.queues = queues;
    }

    /** Makes the tables, then starts the mappings. */
    void start(Template template) throws IOException, InterruptedException {
        var tables = new Tables(dynamoDb, http);
        var reader = new Streams(dynamoDb, http, commits);
        var streams = new HashMap<String, String>();
        for (var table : template.tables()) {
            streams.put(table.streamArn(), tables.create(table));
        }
        for (var function : template.functions()) {
            for (var mapping : function.eventsOf(StreamMapping.class)) {
                start(function, mapping, streams, reader);
            }
        }
    }

    private void start(FunctionResource function, StreamMapping mapping, Map<String, String> streams, Streams reader)
            throws IOException, InterruptedException {
        var stream = Optional.ofNullable(streams.get(mapping.streamArn()))
                .orElseThrow(() -> new IllegalArgumentException(
                        mapping.name() + " reads a stream that no table of the template has: " + mapping.streamArn()));
        mappings.add(new EventSourceMapping(
                                mapping,
                                function.invokedArn(),
                                stream,
                                reader,
                                lambda,
                                queues,
                                data.map(folder -> folder.resolve("streams").resolve(mapping.name() + ".json")))
                        .reportingAges(age -> metrics.iteratorAge(function.name(), age)))
                .start();
    }

    @Override
    public void close() {
        mappings.close();
        http.shutdownNow();
    }
}
