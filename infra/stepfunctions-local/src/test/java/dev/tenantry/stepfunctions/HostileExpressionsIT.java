package dev.tenantry.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.json.Json;
import dev.tenantry.stepfunctions.jsonata.Meter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Sends a server of its own, with 512 MiB and two processors, expressions that ask for too much, two at a time, and
 * meanwhile asks it for its machines fifty times a second. A second, idle server shows how late the machine itself is;
 * that is added to each limit, and {@link Slack} says how much the limits are exceeded while other tests run.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileExpressionsIT {
    private static final int AT_A_TIME = 2;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
    private static final Duration END = Duration.ofSeconds(5);
    private static final int EVALUATING = 10;
    private static final int TESTS_AT_ONCE = 100;
    private static final int HUNGRY_AT_ONCE = 40;

    /** Evaluates for ever: forty times, and then again. */
    private static final String ENDLESS = """
            {"QueryLanguage": "JSONata", "StartAt": "A", "States": {
              "A": {"Type": "Map", "Items": "{% [1..40] %}", "Next": "B", "ItemProcessor": {"StartAt": "E", "States": {
                "E": {"Type": "Pass", "End": true, "Output": "{% $sum($map([1..100000], function($i){ $i / 3 })) %}"}}}},
              "B": {"Type": "Pass", "Next": "C", "Output": "{% $states.input[0] %}"},
              "C": {"Type": "Choice", "Default": "D", "Choices": [{"Condition": "{% true %}", "Next": "A"}]},
              "D": {"Type": "Succeed"}}}""";

    /** Objects are what needs most of the heap compared with what is counted. */
    private static final String HUNGRY = """
            {"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Pass", "End": true,
              "Output": "{% $count([1..60000].{'a': $}) %}"}}}""";

    private static final String TOO_LONG = """
            {"Type": "Pass", "QueryLanguage": "JSONata", "End": true,
              "Output": "{% ($f := function($x){ $f($x + 1) }; $f(1)) %}"}""";

    private static final Map<String, String> CAUSES =
            Map.of("memory", Meter.TOO_LARGE, "time", Meter.TOO_LONG, "depth", Meter.TOO_DEEP);

    private ServerProcess server;
    private ServerProcess idle;
    private HttpApi api;

    /**
     * An expression of the list.
     *
     * @param ends what AWS ends it with, or {@code -}
     */
    private record Hostile(String ends, String expression) {
        String definition() {
            ObjectNode definition = Json.NODES.objectNode().put("QueryLanguage", "JSONata");
            definition.put("StartAt", "E");
            definition
                    .putObject("States")
                    .putObject("E")
                    .put("Type", "Pass")
                    .put("Output", "{% " + expression + " %}")
                    .put("End", true);
            return Json.text(definition);
        }
    }

    /** How an execution ended. */
    private record End(Hostile hostile, String status, String cause, Duration after) {
        boolean isAsOnAws() {
            return hostile.ends().equals("-") ? !status.equals("RUNNING") : cause.endsWith(CAUSES.get(hostile.ends()));
        }

        @Override
        public String toString() {
            return after.toMillis() + " ms " + status + " " + hostile + (cause.isEmpty() ? "" : ": " + cause);
        }
    }

    @BeforeAll
    void startServers() throws IOException {
        server = new ServerProcess();
        idle = new ServerProcess();
        api = server.api();
    }

    @AfterAll
    void stopServers() {
        server.close();
        idle.close();
    }

    private Pacer pacer() {
        return new Pacer(api, idle.api());
    }

    private static List<Hostile> expressions() throws IOException {
        try (InputStream file = HostileExpressionsIT.class.getResourceAsStream("hostile.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" +", 2))
                    .map(parts -> new Hostile(parts[0], parts[1]))
                    .toList();
        }
    }

    private static String input() {
        ObjectNode input = Json.NODES.objectNode().put("text", "a".repeat(20_000));
        ArrayNode numbers = input.putArray("numbers");
        for (int i = 0; i < 4_000; i++) {
            numbers.add(i);
        }
        ArrayNode texts = input.putArray("texts");
        ObjectNode object = input.putObject("object");
        for (int i = 0; i < 1_000; i++) {
            texts.add("text " + i);
            object.put("f" + i, i);
        }
        return Json.text(input);
    }

    @Test
    void neitherStopTheServerNorKeepOthersWaiting() throws Exception {
        Queue<Hostile> open = new ConcurrentLinkedQueue<>(expressions());
        int count = open.size();
        List<End> ends = new CopyOnWriteArrayList<>();
        Answers answers;
        try (var pacer = pacer();
                ExecutorService workers = Executors.newFixedThreadPool(AT_A_TIME)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < AT_A_TIME; i++) {
                running.add(workers.submit(() -> {
                    for (Hostile next = open.poll(); next != null; next = open.poll()) {
                        ends.add(run(next));
                    }
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
            answers = pacer.answers();
        }
        ends.sort(Comparator.comparing(End::after).reversed());
        System.out.println(count + " expressions; " + answers + "; slowest executions:");
        ends.stream().limit(5).forEach(System.out::println);

        assertThat(server.isAlive()).isTrue();
        assertThat(ends).hasSize(count).allMatch(End::isAsOnAws);
        assertThat(ends).allMatch(end -> end.after().compareTo(Slack.of(END).plus(answers.late())) <= 0);
        assertThat(answers).matches(Answers::inTime);
    }

    /** Executions that evaluate as long as they may, in one state after the other and in many branches at once. */
    @Test
    void areStoppedOnRequest() throws Exception {
        String machine = api.create("endless", ENDLESS);
        List<Duration> stops = new ArrayList<>();
        Answers answers;
        try (var pacer = pacer()) {
            for (int round = 0; round < 2; round++) {
                List<String> executions = new ArrayList<>();
                for (int i = 0; i < EVALUATING; i++) {
                    executions.add(api.start(machine, "{}"));
                }
                for (String execution : executions) {
                    long from = System.nanoTime();
                    api.call("StopExecution", Json.NODES.objectNode().put("executionArn", execution));
                    stops.add(Duration.ofNanos(System.nanoTime() - from));
                    assertThat(api.describe(execution).path("status").asText()).isEqualTo("ABORTED");
                }
            }
            answers = pacer.answers();
        }
        System.out.printf(
                "StopExecution while %d executions evaluate: max %d ms of %d; %s%n",
                EVALUATING,
                stops.stream().max(Comparator.naturalOrder()).orElseThrow().toMillis(),
                stops.size(),
                answers);
        Duration limit = Slack.of(END).plus(answers.late());
        assertThat(stops).allMatch(stop -> stop.compareTo(limit) <= 0);
        assertThat(answers).matches(Answers::inTime);
    }

    /** A test of a state evaluates too, while its caller waits; it must not take the threads of the others. */
    @Test
    void areTestedWithoutKeepingOthersWaiting() throws Exception {
        ObjectNode request = Json.NODES.objectNode().put("definition", TOO_LONG);
        Answers answers;
        try (var pacer = pacer();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<JsonNode>> tests = new ArrayList<>();
            for (int i = 0; i < TESTS_AT_ONCE; i++) {
                tests.add(callers.submit(() -> api.call("TestState", request)));
            }
            for (Future<JsonNode> each : tests) {
                assertThat(each.get().path("cause").asText()).endsWith(Meter.TOO_LONG);
            }
            answers = pacer.answers();
        }
        System.out.println("While " + TESTS_AT_ONCE + " states are tested: " + answers);
        assertThat(answers).matches(Answers::inTime);
    }

    /** Many that are within the memory of one, and together would need more than the process has. */
    @Test
    void needNoMoreMemoryTogetherThanThereIs() throws Exception {
        String machine = api.create("hungry", HUNGRY);
        Answers answers;
        try (var pacer = pacer()) {
            List<String> executions = new ArrayList<>();
            for (int i = 0; i < HUNGRY_AT_ONCE; i++) {
                executions.add(api.start(machine, "{}"));
            }
            for (String execution : executions) {
                await().atMost(Duration.ofSeconds(60))
                        .until(() ->
                                !api.describe(execution).path("status").asText().equals("RUNNING"));
                assertThat(api.describe(execution).path("output").asText()).isEqualTo("60000");
            }
            answers = pacer.answers();
        }
        System.out.println("While " + HUNGRY_AT_ONCE + " executions need memory: " + answers);
        assertThat(answers).matches(Answers::inTime);
    }

    private End run(Hostile hostile) {
        String machine =
                api.create("h" + Integer.toHexString(hostile.expression().hashCode()), hostile.definition());
        long from = System.nanoTime();
        String execution = api.start(machine, input());
        JsonNode description = api.describe(execution);
        while (description.path("status").asText().equals("RUNNING") && System.nanoTime() - from < 4 * END.toNanos()) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            description = api.describe(execution);
        }
        Duration after = Duration.ofNanos(System.nanoTime() - from);
        return new End(
                hostile,
                description.path("status").asText(),
                description.path("cause").asText(),
                after);
    }
}
