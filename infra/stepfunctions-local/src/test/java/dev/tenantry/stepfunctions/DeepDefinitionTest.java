package dev.tenantry.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.json.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Definitions that are nested as deeply as no person writes them, sent to a server. */
class DeepDefinitionTest {
    private static final int DEPTH = 2_000;

    private StepFunctions engine;
    private StepFunctionsServer server;
    private HttpApi api;

    @BeforeEach
    void serve() {
        engine = StepFunctions.builder().build();
        server = new StepFunctionsServer(engine, 0);
        api = new HttpApi(server.endpoint().toString());
    }

    @AfterEach
    void stop() {
        api.close();
        server.close();
        engine.close();
    }

    static Stream<Arguments> deepDefinitions() {
        return Stream.of(
                Arguments.of("INVALID_JSON_DESCRIPTION", pass("[".repeat(DEPTH) + "]".repeat(DEPTH))),
                Arguments.of("INVALID_JSON_DESCRIPTION", pass("{\"a\": ".repeat(DEPTH) + "1" + "}".repeat(DEPTH))),
                Arguments.of("INVALID_JSON_DESCRIPTION", machine(branches(DEPTH))),
                Arguments.of("INVALID_JSON_DESCRIPTION", machine(items(DEPTH))),
                Arguments.of("INVALID_JSONATA_EXPRESSION", query("(".repeat(DEPTH) + "1" + ")".repeat(DEPTH))),
                Arguments.of("INVALID_JSONATA_EXPRESSION", query("[".repeat(DEPTH) + "1" + "]".repeat(DEPTH))),
                Arguments.of("INVALID_JSONATA_EXPRESSION", query("{'a': ".repeat(DEPTH) + "1" + "}".repeat(DEPTH))),
                Arguments.of("INVALID_JSONATA_EXPRESSION", query("$not(".repeat(DEPTH) + "1" + ")".repeat(DEPTH))),
                Arguments.of("INVALID_JSONATA_EXPRESSION", query("1" + " + 1".repeat(DEPTH))),
                Arguments.of("INVALID_JSONATA_EXPRESSION", query("true ? ".repeat(DEPTH) + "1" + " : 0".repeat(DEPTH))),
                Arguments.of("INVALID_JSONATA_EXPRESSION", query("-".repeat(DEPTH) + "1")),
                Arguments.of(
                        "INVALID_JSONATA_EXPRESSION",
                        query("function($x){ ".repeat(DEPTH) + "1" + " }".repeat(DEPTH))));
    }

    private static String machine(String states) {
        return "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"S0\", \"States\": {" + states + "}}";
    }

    private static String pass(String output) {
        return machine("\"S0\": {\"Type\": \"Pass\", \"End\": true, \"Output\": " + output + "}");
    }

    private static String query(String expression) {
        return pass("\"{% " + expression + " %}\"");
    }

    private static String branches(int depth) {
        var text = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            text.append("\"S")
                    .append(i)
                    .append("\": {\"Type\": \"Parallel\", \"End\": true, \"Branches\": [{\"StartAt\": \"S")
                    .append(i + 1)
                    .append("\", \"States\": {");
        }
        return text.append("\"S").append(depth).append("\": {\"Type\": \"Succeed\"}") + "}}]}".repeat(depth);
    }

    private static String items(int depth) {
        var text = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            text.append("\"S")
                    .append(i)
                    .append("\": {\"Type\": \"Map\", \"End\": true, \"ItemProcessor\": {\"StartAt\": \"S")
                    .append(i + 1)
                    .append("\", \"States\": {");
        }
        return text.append("\"S").append(depth).append("\": {\"Type\": \"Succeed\"}") + "}}}".repeat(depth);
    }

    private HttpResponse<byte[]> create(String definition) {
        ObjectNode request = Json.NODES.objectNode().put("name", "deep").put("definition", definition);
        return api.send("CreateStateMachine", request.put("roleArn", EngineFixture.ROLE));
    }

    @ParameterizedTest
    @MethodSource("deepDefinitions")
    void areRefusedAsInvalid(String code, String definition) {
        HttpResponse<byte[]> refusal = create(definition);
        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(new String(refusal.body(), StandardCharsets.UTF_8)).contains("InvalidDefinition", code);

        JsonNode validation = api.call(
                "ValidateStateMachineDefinition", Json.NODES.objectNode().put("definition", definition));
        assertThat(validation.path("result").asText()).isEqualTo("FAIL");
        assertThat(validation.at("/diagnostics/0/code").asText()).isEqualTo(code);
        assertThat(api.call("ListStateMachines", Json.NODES.objectNode()).path("stateMachines"))
                .isEmpty();
    }

    /** As deep as JSON may be here. */
    @Test
    void runWhenTheyAreJustNotTooDeep() throws Exception {
        String machine = api.create("deep", machine(branches(240)));
        String execution = api.start(machine, "{}");
        JsonNode description = api.describe(execution);
        while (description.path("status").asText().equals("RUNNING")) {
            description = api.describe(execution);
        }
        assertThat(description.path("status").asText()).isEqualTo("SUCCEEDED");
    }

    @Test
    void areRefusedAlsoAsRequests() {
        HttpResponse<byte[]> refusal =
                api.sendText("CreateStateMachine", "{\"name\": " + "[".repeat(DEPTH) + "]".repeat(DEPTH) + "}");
        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(new String(refusal.body(), StandardCharsets.UTF_8)).contains("SerializationException");
    }
}
