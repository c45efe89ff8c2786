package dev.tenantry.stepfunctions.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.asl.Resource.IntegrationPattern;
import dev.tenantry.stepfunctions.asl.Resource.ServiceIntegration;
import dev.tenantry.stepfunctions.asl.State;
import dev.tenantry.stepfunctions.clock.EngineClock;
import dev.tenantry.stepfunctions.engine.StateTestRunner;
import dev.tenantry.stepfunctions.interpreter.ExecutionInfo;
import dev.tenantry.stepfunctions.interpreter.StateTest;
import dev.tenantry.stepfunctions.interpreter.StateTestData;
import dev.tenantry.stepfunctions.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * TestState: runs one state by itself, with a mock or without. Source: API reference, TestState; Developer Guide,
 * "Testing state machines with TestState API".
 */
final class TestStateOperation {
    /** The longest input, mocked result, context and so on in characters. Source: service model, SensitiveData. */
    static final int MAX_DATA = 262_144;

    private static final int MAX_DEFINITION = 1_048_576;
    private static final int MAX_NAME = 80;
    private static final List<String> LEVELS = List.of("INFO", "DEBUG", "TRACE");

    private final Arns arns;
    private final StateTestRunner runner;
    private final EngineClock clock;
    private final LongSupplier seeds;

    TestStateOperation(Arns arns, StateTestRunner runner, EngineClock clock, LongSupplier seeds) {
        this.arns = arns;
        this.runner = runner;
        this.clock = clock;
        this.seeds = seeds;
    }

    JsonNode test(Request request) {
        String definition =
                request.sensitive("definition", MAX_DEFINITION).orElseGet(() -> request.required("definition"));
        JsonNode input = input(request);
        Map<String, JsonNode> variables = variables(request);
        boolean inspect = inspect(request);
        TestedState tested = TestedState.read(definition, request.sensitive("stateName", MAX_NAME));
        State state = tested.state();
        Optional<StateMock> mock = StateMock.read(request, state);
        Optional<JsonNode> context = context(request, mock);
        var configuration = StateTestConfiguration.read(request, tested, mock);
        request.text("roleArn").filter(arn -> !arn.startsWith("arn:")).ifPresent(arn -> {
            throw ApiException.invalidArn("Invalid Role Arn: " + arn);
        });
        if (mock.isEmpty()) {
            checkRunnable(state, request);
        }
        ExecutionInfo info = info(request, input);
        var test = new StateTest(
                new StateTest.Setup(
                        state, info, input, variables, context, tested.insideMap(), configuration.retryCount()),
                clock.now().toEpochMilli());
        switch (mock.orElse(null)) {
            case StateMock.Result(JsonNode value) -> test.mock(value, configuration.failedIterations());
            case StateMock.Failure(var error, var cause) -> test.mock(error, cause);
            case null -> runner.run(test, info.arn());
        }
        configuration.checkIterations(test.data().itemCount());
        return response(test, input, inspect);
    }

    private static JsonNode input(Request request) {
        String text = request.sensitive("input", MAX_DATA).orElse("{}");
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            throw new ApiException(
                    "InvalidExecutionInput", "Invalid State Machine Execution Input: '" + e.getOriginalMessage() + "'");
        }
    }

    /** A parameter that holds JSON text. */
    static JsonNode json(String name, String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            throw ApiException.validation("The value of '" + name + "' is not JSON: " + e.getOriginalMessage());
        }
    }

    private static Optional<JsonNode> object(Request request, String name) {
        Optional<JsonNode> value = request.sensitive(name, MAX_DATA).map(text -> json(name, text));
        value.filter(node -> !node.isObject()).ifPresent(_ -> {
            throw ApiException.validation("The value of '" + name + "' must be a JSON object");
        });
        return value;
    }

    private static Map<String, JsonNode> variables(Request request) {
        Map<String, JsonNode> variables = new HashMap<>();
        object(request, "variables")
                .ifPresent(node -> node.properties().forEach(each -> variables.put(each.getKey(), each.getValue())));
        if (variables.containsKey("states")) {
            throw ApiException.validation("The variable name 'states' is reserved");
        }
        return variables;
    }

    private static Optional<JsonNode> context(Request request, Optional<StateMock> mock) {
        Optional<JsonNode> context = object(request, "context");
        if (context.isPresent() && mock.isEmpty()) {
            throw ApiException.validation("The context may only be specified if a mock is specified");
        }
        return context;
    }

    /** Whether the response shows intermediate values; what concerns HTTP Tasks only is refused. */
    private static boolean inspect(Request request) {
        String level = request.oneOf("inspectionLevel", LEVELS).orElse("INFO");
        if (level.equals("TRACE")) {
            throw ApiException.validation(
                    "The inspection level TRACE is for HTTP Tasks, which are not supported by this engine");
        }
        if (request.flag("revealSecrets", false)) {
            throw ApiException.validation(
                    request.node("mock").isObject()
                            ? "revealSecrets cannot be used when a mock is specified"
                            : "revealSecrets is for HTTP Tasks, which are not supported by this engine");
        }
        return level.equals("DEBUG");
    }

    private static void checkRunnable(State state, Request request) {
        if (state instanceof State.Parallel || state instanceof State.ForEach) {
            throw ApiException.validation("State type '" + state.type() + "' requires a mock");
        }
        if (state instanceof State.Task task) {
            if (task.resource() instanceof ServiceIntegration integration
                    && integration.pattern() != IntegrationPattern.REQUEST_RESPONSE) {
                throw ApiException.validation("The service integration pattern '"
                        + integration.pattern().suffix() + "' requires a mock");
            }
            if (request.text("roleArn").isEmpty()) {
                throw ApiException.validation("The roleArn is required to test a Task state without a mock");
            }
        }
    }

    private ExecutionInfo info(Request request, JsonNode input) {
        String name = new UUID(seeds.getAsLong(), seeds.getAsLong()).toString();
        UUID unique = new UUID(seeds.getAsLong(), seeds.getAsLong());
        return new ExecutionInfo(
                arns.expressExecution(TestedState.UNNAMED, name, unique),
                name,
                arns.stateMachine(TestedState.UNNAMED),
                TestedState.UNNAMED,
                request.text("roleArn").orElse(""),
                input,
                clock.now().toEpochMilli(),
                seeds.getAsLong());
    }

    private static JsonNode response(StateTest test, JsonNode input, boolean inspect) {
        ObjectNode response = Json.NODES.objectNode();
        response.put("status", test.status().name());
        test.output().ifPresent(output -> response.put("output", Json.text(output)));
        test.error().ifPresent(error -> response.put("error", error));
        test.cause().ifPresent(cause -> response.put("cause", cause));
        test.nextState().ifPresent(next -> response.put("nextState", next));
        if (inspect) {
            response.set("inspectionData", inspection(test, input));
        }
        return response;
    }

    private static ObjectNode inspection(StateTest test, JsonNode input) {
        StateTestData data = test.data();
        ObjectNode inspection = Json.NODES.objectNode();
        put(inspection, "input", Optional.of(input));
        put(inspection, "afterArguments", data.afterArguments());
        put(inspection, "afterItemSelector", data.afterItemSelector());
        put(inspection, "afterItemBatcher", data.afterItemBatcher());
        put(inspection, "result", data.result());
        data.toleratedFailureCount().ifPresent(count -> inspection.put("toleratedFailureCount", count));
        data.toleratedFailurePercentage().ifPresent(share -> inspection.put("toleratedFailurePercentage", share));
        data.maxConcurrency().ifPresent(most -> inspection.put("maxConcurrency", most));
        ObjectNode variables = Json.NODES.objectNode();
        test.variables().forEach(variables::set);
        put(inspection, "variables", Optional.of(variables));
        test.handler().ifPresent(handler -> {
            ObjectNode details = inspection.putObject("errorDetails");
            handler.catchIndex().ifPresent(index -> details.put("catchIndex", index));
            handler.retryIndex().ifPresent(index -> details.put("retryIndex", index));
            handler.backoffSeconds().ifPresent(seconds -> details.put("retryBackoffIntervalSeconds", seconds));
        });
        return inspection;
    }

    private static void put(ObjectNode inspection, String field, Optional<JsonNode> value) {
        value.ifPresent(node -> inspection.put(field, Json.text(node)));
    }
}
