package dev.tenantry.stepfunctions.jsonata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.stepfunctions.jsonata.library.Library;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code reference.json} holds what the reference implementation, jsonata 2.0.6 on npm, answers. */
@DisplayName("Expressions")
class ReferenceTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Jsonata.Functions FUNCTIONS = new Jsonata.Functions(Library.FUNCTIONS);
    private static final Host HOST = new Host() {
        @Override
        public long timeMillis() {
            return 1_700_000_000_000L;
        }

        @Override
        public RandomGenerator random() {
            return new Random(1);
        }
    };

    @Test
    void answerWhatTheReferenceImplementationAnswers() throws IOException {
        JsonNode reference;
        try (InputStream file = ReferenceTest.class.getResourceAsStream("reference.json")) {
            reference = MAPPER.readTree(file);
        }
        Object data = value(reference.get("data"));
        List<String> differences = new ArrayList<>();
        for (JsonNode each : reference.get("cases")) {
            String actual = evaluate(each.get("expression").textValue(), data);
            String expected = each.has("error")
                    ? "error " + each.get("error").textValue()
                    : json(value(each.get("result"))).toString();
            if (!actual.equals(expected)) {
                differences.add(each.get("expression") + ": expected " + expected + " but was " + actual);
            }
        }
        assertThat(reference.get("cases")).hasSizeGreaterThan(600);
        assertThat(differences).isEmpty();
    }

    private static String evaluate(String expression, Object data) throws IOException {
        try {
            Object result = Jsonata.compile(expression)
                    .evaluate(data, Map.of(), FUNCTIONS, HOST, new Meter.Budget(Integer.MAX_VALUE));
            return json(result == null ? "undefined" : result).toString();
        } catch (JsonataException e) {
            return "error " + e.code().orElse("") + ": " + e.getMessage();
        }
    }

    private static Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                node.properties().forEach(field -> object.put(field.getKey(), value(field.getValue())));
                yield object;
            }
            case ARRAY -> {
                var array = new Sequence();
                node.forEach(element -> array.add(value(element)));
                yield array;
            }
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NULL -> JsonNull.NULL;
            default -> Numbers.of(node.doubleValue());
        };
    }

    private static JsonNode json(Object value) {
        return switch (value) {
            case null -> MAPPER.nullNode();
            case JsonNull _ -> MAPPER.nullNode();
            case Function _ -> MAPPER.getNodeFactory().textNode("function");
            case Sequence list -> {
                var array = MAPPER.createArrayNode();
                list.forEach(each -> array.add(json(each)));
                yield array;
            }
            case Map<?, ?> map -> {
                var object = MAPPER.createObjectNode();
                // The reference implementation hides the function of a match that finds the next one.
                map.forEach((name, each) -> {
                    if (each != null && !"next".equals(name)) {
                        object.set((String) name, json(each));
                    }
                });
                yield object;
            }
            default -> MAPPER.valueToTree(value);
        };
    }
}
