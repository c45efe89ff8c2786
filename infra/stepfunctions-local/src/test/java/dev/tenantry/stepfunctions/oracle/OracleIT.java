package dev.tenantry.stepfunctions.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.ScaledClock;
import dev.tenantry.stepfunctions.StepFunctions;
import dev.tenantry.stepfunctions.json.Json;
import dev.tenantry.stepfunctions.protocol.ApiResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs executions that were recorded from AWS, and expects the same status, output, error, cause and history. */
@DisplayName("An execution recorded from AWS")
class OracleIT {
    private static final Path CASES = Path.of("..", "..", "..", "shared", "asl-oracle", "cases");
    private static final String ABSENT = "(the recorded cases are not here)";
    private static final int SPEED = 4;

    static Stream<String> cases() throws IOException {
        if (!Files.isDirectory(CASES)) {
            return Stream.of(ABSENT);
        }
        try (Stream<Path> files = Files.list(CASES)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    @Execution(ExecutionMode.CONCURRENT)
    void isReproduced(String file) throws IOException {
        if (file.equals(ABSENT)) {
            abort("no recorded cases in " + CASES.toAbsolutePath().normalize());
        }
        JsonNode recorded = Json.parse(Files.readAllBytes(CASES.resolve(file)));
        try (var clock = new ScaledClock(SPEED)) {
            var lambda = new ScriptedLambda(clock);
            try (StepFunctions engine =
                    StepFunctions.builder().clock(clock).lambda(lambda).build()) {
                lambda.connect(engine);
                assertThat(new Run(engine, lambda, recorded).differences()).isEmpty();
            }
        }
    }

    /** One execution of a recorded case. */
    private static final class Run {
        private final StepFunctions engine;
        private final JsonNode recorded;
        private final PlaceholderFiller placeholders = new PlaceholderFiller();

        Run(StepFunctions engine, ScriptedLambda lambda, JsonNode recorded) {
            this.engine = engine;
            this.recorded = recorded;
            recorded.path("lambda")
                    .properties()
                    .forEach(function ->
                            lambda.add(placeholders.text(function.getKey()), placeholders.json(function.getValue())));
        }

        List<String> differences() {
            JsonNode setup = recorded.path("setup");
            for (int i = 0; i < setup.size(); i++) {
                placeholders.put(
                        "setup" + i,
                        create(
                                placeholders.text(setup.get(i).path("name").asText()),
                                setup.get(i).path("definition")));
            }
            ObjectNode start = Json.NODES.objectNode();
            start.set(
                    "stateMachineArn",
                    create("recorded", recorded.path("definition")).path("stateMachineArn"));
            if (recorded.has("input")) {
                start.put("input", Json.text(placeholders.json(recorded.get("input"))));
            }
            if (recorded.has("executionName")) {
                start.put(
                        "name", placeholders.text(recorded.path("executionName").asText()));
            }
            String arn = call("StartExecution", start).path("executionArn").asText();
            JsonNode execution = ended(arn);
            JsonNode expected = recorded.path("expect");
            List<String> differences = new ArrayList<>();
            differences.addAll(Recording.differences(expected.path("status"), execution.path("status"), "status"));
            for (String field : List.of("error", "cause")) {
                if (expected.has(field)) {
                    differences.addAll(Recording.differences(expected.get(field), execution.path(field), field));
                } else if (expected.has("history") && execution.has(field)) {
                    differences.add(field + ": unexpected " + execution.get(field));
                }
            }
            if (expected.has("output")) {
                differences.addAll(
                        Recording.textDifferences(expected.get("output"), execution.path("output"), "output"));
            }
            if (expected.has("describe")) {
                differences.addAll(Recording.differences(expected.get("describe"), execution, "describe"));
            }
            if (expected.has("history")) {
                differences.addAll(RecordedHistory.differences(
                        list(expected.get("history")),
                        history(arn),
                        expected.path("unordered").asBoolean()));
            }
            return differences;
        }

        private JsonNode create(String name, JsonNode definition) {
            ObjectNode request = Json.NODES.objectNode();
            request.put("name", name);
            request.put("definition", Json.text(placeholders.json(definition)));
            request.put("roleArn", "arn:aws:iam::123456789012:role/recorded");
            return call("CreateStateMachine", request);
        }

        private JsonNode ended(String arn) {
            ObjectNode request = Json.NODES.objectNode().put("executionArn", arn);
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> !call("DescribeExecution", request)
                            .path("status")
                            .asText()
                            .equals("RUNNING"));
            return call("DescribeExecution", request);
        }

        private List<JsonNode> history(String arn) {
            ObjectNode request =
                    Json.NODES.objectNode().put("executionArn", arn).put("maxResults", 1000);
            return list(call("GetExecutionHistory", request).path("events"));
        }

        private static List<JsonNode> list(JsonNode array) {
            List<JsonNode> elements = new ArrayList<>();
            array.forEach(elements::add);
            return elements;
        }

        private JsonNode call(String operation, JsonNode request) {
            ApiResponse response = engine.call(operation, request);
            assertThat(response.ok()).as("%s: %s", operation, response.body()).isTrue();
            return response.body();
        }
    }
}
