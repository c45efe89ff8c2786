package dev.tenantry.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.json.Json;
import dev.tenantry.stepfunctions.lambda.LambdaResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the process again and again while executions run, and expects every one of them to end as if nothing had
 * happened.
 */
@Tag("long")
class KillIT {
    static final int EXECUTIONS = 50;

    /** A few in every build; {@code -Dtest.jvm.flags=-Dkills=30} for a thorough run. */
    private static final int KILLS = Integer.getInteger("kills", 3);

    static final Map<String, String> DEFINITIONS = Map.of(
            "chain",
            machine("\"A\": " + task("a", "\"Next\": \"B\"") + ", \"B\": " + task("b", "\"Next\": \"W\"")
                    + ", \"W\": {\"Type\": \"Wait\", \"Seconds\": 1, \"Next\": \"C\"}, \"C\": "
                    + task("c", "\"Next\": \"D\"")
                    + ", \"D\": " + task("d", "\"Next\": \"E\"") + ", \"E\": " + task("e", "\"End\": true")),
            "branches",
            machine(
                    "\"A\": {\"Type\": \"Parallel\", \"Output\": \"{% $sum($states.result) %}\", \"Next\": \"Z\", \"Branches\": ["
                            + "{\"StartAt\": \"L\", \"States\": {\"L\": " + task("l", "\"Next\": \"M\"") + ", \"M\": "
                            + task("m", "\"End\": true")
                            + "}}, {\"StartAt\": \"R\", \"States\": {\"R\": {\"Type\": \"Wait\", \"Seconds\": 1,"
                            + " \"Next\": \"S\"}, \"S\": " + task("s", "\"End\": true") + "}}]}, \"Z\": "
                            + task("z", "\"End\": true")),
            "items",
            machine(
                    "\"A\": {\"Type\": \"Map\", \"MaxConcurrency\": 2, \"Items\": \"{% [$states.input, $states.input, $states.input] %}\","
                            + " \"ItemSelector\": \"{% $states.context.Map.Item.Value * 10 + $states.context.Map.Item.Index %}\","
                            + " \"Output\": \"{% $sum($states.result) %}\", \"Next\": \"Y\", \"ItemProcessor\": {\"StartAt\": \"I\","
                            + " \"States\": {\"I\": " + task("i", "\"Next\": \"J\"") + ", \"J\": "
                            + task("j", "\"End\": true")
                            + "}}}, \"Y\": " + task("y", "\"End\": true")),
            "children",
            machine(
                    "\"A\": {\"Type\": \"Map\", \"MaxConcurrency\": 2, \"Items\": \"{% [1..4] %}\", \"Output\": \"{% $sum($states.result) %}\","
                            + " \"End\": true, \"ItemProcessor\": {\"ProcessorConfig\": {\"Mode\": \"DISTRIBUTED\", \"ExecutionType\":"
                            + " \"STANDARD\"}, \"StartAt\": \"K\", \"States\": {\"K\": " + task("k", "\"End\": true")
                            + "}}}"));

    private static final List<String> NAMES = List.of("chain", "branches", "items", "children");

    @TempDir
    Path folder;

    private static String task(String function, String fields) {
        return "{\"Type\": \"Task\", \"Resource\": \"arn:aws:lambda:us-east-1:123456789012:function:%s\", %s}"
                .formatted(function, fields);
    }

    private static String machine(String states) {
        return "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"A\", \"States\": {" + states + "}}";
    }

    static String machineArn(int number) {
        return "arn:aws:states:us-east-1:123456789012:stateMachine:" + NAMES.get(number % NAMES.size());
    }

    private static long expected(int number) {
        return switch (NAMES.get(number % NAMES.size())) {
            case "chain" -> number + 5;
            case "branches" -> number + 2 + number + 1 + 1;
            case "items" -> 30L * number + 3 + 6 + 1;
            default -> 14;
        };
    }

    @Test
    void losesNothingAndCompletesNoStateTwice() throws IOException, InterruptedException {
        var random = new Random(7);
        for (int i = 0; i < KILLS; i++) {
            killAfter(random.nextInt(250));
        }
        Map<String, Integer> completed = new HashMap<>();
        try (StepFunctions engine = StepFunctions.builder()
                .dataDirectory(folder)
                .lambda((function, payload) -> new LambdaResponse.Success(
                        String.valueOf(Json.trusted(new String(payload, StandardCharsets.UTF_8))
                                        .asInt()
                                + 1)))
                .build()) {
            for (int i = 0; i < EXECUTIONS; i++) {
                check(engine, i, completed);
            }
        }
        long calls;
        try (var lines = Files.lines(folder.resolve("calls.log"))) {
            calls = lines.count();
        }
        System.out.printf(
                "%d executions, killed %d times: %d states completed, each once; %d calls before the last kill%n",
                EXECUTIONS, KILLS, completed.size(), calls);
        assertThat(completed.values()).containsOnly(1);
    }

    private void killAfter(int millis) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(KilledEngine.class.getName(), folder.toString(), String.valueOf(EXECUTIONS)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo("ready");
            // Some die sooner than others; that is the point, and not a wait for something.
            process.waitFor(millis, TimeUnit.MILLISECONDS);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static void check(StepFunctions engine, int number, Map<String, Integer> completed) {
        String arn = machineArn(number).replace(":stateMachine:", ":execution:") + ":run-" + number;
        ObjectNode request = Json.NODES.objectNode().put("executionArn", arn).put("maxResults", 1000);
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !engine.call("DescribeExecution", request)
                        .body()
                        .path("status")
                        .asText("RUNNING")
                        .equals("RUNNING"));
        JsonNode description = engine.call("DescribeExecution", request).body();
        assertThat(description.path("status").asText()).as(arn).isEqualTo("SUCCEEDED");
        assertThat(description
                        .path("output")
                        .asLong(Json.trusted(description.path("output").asText())
                                .asLong()))
                .as(arn)
                .isEqualTo(expected(number));
        JsonNode history = engine.call("GetExecutionHistory", request).body().path("events");
        for (int i = 0; i < history.size(); i++) {
            JsonNode event = history.get(i);
            assertThat(event.path("id").asInt()).as(arn).isEqualTo(i + 1);
            if (event.path("type").asText().endsWith("StateExited")) {
                String state = event.path("stateExitedEventDetails").toString();
                completed.merge(arn + state, 1, Integer::sum);
            }
        }
    }
}
