package dev.tenantry.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.asl.Resource.ServiceIntegration;
import dev.tenantry.stepfunctions.asl.State;
import java.util.List;
import java.util.Optional;

/** Mock of a TestState request: what the work of a state would have brought. Source: API reference, MockInput. */
sealed interface StateMock {
    /** A result. */
    record Result(JsonNode value) implements StateMock {}

    /** An error. */
    record Failure(Optional<String> error, Optional<String> cause) implements StateMock {}

    /** Reads the mock of a request, if there is one, and checks that it fits the state. */
    static Optional<StateMock> read(Request request, State state) {
        JsonNode mock = request.node("mock");
        if (!mock.isObject()) {
            return Optional.empty();
        }
        if (!state.canRetry()) {
            throw ApiException.validation(
                    "State type '" + state.type() + "' is not supported when a mock is specified");
        }
        String mode = mock.path("fieldValidationMode").asText("STRICT");
        if (!List.of("STRICT", "PRESENT", "NONE").contains(mode)) {
            throw Request.constraint(
                    "mock.fieldValidationMode", mode, "Member must satisfy enum value set: [PRESENT, STRICT, NONE]");
        }
        Optional<String> result = Request.sensitive(mock, "result", "mock.result", TestStateOperation.MAX_DATA);
        JsonNode errorOutput = mock.path("errorOutput");
        if (result.isPresent() == errorOutput.isObject()) {
            throw ApiException.validation("A mock must have either a result or an errorOutput, and not both");
        }
        return Optional.of(
                result.isPresent()
                        ? result(result.get(), state, ResponseModels.Mode.valueOf(mode))
                        : failure(errorOutput));
    }

    private static StateMock failure(JsonNode errorOutput) {
        Optional<String> error = Request.sensitive(errorOutput, "error", "mock.errorOutput.error", 256);
        if (error.isEmpty()) {
            throw ApiException.validation("The field error is required if mock.errorOutput is specified");
        }
        return new Failure(error, Request.sensitive(errorOutput, "cause", "mock.errorOutput.cause", 32_768));
    }

    private static StateMock result(String text, State state, ResponseModels.Mode mode) {
        JsonNode value = TestStateOperation.json("mock.result", text);
        Optional<String> fault =
                switch (state) {
                    case State.Task task
                    when task.resource() instanceof ServiceIntegration integration ->
                        ResponseModels.fault(integration, value, mode);
                    case State.Parallel parallel
                    when !value.isArray() || value.size() != parallel.branches().size() ->
                        Optional.of("The result of a Parallel state must be an array with one element for each branch");
                    case State.ForEach map
                    when !value.isArray()
                            && !(value.isObject() && map.processor().distributed()) ->
                        Optional.of("The result of a Map state must be an array");
                    default -> Optional.empty();
                };
        fault.ifPresent(why -> {
            throw ApiException.validation("The mocked result is not valid: " + why);
        });
        return new Result(value);
    }
}
