package dev.tenantry.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What AWS refuses in the two dialects: references that have no value in JSONata, expressions where JSONPath has none,
 * and the values of Label, Credentials and QueryLanguage. Sources: messages that users quote; Developer Guide,
 * "Transforming data with JSONata" and "Using Map state in Distributed mode"; AWS CDK, distributed-map.ts, for Label.
 */
class DialectValidationTest {
    private static final String EXECUTED_LATER = "{% $states.input %}";

    private final EngineFixture fixture = new EngineFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    /** The diagnostics of a definition, as code, message and location; creating it has to fail when there are some. */
    private List<String> diagnostics(ObjectNode definition) {
        ObjectNode request = Json.NODES.objectNode().put("definition", Json.text(definition));
        List<String> found = new ArrayList<>();
        fixture.call("ValidateStateMachineDefinition", request)
                .path("diagnostics")
                .forEach(each -> found.add(
                        each.path("code").asText() + ": " + each.path("message").asText() + " at "
                                + each.path("location").asText("-")));
        request.put("name", "m" + Integer.toHexString(definition.hashCode())).put("roleArn", EngineFixture.ROLE);
        assertThat(fixture.engine.call("CreateStateMachine", request).ok()).isEqualTo(found.isEmpty());
        return found;
    }

    private static ObjectNode machine(String language, String state) {
        ObjectNode definition = Json.NODES.objectNode().put("StartAt", "A");
        if (!language.isEmpty()) {
            definition.set("QueryLanguage", Json.trusted(language));
        }
        definition.putObject("States").set("A", Json.trusted(state));
        return definition;
    }

    private static ObjectNode jsonata(String state) {
        return machine("\"JSONata\"", state);
    }

    private static ObjectNode pass(String expression) {
        ObjectNode state = Json.NODES.objectNode().put("Type", "Pass").put("End", true);
        return jsonata(Json.text(state.put("Output", "{% " + expression + " %}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "phone                                            | phone",
                "-phone                                           | phone",
                "a.b.c                                            | a",
                "$                                                | $",
                "$.x                                              | $",
                "[a]                                              | a",
                "(a)                                              | a",
                "1 + a                                            | a",
                "a = 1 or b                                       | a,b",
                "$sum(items)                                      | items",
                "'s' & name                                       | name",
                "($x := b; $x)                                    | b",
                "{aaa: 1}                                         | aaa",
                "{'k': aaa}                                       | aaa",
                "[bbb, aaa, bbb]                                  | bbb,aaa",
                "$map($states.input.a, function($x){ b })         | b",
                "$states.input.a ~> $map(function($x){ $x + b })  | b",
                "a ? b : c                                        | a,b,c",
                "a ~> $string                                     | a",
                "[1..n]                                           | n",
                "a[b = 1]{c: d}                                   | a",
                "$f(?, a)                                         | a",
                "phone(1)                                         | phone",
            })
    void reportsEveryReferenceAtTheTopLevel(String expression, String names) {
        assertThat(diagnostics(pass(expression)))
                .containsExactlyElementsOf(List.of(names.split(",")).stream()
                        .map(name -> "UNSUPPORTED_JSONATA_EXPRESSION: Reference to '" + name
                                + "' at the top level is not supported. at /States/A/Output")
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$states.input.a.b",
                "$states.input.items[price > 1].name",
                "$states.input.items.{name: price}",
                "$states.input.items{name: $sum(price)}",
                "$states.input.items^(>price)",
                "$states.input ~> |items|{price: price * 2}, 'old'|",
                "$states.input.items@$i.other[id = $i.id]",
                "$states.input.($)",
                "$states.context.Execution.Id",
                "'a.b'",
            })
    void acceptsNamesWithinAPath(String expression) {
        assertThat(diagnostics(pass(expression))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$$                                | Reference to '$$' is not supported.",
                "$states.input.a[$$.b]             | Reference to '$$' is not supported.",
                "$states.errorOutput               | Field '$states.errorOutput' does not exist.",
                "[$states.errorOutput.Cause]       | Field '$states.errorOutput' does not exist.",
            })
    void refusesWhatHasNoValueThere(String expression, String message) {
        assertThat(diagnostics(pass(expression)))
                .containsExactly("UNSUPPORTED_JSONATA_EXPRESSION: " + message + " at /States/A/Output");
    }

    private static ObjectNode task(String fields) {
        return jsonata("{\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke\", \"End\": true, " + fields
                + "}");
    }

    @Test
    void acceptsTheErrorOutputInACatcher() {
        ObjectNode definition = task(
                "\"Catch\": [{\"ErrorEquals\": [\"States.ALL\"], \"Next\": \"B\","
                        + " \"Output\": \"{% $states.errorOutput %}\", \"Assign\": {\"e\": \"{% $states.errorOutput.Error %}\"}}]");
        ((ObjectNode) definition.path("States")).set("B", Json.trusted("{\"Type\": \"Succeed\"}"));
        assertThat(diagnostics(definition)).isEmpty();
    }

    private static ObjectNode map(String label) {
        ObjectNode definition = jsonata(
                "{\"Type\": \"Map\", \"End\": true, \"ItemProcessor\": {\"ProcessorConfig\": {\"Mode\": \"DISTRIBUTED\","
                        + " \"ExecutionType\": \"STANDARD\"}, \"StartAt\": \"I\", \"States\": {\"I\": {\"Type\": \"Succeed\"}}}}");
        ((ObjectNode) definition.at("/States/A")).put("Label", label);
        return definition;
    }

    @Test
    void refusesALabelThatAnArnCannotHold() {
        assertThat(diagnostics(map("a".repeat(40)))).isEmpty();
        assertThat(diagnostics(map("Überprüfung_1-2.3"))).isEmpty();
        assertThat(diagnostics(map(""))).hasSize(1).allMatch(each -> each.endsWith(" at /States/A/Label"));
        assertThat(diagnostics(map("a".repeat(41)))).hasSize(1).allMatch(each -> each.endsWith(" at /States/A/Label"));
        for (char each : "?*<>{}[]\"#%\\^|~`$&,;:/ \t\n\u0000\u001f\u007f\u009f".toCharArray()) {
            assertThat(diagnostics(map("a" + each + "b")))
                    .as("U+%04x", (int) each)
                    .containsExactly(
                            "SCHEMA_VALIDATION_FAILED: Label contains an invalid character at /States/A/Label");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                          | The field 'RoleArn' is required but was missing at /States/A/Credentials",
                "{\"Role\": \"r\", \"RoleArn\": \"r\"} | Field 'Role' is not supported at /States/A/Credentials",
                "{\"RoleArn\": 1}            | Expected value of type String at /States/A/Credentials/RoleArn",
                "\"role\"                    | Expected value of type Object at /States/A/Credentials",
            })
    void refusesCredentialsWithoutARole(String credentials, String message) {
        assertThat(diagnostics(task("\"Credentials\": " + credentials)))
                .containsExactly("SCHEMA_VALIDATION_FAILED: " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:iam::123456789012:role/other", "{% $states.input.role %}"})
    void acceptsARoleByItsArnOrAnExpression(String role) {
        assertThat(diagnostics(task("\"Credentials\": {\"RoleArn\": \"" + role + "\"}")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"jsonata\"  | Value should be one of the following: [JSONPath, JSONata]",
                "\"JSONPATH\" | Value should be one of the following: [JSONPath, JSONata]",
                "\"\"         | Value should be one of the following: [JSONPath, JSONata]",
                "1            | Expected value of type [STRING]",
                "null         | Expected value of type [STRING]",
            })
    void refusesADialectThatDoesNotExist(String language, String message) {
        assertThat(diagnostics(machine(language, "{\"Type\": \"Succeed\"}")))
                .containsExactly("SCHEMA_VALIDATION_FAILED: " + message + " at /QueryLanguage");
        assertThat(diagnostics(machine("", "{\"Type\": \"Succeed\", \"QueryLanguage\": " + language + "}")))
                .containsExactly("SCHEMA_VALIDATION_FAILED: " + message + " at /States/A/QueryLanguage");
    }

    @Test
    void acceptsAStateInJsonataWithinAMachineInJsonPath() {
        assertThat(
                        diagnostics(
                                machine(
                                        "\"JSONPath\"",
                                        "{\"Type\": \"Pass\", \"QueryLanguage\": \"JSONata\", \"Output\": \"{% 1 %}\", \"End\": true}")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"Type\": \"Wait\", \"Timestamp\": \"E\", \"End\": true}                        | String does not match RFC3339 timestamp at /States/A/Timestamp",
                "{\"Type\": \"Wait\", \"Seconds\": \"E\", \"End\": true}                          | Expected value of type Integer at /States/A/Seconds",
                "{\"Type\": \"Task\", \"Resource\": \"R\", \"TimeoutSeconds\": \"E\", \"End\": true}   | Expected value of type Integer at /States/A/TimeoutSeconds",
                "{\"Type\": \"Task\", \"Resource\": \"R\", \"HeartbeatSeconds\": \"E\", \"End\": true} | Expected value of type Integer at /States/A/HeartbeatSeconds",
                "{\"Type\": \"Map\", \"MaxConcurrency\": \"E\", \"ItemProcessor\": {\"StartAt\": \"I\", \"States\": {\"I\": {\"Type\": \"Succeed\"}}}, \"End\": true} | Expected value of type Integer at /States/A/MaxConcurrency",
            })
    void refusesAnExpressionInJsonPath(String state, String message) {
        String written = state.replace("\"E\"", "\"" + EXECUTED_LATER + "\"")
                .replace("\"R\"", "\"arn:aws:lambda:us-east-1:123456789012:function:f\"");
        assertThat(diagnostics(machine("", written))).containsExactly("SCHEMA_VALIDATION_FAILED: " + message);
    }

    @Test
    void refusesAConditionAndAnOutputOfAChoiceInJsonPath() {
        ObjectNode definition = machine(
                "",
                "{\"Type\": \"Choice\", \"Default\": \"B\", \"Choices\": [{\"Condition\": \"{% true %}\", \"Next\": \"B\"}]}");
        ((ObjectNode) definition.path("States")).set("B", Json.trusted("{\"Type\": \"Succeed\"}"));
        assertThat(diagnostics(definition))
                .containsExactly(
                        "SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONPath', but field 'Condition'"
                                + " is only supported for the 'JSONata' QueryLanguage at /States/A/Choices[0]");
    }

    @Test
    void refusesAnOutputOfACatcherInJsonPath() {
        ObjectNode definition = machine(
                "",
                "{\"Type\": \"Task\", \"Resource\": \"arn:aws:lambda:us-east-1:123456789012:function:f\", \"Catch\": [{"
                        + "\"ErrorEquals\": [\"States.ALL\"], \"Next\": \"B\", \"Output\": \"{% 1 %}\"}], \"Next\": \"B\"}");
        ((ObjectNode) definition.path("States")).set("B", Json.trusted("{\"Type\": \"Succeed\"}"));
        assertThat(diagnostics(definition))
                .containsExactly(
                        "SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONPath', but field 'Output' is"
                                + " only supported for the 'JSONata' QueryLanguage at /States/A/Catch[0]");
    }

    /** JSONPath has Assign too, with other rules; what is not supported is refused by name. */
    @Test
    void refusesAnAssignInJsonPath() {
        assertThat(diagnostics(machine("", "{\"Type\": \"Pass\", \"Assign\": {\"x\": 1}, \"End\": true}")))
                .containsExactly("SCHEMA_VALIDATION_FAILED: Field 'Assign' of the JSONPath query language is not"
                        + " supported by this engine at /States/A");
    }

    @Test
    void takesTheDelimitersForTextInJsonPath() {
        JsonNode output = fixture.run(
                        Json.text(machine(
                                "", "{\"Type\": \"Pass\", \"Result\": {\"v\": \"{% 1 + 1 %}\"}, \"End\": true}")),
                        "{}")
                .output();
        assertThat(output).isEqualTo(Json.trusted("{\"v\": \"{% 1 + 1 %}\"}"));
        assertThat(fixture.run(
                                Json.text(machine(
                                        "",
                                        "{\"Type\": \"Fail\", \"Error\": \"{% 'E' %}\", \"Cause\": \"{% 'C' %}\"}")),
                                "{}")
                        .description()
                        .path("error")
                        .asText())
                .isEqualTo("{% 'E' %}");
    }
}
