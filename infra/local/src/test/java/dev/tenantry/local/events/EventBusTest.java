package dev.tenantry.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.local.lambda.AsyncInvoker;
import dev.tenantry.local.lambda.CodeFolder;
import dev.tenantry.local.lambda.LambdaService;
import dev.tenantry.local.lambda.SampleFunctions;
import dev.tenantry.local.lambda.SampleHandlers;
import dev.tenantry.local.template.FunctionResource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventBusTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double SPEED = 10_000;

    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private LambdaService lambda;
    private AsyncInvoker events;

    @TempDir
    private Path code;

    @AfterEach
    void close() {
        events.close();
        lambda.close();
    }

    @Test
    void aRuleInvokesItsFunctionWithTheEventsThatFit() throws IOException {
        var functions = functions("Rule: {Type: EventBridgeRule, Properties: {Pattern: "
                + "{source: [aws.states], detail: {status: [FAILED, ABORTED]}}}}");
        var bus = new EventBus(functions, events);

        bus.accept(event("FAILED"));
        bus.accept(event("RUNNING"));
        bus.accept(event("ABORTED"));

        await().until(() -> log.size() == 2);
        await().during(Duration.ofMillis(50)).until(() -> log.size() == 2);
        assertThat(log)
                .anyMatch(line -> line.contains("status=FAILED"))
                .anyMatch(line -> line.contains("status=ABORTED"));
    }

    @Test
    void aRuleMayGiveItsFunctionAnotherInput() throws IOException {
        var functions = functions("Rule: {Type: EventBridgeRule, Properties: {Pattern: {source: [aws.states]}, "
                + "Input: '{\"wake\":true}'}}");

        new EventBus(functions, events).accept(event("FAILED"));

        await().until(() -> log.size() == 1);
        assertThat(log).containsExactly("{wake=true}");
    }

    @Test
    void aScheduleInvokesItsFunctionAtItsRate() {
        var functions = functions("Tick: {Type: ScheduleV2, Properties: {ScheduleExpression: rate(5 minutes)}}");

        try (var scheduler = new Scheduler(events, SPEED)) {
            scheduler.start(functions);

            await().until(() -> log.size() >= 3);
        }
        assertThat(log).allMatch(line -> line.contains("detail-type=Scheduled Event"));
    }

    private static JsonNode event(String status) throws IOException {
        return JSON.readTree("{\"source\":\"aws.states\",\"detail\":{\"status\":\"" + status + "\"}}");
    }

    private List<FunctionResource> functions(String event) {
        CodeFolder.of(code, SampleHandlers.class);
        var functions = SampleFunctions.read(
                "Fn", code, SampleHandlers.class.getName() + "$Logging", "Events: {" + event + "}");
        lambda = new LambdaService(functions, URI.create("http://127.0.0.1:4566"), (function, line) -> log.add(line));
        events = new AsyncInvoker(lambda, (queue, body) -> log.add("dead " + body), SPEED);
        return functions;
    }
}
