package dev.tenantry.stepfunctions.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.StepFunctions;
import dev.tenantry.stepfunctions.clock.EngineClock;
import dev.tenantry.stepfunctions.json.Json;
import dev.tenantry.stepfunctions.lambda.LambdaInvoker;
import dev.tenantry.stepfunctions.lambda.LambdaResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Functions that behave as a case says. */
final class ScriptedLambda implements LambdaInvoker {
    private final Map<String, JsonNode> behaviours = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final EngineClock clock;
    private volatile StepFunctions engine;

    ScriptedLambda(EngineClock clock) {
        this.clock = clock;
    }

    void add(String name, JsonNode behaviour) {
        behaviours.put(name, behaviour);
    }

    /** The engine that callbacks go to. */
    void connect(StepFunctions value) {
        engine = value;
    }

    @Override
    public LambdaResponse invoke(String function, byte[] payload) {
        String name = function.replaceFirst("^arn:[^:]+:lambda:[^:]*:[^:]*:function:", "");
        JsonNode behaviour = behaviours.get(name);
        if (behaviour == null) {
            return new LambdaResponse.ServiceError("ResourceNotFoundException", "Function not found: " + function, 404);
        }
        try {
            return run(name, behaviour, Json.parse(payload));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LambdaResponse run(String name, JsonNode behaviour, JsonNode event) {
        return switch (behaviour.path("type").asText()) {
            case "echo" -> success(event);
            case "constant" -> success(behaviour.path("value"));
            case "constant_large" ->
                success(Json.NODES.textNode(behaviour
                        .path("char")
                        .asText()
                        .repeat(behaviour.path("count").asInt())));
            case "raise" -> raise(behaviour);
            case "sleep" -> {
                sleep(behaviour.path("seconds").asDouble());
                yield run(name, behaviour.path("then"), event);
            }
            case "sequence" -> {
                JsonNode steps = behaviour.path("behaviours");
                yield run(name, steps.get(Math.min(count(name), steps.size() - 1)), event);
            }
            case "fail_then_succeed" ->
                run(name, behaviour.path(count(name) < behaviour.path("times").asInt() ? "error" : "then"), event);
            case "callback" -> {
                Thread.startVirtualThread(() -> callBack(behaviour, event));
                yield success(behaviour.path("response"));
            }
            default -> throw new IllegalArgumentException("unknown behaviour: " + behaviour);
        };
    }

    private int count(String name) {
        return calls.computeIfAbsent(name, _ -> new AtomicInteger()).getAndIncrement();
    }

    private static LambdaResponse success(JsonNode value) {
        return new LambdaResponse.Success(value.isMissingNode() ? "null" : Json.text(value));
    }

    private static LambdaResponse raise(JsonNode behaviour) {
        ObjectNode error = Json.NODES.objectNode();
        error.put("errorMessage", behaviour.path("errorMessage").asText());
        error.put("errorType", behaviour.path("errorType").asText());
        error.put("requestId", UUID.randomUUID().toString());
        error.set("stackTrace", behaviour.path("stackTrace"));
        return new LambdaResponse.FunctionError(Json.text(error));
    }

    private void sleep(double seconds) {
        var over = new CountDownLatch(1);
        clock.schedule(clock.now().plus(Duration.ofMillis((long) (seconds * 1000))), over::countDown);
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void callBack(JsonNode behaviour, JsonNode event) {
        String token =
                find(event, "(?i)task_?-?token|token").map(JsonNode::asText).orElse("");
        for (JsonNode action : behaviour.path("actions")) {
            sleep(action.path("after").asDouble(0.3));
            ObjectNode request = Json.NODES.objectNode().put("taskToken", token);
            switch (action.path("do").asText()) {
                case "success" -> {
                    JsonNode output = action.has("output")
                            ? action.get("output")
                            : find(event, action.path("output_key").asText("Message"))
                                    .orElseThrow();
                    engine.call("SendTaskSuccess", request.put("output", Json.text(output)));
                }
                case "failure" -> {
                    action.properties().stream()
                            .filter(field -> field.getKey().matches("error|cause"))
                            .forEach(field -> request.set(field.getKey(), field.getValue()));
                    engine.call("SendTaskFailure", request);
                }
                default -> engine.call("SendTaskHeartbeat", request);
            }
        }
    }

    private static Optional<JsonNode> find(JsonNode node, String name) {
        for (var field : node.properties()) {
            if (field.getKey().matches(name)) {
                return Optional.of(field.getValue());
            }
        }
        for (JsonNode child : node) {
            Optional<JsonNode> found = find(child, name);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
