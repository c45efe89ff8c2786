package dev.tenantry.statemachine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tenantry.core.json.Json;
import dev.tenantry.stepfunctions.StepFunctions;
import dev.tenantry.stepfunctions.clock.SkippingClock;
import dev.tenantry.stepfunctions.lambda.LambdaResponse;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.StreamSupport;

/**
 * One execution of a definition, with functions that answer as they are told, in time that skips what nobody waits for.
 */
final class ExecutionScript {
    private static final String DONE = "{\"message\":\"done\"}";
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final Map<String, Deque<LambdaResponse>> scripts = new HashMap<>();
    private final Map<String, CyclicBarrier> barriers = new HashMap<>();
    private final Map<String, Decision> decisions = new HashMap<>();
    private final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();
    private final LinkedBlockingQueue<JsonNode> closings = new LinkedBlockingQueue<>();
    private boolean redrives;
    private volatile SkippingClock clock;
    private volatile StepFunctions engine;

    /**
     * The result that the holder of a function's task token reports, and after how long; without an error it is a
     * success.
     */
    private record Decision(Duration after, Optional<String> error) {}

    /**
     * One invocation.
     *
     * @param function the function's logical id; for the one that undoes all steps, the step's id
     * @param payload what it was given
     */
    record Call(String function, JsonNode payload) {}

    /**
     * The result of the execution.
     *
     * @param status of the execution
     * @param error that ended it, or empty
     * @param output of the execution, or missing
     * @param states that were entered, in order
     * @param calls of functions, in order
     * @param took from its start to its end, in the execution's time
     * @param events how many its history has
     */
    record Outcome(
            String status,
            String error,
            JsonNode output,
            List<String> states,
            List<Call> calls,
            Duration took,
            int events) {
        List<String> functions() {
            return calls.stream().map(Call::function).toList();
        }

        /** The functions that were called after so many redrives, in order. */
        List<String> functionsAfterRedrives(int count) {
            return calls.stream()
                    .filter(call -> call.payload().get("redriveCount").intValue() == count)
                    .map(Call::function)
                    .toList();
        }
    }

    /** Tells a function to answer its next calls so; after them it succeeds. */
    ExecutionScript script(String function, LambdaResponse response, int times) {
        var script = scripts.computeIfAbsent(function, any -> new ArrayDeque<>());
        for (var i = 0; i < times; i++) {
            script.add(response);
        }
        return this;
    }

    /** Lets none of these functions answer before all of them have been called. */
    ExecutionScript meet(Set<String> functions) {
        var barrier = new CyclicBarrier(functions.size());
        functions.forEach(function -> barriers.put(function, barrier));
        return this;
    }

    /** Tells a function that waits for its task token that it succeeded; nobody tells one that this is not said of. */
    ExecutionScript approve(String function, Duration after) {
        decisions.put(function, new Decision(after, Optional.empty()));
        return this;
    }

    /** Tells a function that waits for its task token that it failed. */
    ExecutionScript refuse(String function, Duration after, String error) {
        decisions.put(function, new Decision(after, Optional.of(error)));
        return this;
    }

    /** Redrives the execution when it fails, as somebody does in the AWS console, once. */
    ExecutionScript redriveWhenItFails() {
        redrives = true;
        return this;
    }

    /** A function that throws an exception of this class, as Lambda's Java runtime tells it. */
    static LambdaResponse thrown(String className) {
        return new LambdaResponse.FunctionError(JsonNodeFactory.instance
                .objectNode()
                .put("errorMessage", "told to fail")
                .put("errorType", className)
                .toString());
    }

    Outcome execute(Definition definition) {
        try (var time = new SkippingClock(START);
                var started = StepFunctions.builder()
                        .clock(time)
                        .seed(7)
                        .lambda(this::invoke)
                        .onStatusChange(event -> {
                            if (!event.at("/detail/status").textValue().equals("RUNNING")) {
                                closings.add(event.get("detail"));
                            }
                        })
                        .build()) {
            clock = time;
            engine = started;
            var machine = engine.createStateMachine(
                    "Provisioning", definition.withLogicalIds(), "arn:aws:iam::123456789012:role/test");
            engine.call(
                    "StartExecution",
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("stateMachineArn", machine)
                            .put("name", "job_1")
                            .put("input", "{\"jobId\":\"job_1\"}"));
            var closing = awaitClosing();
            if (redrives && closing.get("status").textValue().equals("FAILED")) {
                engine.call(
                        "RedriveExecution",
                        JsonNodeFactory.instance.objectNode().set("executionArn", closing.get("executionArn")));
                closing = awaitClosing();
            }
            return outcome(closing);
        }
    }

    private JsonNode awaitClosing() {
        try {
            return Optional.ofNullable(closings.poll(20, TimeUnit.SECONDS))
                    .orElseThrow(() -> new IllegalStateException("The execution did not end"));
        } catch (InterruptedException stopped) {
            throw new IllegalStateException("Interrupted while the execution ran", stopped);
        }
    }

    private LambdaResponse invoke(String function, byte[] payload) {
        var json = parse(new String(payload, UTF_8));
        var called = json.path("step").asText(function);
        calls.add(new Call(called, json));
        Optional.ofNullable(barriers.get(called)).ifPresent(ExecutionScript::await);
        var script = scripts.getOrDefault(called, new ArrayDeque<>());
        if (!script.isEmpty()) {
            return script.remove();
        }
        if (json.has("taskToken")) {
            Optional.ofNullable(decisions.get(called))
                    .ifPresent(
                            decision -> decide(decision, json.get("taskToken").textValue()));
        }
        return new LambdaResponse.Success(DONE);
    }

    private void decide(Decision decision, String token) {
        var news = JsonNodeFactory.instance.objectNode().put("taskToken", token);
        clock.schedule(
                clock.now().plus(decision.after()),
                () -> elsewhere(() -> decision.error()
                        .ifPresentOrElse(
                                error -> engine.call("SendTaskFailure", news.put("error", error)),
                                () -> engine.call("SendTaskSuccess", news.put("output", DONE)))));
    }

    /** The clock may run a timer on the execution's own thread, which must not wait for itself. */
    private void elsewhere(Runnable work) {
        var done = clock.begin();
        Thread.startVirtualThread(() -> {
            try {
                work.run();
            } finally {
                done.run();
            }
        });
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException missing) {
            throw new IllegalStateException("The others were not called", missing);
        }
    }

    private Outcome outcome(JsonNode detail) {
        var history = engine.call(
                        "GetExecutionHistory",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("executionArn", detail.get("executionArn").textValue())
                                .put("maxResults", 1000))
                .body()
                .get("events");
        var states = StreamSupport.stream(history.spliterator(), false)
                .filter(event -> event.get("type").textValue().endsWith("StateEntered"))
                .map(event -> event.at("/stateEnteredEventDetails/name").textValue())
                .toList();
        var output = detail.hasNonNull("output") ? parse(detail.get("output").textValue()) : detail.path("output");
        return new Outcome(
                detail.get("status").textValue(),
                detail.path("error").asText(""),
                output,
                states,
                List.copyOf(calls),
                Duration.ofMillis(detail.get("stopDate").longValue()
                        - detail.get("startDate").longValue()),
                history.size());
    }

    private static JsonNode parse(String json) {
        try {
            return Json.parse(json);
        } catch (JsonProcessingException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
