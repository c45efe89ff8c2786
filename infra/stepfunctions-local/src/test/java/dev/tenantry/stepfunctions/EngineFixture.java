package dev.tenantry.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.clock.EngineClock;
import dev.tenantry.stepfunctions.clock.SkippingClock;
import dev.tenantry.stepfunctions.json.Json;
import dev.tenantry.stepfunctions.lambda.LambdaResponse;
import dev.tenantry.stepfunctions.protocol.ApiResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Engine for tests: its functions are Java lambdas, and unless told otherwise its clock skips idle time. */
final class EngineFixture implements AutoCloseable {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final String ROLE = "arn:aws:iam::123456789012:role/engine";
    private static final String FUNCTION_PREFIX = "arn:aws:lambda:us-east-1:123456789012:function:";

    /** A function that fails: thrown by a {@link #function}. */
    static final class FunctionFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String errorType;

        FunctionFailed(String errorType, String message) {
            super(message);
            this.errorType = errorType;
        }
    }

    final List<JsonNode> statusEvents = new CopyOnWriteArrayList<>();
    final EngineClock clock;
    final StepFunctions engine;
    private final Map<String, UnaryOperator<JsonNode>> functions = new ConcurrentHashMap<>();

    EngineFixture() {
        this(new SkippingClock(START));
    }

    EngineFixture(EngineClock clock) {
        this(clock, StepFunctions.builder().seed(1));
    }

    EngineFixture(EngineClock clock, StepFunctions.Builder builder) {
        this.clock = clock;
        this.engine = builder.clock(clock)
                .lambda(this::invoke)
                .onStatusChange(statusEvents::add)
                .build();
    }

    /** Makes a function and answers with its ARN. */
    String function(String name, UnaryOperator<JsonNode> code) {
        functions.put(name, code);
        return FUNCTION_PREFIX + name;
    }

    private LambdaResponse invoke(String function, byte[] payload) {
        UnaryOperator<JsonNode> code = functions.get(function.replace(FUNCTION_PREFIX, ""));
        if (code == null) {
            return new LambdaResponse.ServiceError("ResourceNotFoundException", "Function not found: " + function, 404);
        }
        try {
            return new LambdaResponse.Success(Json.text(code.apply(Json.parse(payload))));
        } catch (FunctionFailed e) {
            ObjectNode error = Json.NODES.objectNode();
            error.put("errorMessage", e.getMessage()).put("errorType", e.errorType);
            return new LambdaResponse.FunctionError(Json.text(error));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a definition to its end. */
    Outcome run(String definition, String input) {
        return outcome(start(definition, input));
    }

    /** Starts a definition and answers with the execution's ARN. */
    String start(String definition, String input) {
        return start(create("m" + Integer.toHexString(definition.hashCode()), definition), "", input);
    }

    String create(String name, String definition) {
        return engine.createStateMachine(name, definition, ROLE);
    }

    String start(String machineArn, String name, String input) {
        ObjectNode request =
                Json.NODES.objectNode().put("stateMachineArn", machineArn).put("input", input);
        if (!name.isEmpty()) {
            request.put("name", name);
        }
        return call("StartExecution", request).path("executionArn").asText();
    }

    /** Waits until an execution has ended. */
    Outcome outcome(String arn) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> !describe(arn).path("status").asText().equals("RUNNING"));
        return new Outcome(describe(arn), history(arn));
    }

    JsonNode describe(String arn) {
        return call("DescribeExecution", Json.NODES.objectNode().put("executionArn", arn));
    }

    List<JsonNode> history(String arn) {
        List<JsonNode> events = new ArrayList<>();
        ObjectNode request = Json.NODES.objectNode().put("executionArn", arn).put("maxResults", 1000);
        JsonNode page;
        do {
            page = call("GetExecutionHistory", request);
            page.path("events").forEach(events::add);
            request.set("nextToken", page.path("nextToken"));
        } while (page.has("nextToken"));
        return events;
    }

    /** Waits until a history has an event of a type, and answers with it. */
    JsonNode event(String arn, String type) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> history(arn).stream()
                        .anyMatch(each -> each.path("type").asText().equals(type)));
        return history(arn).stream()
                .filter(each -> each.path("type").asText().equals(type))
                .findFirst()
                .orElseThrow();
    }

    /** A call that has to succeed. */
    JsonNode call(String operation, JsonNode request) {
        ApiResponse response = engine.call(operation, request);
        assertThat(response.ok()).as("%s: %s", operation, response.body()).isTrue();
        return response.body();
    }

    /** A call that has to fail; answers with code and message. */
    String refusal(String operation, JsonNode request) {
        ApiResponse response = engine.call(operation, request);
        assertThat(response.status()).as("%s: %s", operation, response.body()).isEqualTo(400);
        return response.body().path("__type").asText().replaceFirst(".*#", "") + ": "
                + response.body().path("message").asText();
    }

    @Override
    public void close() {
        engine.close();
        clock.close();
    }

    /** An execution that has ended. */
    record Outcome(JsonNode description, List<JsonNode> history) {
        String status() {
            return description.path("status").asText();
        }

        JsonNode output() {
            return Json.trusted(description.path("output").asText());
        }

        String error() {
            return description.path("error").asText();
        }

        String cause() {
            return description.path("cause").asText();
        }

        List<String> types() {
            return history.stream().map(event -> event.path("type").asText()).toList();
        }

        /** The events of a type. */
        List<JsonNode> events(String type) {
            return history.stream()
                    .filter(event -> event.path("type").asText().equals(type))
                    .toList();
        }

        /** When the events of a type were written, in seconds since the start. */
        List<Double> seconds(String type) {
            return events(type).stream()
                    .map(event -> event.path("timestamp").asDouble() - START.getEpochSecond())
                    .map(seconds -> Math.round(seconds * 1000) / 1000.0)
                    .toList();
        }
    }
}
