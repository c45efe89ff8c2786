package dev.tenantry.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.clock.SystemClock;
import dev.tenantry.stepfunctions.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of TestState in teststate-rules.json, each with its source; COMPARISON.md shows them. */
@DisplayName("TestState")
class TestStateTest {
    /** Parameters that hold JSON as text; the table writes the JSON itself where it is not the text that matters. */
    private static final List<String> JSON_TEXT = List.of("definition", "input", "variables", "context", "result");

    private EngineFixture fixture;
    private final CountDownLatch late = new CountDownLatch(1);

    @AfterEach
    void close() {
        late.countDown();
        fixture.close();
    }

    static JsonNode rules() throws IOException {
        try (var stream = TestStateTest.class.getResourceAsStream("teststate-rules.json")) {
            return Json.parse(stream.readAllBytes());
        }
    }

    static Stream<Arguments> rows() throws IOException {
        return rules().valueStream()
                .map(row -> Arguments.of(
                        row.path("id").asText() + ": " + row.path("rule").asText(), row));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void follows(String rule, JsonNode row) {
        // A clock that skips idle time stands still while a function runs.
        fixture = row.path("realTime").asBoolean() ? new EngineFixture(new SystemClock()) : new EngineFixture();
        fixture.function("f", event -> Json.NODES.objectNode().set("echo", event));
        fixture.function("slow", event -> {
            try {
                late.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return event;
        });
        ObjectNode request = row.path("request").deepCopy();
        writeAsText(request);
        if (request.path("mock").isObject()) {
            writeAsText((ObjectNode) request.path("mock"));
        }
        if (row.has("error")) {
            assertThat(fixture.refusal("TestState", request))
                    .startsWith(row.path("error").get(0).asText() + ": ")
                    .contains(row.path("error").get(1).asText());
            return;
        }
        JsonNode response = fixture.call("TestState", request);
        assertContains(response, row.path("expect"), "");
        for (JsonNode absent : row.path("absent")) {
            assertThat(at(response, absent.asText()).isMissingNode())
                    .as("%s is absent in %s", absent, response)
                    .isTrue();
        }
    }

    private static void writeAsText(ObjectNode parameters) {
        JSON_TEXT.stream().filter(parameters::has).forEach(name -> {
            JsonNode value = parameters.get(name);
            if (!value.isTextual()) {
                parameters.put(name, Json.text(value));
            } else if (value.textValue().equals("\"LONG\"")) {
                parameters.put(name, '"' + "x".repeat(262_143) + '"');
            }
        });
    }

    private static JsonNode at(JsonNode node, String path) {
        JsonNode at = node;
        for (String name : path.split("\\.", -1)) {
            at = decoded(at).path(name);
        }
        return at;
    }

    private static JsonNode decoded(JsonNode node) {
        try {
            return node.isTextual() ? Json.parse(node.textValue()) : node;
        } catch (IOException _) {
            return node;
        }
    }

    /** Every expected field has to be there; text that holds JSON is compared as JSON. */
    private static void assertContains(JsonNode actual, JsonNode expected, String path) {
        if (expected.isObject()) {
            expected.properties()
                    .forEach(field -> assertContains(
                            decoded(actual).path(field.getKey()), field.getValue(), path + "/" + field.getKey()));
        } else if (expected.isNumber()) {
            assertThat(decoded(actual).decimalValue()).as(path).isEqualByComparingTo(expected.decimalValue());
        } else {
            assertThat(expected.isTextual() && actual.equals(expected) ? expected : decoded(actual))
                    .as(path)
                    .isEqualTo(expected);
        }
    }
}
