package dev.tenantry.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS refuses, in the words in which users quote it. */
class ValidationTest {
    private final EngineFixture fixture = new EngineFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private List<String> diagnostics(String definition) {
        JsonNode response = fixture.call(
                "ValidateStateMachineDefinition", Json.NODES.objectNode().put("definition", definition));
        List<String> found = new ArrayList<>();
        response.path("diagnostics")
                .forEach(each -> found.add(
                        each.path("code").asText() + ": " + each.path("message").asText() + " at "
                                + each.path("location").asText("-")));
        assertThat(response.path("result").asText()).isEqualTo(found.isEmpty() ? "OK" : "FAIL");
        return found;
    }

    private static String machine(String states) {
        return "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"A\", \"States\": {" + states + "}}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"A\": {\"Type\": \"Pass\", \"Next\": \"B\"}, \"Z\": {\"Type\": \"Succeed\"} | MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next",
                "\"A\": {\"Type\": \"Pass\", \"End\": true}, \"B\": {\"Type\": \"Succeed\"}    | MISSING_TRANSITION_TARGET: State \"B\" is not reachable. at /States/B",
                "\"A\": {\"Type\": \"Pass\", \"Next\": \"B\"}, \"B\": {\"Type\": \"Pass\", \"Next\": \"A\"} | MISSING_END_STATE: Workflow has no terminal state at -",
                "\"A\": {\"Type\": \"Choice\", \"Choices\": [{\"Condition\": \"{% true %}\"}], \"Default\": \"Z\"}, \"Z\": {\"Type\": \"Succeed\"} | SCHEMA_VALIDATION_FAILED: These fields are required: [Next] at /States/A/Choices[0]",
                "\"A\": {\"Type\": \"Pass\", \"Catch\": [], \"End\": true}      | SCHEMA_VALIDATION_FAILED: Field 'Catch' is not supported at /States/A",
                "\"A\": {\"Type\": \"Pass\", \"InputPath\": \"$\", \"End\": true} | SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported for the 'JSONPath' QueryLanguage at /States/A",
                "\"A\": {\"Type\": \"Pass\", \"QueryLanguage\": \"JSONPath\", \"End\": true} | SCHEMA_VALIDATION_FAILED: 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/A",
                "\"A\": {\"Type\": \"Task\", \"Resource\": \"nonsense\", \"End\": true} | SCHEMA_VALIDATION_FAILED: Value is not a valid resource ARN at /States/A/Resource",
                "\"A\": {\"Type\": \"Wait\", \"Seconds\": -1, \"End\": true}    | SCHEMA_VALIDATION_FAILED: Minimum value is 0 at /States/A/Seconds",
                "\"A\": {\"Type\": \"Pass\", \"Output\": {\"v\": [\"{% 1 + %}\"]}, \"End\": true} | INVALID_JSONATA_EXPRESSION: Unexpected end of expression at /States/A/Output/v[0]",
                "\"A\": {\"Type\": \"Pass\", \"Output\": {\"v\": \"{% phone.number %}\"}, \"End\": true} | UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'phone' at the top level is not supported. at /States/A/Output/v",
            })
    void findsWhatAwsFinds(String states, String diagnostic) {
        assertThat(diagnostics(machine(states))).contains(diagnostic);
    }

    @Test
    void findsEveryMistakeAtOnceAndListsThemInTheRefusal() {
        String broken =
                machine("\"A\": {\"Type\": \"Pass\", \"Next\": \"C\"}, \"B\": {\"Type\": \"Pass\", \"End\": true}");
        assertThat(diagnostics(broken)).hasSize(2);
        assertThat(fixture.refusal(
                        "CreateStateMachine",
                        Json.NODES
                                .objectNode()
                                .put("name", "m")
                                .put("definition", broken)
                                .put("roleArn", EngineFixture.ROLE)))
                .isEqualTo(
                        "InvalidDefinition: Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing 'Next' target: C"
                                + " at /States/A/Next, MISSING_TRANSITION_TARGET: State \"B\" is not reachable. at /States/B'");
    }

    @Test
    void refusesTheFieldsOfTheOtherDialectByName() {
        assertThat(
                        diagnostics(
                                "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"Parameters\": {}, \"End\": true}}}"))
                .containsExactly(
                        "SCHEMA_VALIDATION_FAILED: Field 'Parameters' of the JSONPath query language is not supported by"
                                + " this engine at /States/A");
        assertThat(
                        diagnostics(
                                "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"Output\": 1, \"End\": true}}}"))
                .containsExactly(
                        "SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONPath', but field 'Output' is only"
                                + " supported for the 'JSONata' QueryLanguage at /States/A");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"ErrorEquals\": []}",
                "{\"ErrorEquals\": [\"A\"], \"JitterStrategy\": \"SOME\"}",
                "{\"ErrorEquals\": [\"A\"], \"BackoffRate\": 0.5}",
                "{\"ErrorEquals\": [\"A\"], \"MaxDelaySeconds\": 1}",
                "{\"ErrorEquals\": [\"A\", \"States.ALL\"]}",
                "{\"ErrorEquals\": [\"A\"], \"IntervalSeconds\": 0}",
                "{}",
            })
    void refusesARetrierThatMakesNoSense(String retrier) {
        assertThat(diagnostics(machine(
                        "\"A\": {\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke\", \"End\": true,"
                                + " \"Retry\": [" + retrier + "]}")))
                .hasSize(1);
    }

    @Test
    void refusesDuplicateNamesAndReservedVariables() {
        assertThat(diagnostics(
                        machine("\"A\": {\"Type\": \"Parallel\", \"End\": true, \"Branches\": [{\"StartAt\": \"A\","
                                + " \"States\": {\"A\": {\"Type\": \"Succeed\"}}}]}")))
                .containsExactly("DUPLICATE_STATE_NAME: Duplicate State name: A at /States/A/Branches[0]/States/A");
        assertThat(diagnostics(machine("\"A\": {\"Type\": \"Pass\", \"Assign\": {\"states\": 1}, \"End\": true}")))
                .hasSize(1);
    }
}
