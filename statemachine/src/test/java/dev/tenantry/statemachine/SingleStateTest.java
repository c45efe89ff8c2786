package dev.tenantry.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.json.Json;
import dev.tenantry.stepfunctions.StepFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests each state by itself, with the API's TestState and mocked results. It says what runs cannot: how long a state
 * waits before each retry, which runs see with jitter only, and what a state does with any result at any attempt.
 */
class SingleStateTest {
    private static final String FAILURES = "dev.tenantry.core.failure.";

    private static StepFunctions engine;

    @BeforeAll
    static void startEngine() {
        engine = StepFunctions.builder().build();
    }

    @AfterAll
    static void stopEngine() {
        engine.close();
    }

    /** How a state handles an error: the seconds that it waits at most before each retry, until it fails. */
    record Policy(String error, List<Integer> waits) {}

    private static List<Policy> policies() {
        return List.of(
                new Policy(FAILURES + "NotProcessedException", List.of(2, 4, 8, 16, 32, 60, 60, 60, 60, 60)),
                new Policy(FAILURES + "UnknownOutcomeException", List.of(6, 12, 24, 48, 60, 60)),
                new Policy("Lambda.Unknown", List.of(2, 4, 8, 16, 32, 60, 60, 60)),
                new Policy("Lambda.SnapStartNotReadyException", List.of(2, 4, 8, 16, 32, 60, 60, 60)),
                new Policy(FAILURES + "NeedsHumanException", List.of()),
                new Policy(FAILURES + "PermanentFailureException", List.of()),
                new Policy(FAILURES + "TryAnotherException", List.of()),
                new Policy("java.lang.IllegalStateException", List.of()));
    }

    private static ObjectNode test(Definition definition, String state) {
        var request = JsonNodeFactory.instance.objectNode();
        request.put("definition", definition.withLogicalIds()).put("stateName", state);
        request.put("inspectionLevel", "DEBUG").put("input", "{\"message\": \"of the state before\"}");
        request.put(
                "context",
                "{\"Execution\": {\"Input\": {\"jobId\": \"job_1\"}, \"Name\": \"job_1-r2\", \"RedriveCount\": 3},"
                        + " \"Task\": {\"Token\": \"token\"}}");
        return request;
    }

    private static JsonNode answer(ObjectNode request) {
        var response = engine.call("TestState", request);
        assertThat(response.ok()).as("%s", response.body()).isTrue();
        return response.body();
    }

    private static JsonNode failed(Definition definition, String state, String error, int retries) {
        var request = test(definition, state);
        request.putObject("mock").putObject("errorOutput").put("error", error).put("cause", "told to fail");
        request.putObject("stateConfiguration").put("retrierRetryCount", retries);
        return answer(request);
    }

    @ParameterizedTest
    @MethodSource("statesAndPolicies")
    void waitsLongerBeforeEachRetryAndThenFails(Definition definition, String state, Policy policy) {
        var waits = new ArrayList<Integer>();
        var answer = failed(definition, state, policy.error(), 0);
        while (answer.path("status").textValue().equals("RETRIABLE")) {
            waits.add(answer.at("/inspectionData/errorDetails/retryBackoffIntervalSeconds")
                    .intValue());
            answer = failed(definition, state, policy.error(), waits.size());
        }

        assertThat(waits).isEqualTo(policy.waits());
        assertThat(answer.path("status").textValue()).isEqualTo("FAILED");
        assertThat(answer.path("error").textValue()).isEqualTo(policy.error());
        assertThat(answer.has("nextState")).isFalse();
    }

    /** A busy function is tried so often that only the waits at the ends are looked at. */
    @ParameterizedTest
    @MethodSource("states")
    void waitsTenSecondsAtMostForABusyFunctionAndSixHundredTimes(Definition definition, String state) {
        var busy = "Lambda.TooManyRequestsException";
        assertThat(Stream.of(0, 1, 2, 3, 4, 599).map(retries -> failed(definition, state, busy, retries)
                        .at("/inspectionData/errorDetails/retryBackoffIntervalSeconds")
                        .intValue()))
                .containsExactly(1, 2, 4, 8, 10, 10);
        assertThat(failed(definition, state, busy, 600).path("status").textValue())
                .isEqualTo("FAILED");
    }

    @ParameterizedTest
    @MethodSource("states")
    void passesOnWhatItsFunctionAnswersAndNothingElse(Definition definition, String state) throws Exception {
        var request = test(definition, state);
        request.putObject("mock").put("result", result(definition, state));

        var answer = answer(request);

        assertThat(answer.path("status").textValue()).as("%s", answer).isEqualTo("SUCCEEDED");
        assertThat(answer.path("output").textValue()).isEqualTo("{\"message\":\"done\"}");
        var payload = Json.parse(answer.at("/inspectionData/afterArguments").textValue())
                .get("Payload");
        assertThat(payload.path("jobId").textValue()).isEqualTo("job_1");
        assertThat(payload.path("execution").textValue()).isEqualTo("job_1-r2");
        assertThat(payload.path("redriveCount").intValue()).isEqualTo(3);
        assertThat(payload.toString()).doesNotContain("of the state before");
    }

    /** The result of a Lambda call holds the function's answer; a token is returned with the answer itself. */
    private static String result(Definition definition, String state) {
        var waits = definition.tasks().get(state).get("Resource").textValue().endsWith(".waitForTaskToken");
        return waits ? "{\"message\":\"done\"}" : "{\"StatusCode\": 200, \"Payload\": {\"message\":\"done\"}}";
    }

    private static Stream<Definition> definitions() {
        return Stream.of(
                Definition.provisioning(),
                Definition.rollback(),
                Definition.a2pRegistration(),
                Definition.tollFreeVerification());
    }

    private static Stream<Arguments> states() {
        return definitions().flatMap(definition -> definition.tasks().keySet().stream()
                .map(name -> Arguments.of(definition, name)));
    }

    private static Stream<Arguments> statesAndPolicies() {
        return states().flatMap(state ->
                policies().stream().map(policy -> Arguments.of(state.get()[0], state.get()[1], policy)));
    }
}
