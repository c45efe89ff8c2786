package dev.tenantry.stepfunctions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.json.Json;
import dev.tenantry.stepfunctions.lambda.LambdaResponse;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Measures the engine in process. The module's README.md says how to run it. */
final class Benchmark {
    private static final int STATES = 12;
    private static final int WARM_UP = 1_500;
    private static final int SEQUENTIAL = 500;
    private static final int CONCURRENT = 2_000;
    private static final int AT_ONCE = 50;
    private static final int WAITING = 10_000;

    private Benchmark() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("stepfunctions-benchmark");
        try {
            measure("in memory", StepFunctions.builder());
            measure("durable", StepFunctions.builder().dataDirectory(folder.resolve("durable")));
            measure(
                    "forced",
                    StepFunctions.builder()
                            .dataDirectory(folder.resolve("forced"))
                            .forceToDisk(true));
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
        measureWaiting();
    }

    /** An engine with a function that does nothing, and a way to wait for executions to end. */
    private static final class Engine implements AutoCloseable {
        private volatile Consumer<String> ended = arn -> {};
        private final AtomicInteger calls = new AtomicInteger();
        private final StepFunctions engine;

        Engine(StepFunctions.Builder builder) {
            engine = builder.lambda((function, payload) -> {
                        calls.incrementAndGet();
                        return new LambdaResponse.Success("{}");
                    })
                    .onStatusChange(event -> {
                        if (!event.path("detail").path("status").asText().equals("RUNNING")) {
                            ended.accept(
                                    event.path("detail").path("executionArn").asText());
                        }
                    })
                    .build();
        }

        void start(String machine) {
            ObjectNode request = Json.NODES.objectNode().put("stateMachineArn", machine);
            if (!engine.call("StartExecution", request).ok()) {
                throw new IllegalStateException("not started");
            }
        }

        @Override
        public void close() {
            engine.close();
        }
    }

    private static String chain() {
        String states = IntStream.range(0, STATES)
                .mapToObj(i ->
                        "\"S%d\": {\"Type\": \"Task\", \"Resource\": \"arn:aws:lambda:us-east-1:123456789012:function:f\", %s}"
                                .formatted(i, i == STATES - 1 ? "\"End\": true" : "\"Next\": \"S" + (i + 1) + "\""))
                .collect(Collectors.joining(", "));
        return "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"S0\", \"States\": {" + states + "}}";
    }

    private static void measure(String name, StepFunctions.Builder builder) throws InterruptedException {
        try (var engine = new Engine(builder)) {
            String machine = engine.engine.createStateMachine("chain", chain(), EngineFixture.ROLE);
            concurrently(engine, machine, WARM_UP);
            double[] perState = new double[SEQUENTIAL];
            for (int i = 0; i < SEQUENTIAL; i++) {
                perState[i] = sequentially(engine, machine);
            }
            Arrays.sort(perState);
            long nanos = concurrently(engine, machine, CONCURRENT);
            System.out.printf(
                    "%-10s one after the other: median %.3f ms a state; %d executions at once: %.0f states a second%n",
                    name, perState[SEQUENTIAL / 2], AT_ONCE, 1e9 * CONCURRENT * STATES / nanos);
        }
    }

    private static double sequentially(Engine engine, String machine) throws InterruptedException {
        var done = new CountDownLatch(1);
        engine.ended = arn -> done.countDown();
        long from = System.nanoTime();
        engine.start(machine);
        await(done);
        return (System.nanoTime() - from) / 1e6 / STATES;
    }

    private static long concurrently(Engine engine, String machine, int executions) throws InterruptedException {
        var free = new Semaphore(AT_ONCE);
        var done = new CountDownLatch(executions);
        engine.ended = arn -> {
            free.release();
            done.countDown();
        };
        long from = System.nanoTime();
        for (int i = 0; i < executions; i++) {
            free.acquire();
            engine.start(machine);
        }
        await(done);
        return System.nanoTime() - from;
    }

    private static void await(CountDownLatch done) throws InterruptedException {
        if (!done.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("executions did not end");
        }
    }

    private static void measureWaiting() throws InterruptedException {
        try (var engine = new Engine(StepFunctions.builder())) {
            String machine = engine.engine.createStateMachine("waiting", """
                    {"QueryLanguage": "JSONata", "StartAt": "T", "States": {"T": {"Type": "Task", "End": true,
                      "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "HeartbeatSeconds": 86400,
                      "Arguments": {"FunctionName": "f", "Payload": "{% $states.context.Task.Token %}"}}}}""", EngineFixture.ROLE);
            long before = heap();
            int threads = Thread.activeCount();
            for (int i = 0; i < WAITING; i++) {
                engine.start(machine);
            }
            while (engine.calls.get() < WAITING) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            System.out.printf(
                    "%,d executions waiting for a token: %d MiB of heap, %d more threads%n",
                    WAITING, (heap() - before) >> 20, Thread.activeCount() - threads);
        }
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
