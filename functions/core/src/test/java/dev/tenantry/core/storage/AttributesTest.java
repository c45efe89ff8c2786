package dev.tenantry.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class AttributesTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @RegisterExtension
    final LocalTable local = new LocalTable();

    @Test
    void givesBackAnyJsonObject() {
        for (var seed = 0; seed < 500; seed++) {
            var json = object(new Random(seed), 4);

            assertThat((Object) Attributes.json(Attributes.of(json)))
                    .as("seed %d", seed)
                    .isEqualTo(json);
        }
    }

    @Test
    void givesBackAnyJsonObjectThatWasStored() {
        var table = local.table();
        for (var seed = 0; seed < 30; seed++) {
            var json = object(new Random(seed), 3);
            var key = Table.key("SEED#" + seed, "JSON");
            table.client().updateItem(update -> update.tableName(table.name())
                    .key(key)
                    .updateExpression("SET content = :json")
                    .expressionAttributeValues(Map.of(":json", AttributeValue.fromM(Attributes.of(json)))));

            var stored = table.client()
                    .getItem(get -> get.tableName(table.name()).key(key))
                    .item();

            assertThat((Object) Attributes.json(stored.get("content").m()))
                    .as("seed %d", seed)
                    .isEqualTo(json);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "100", "9223372036854775807", "9223372036854775808", "0.1", "-12.5"})
    void writesANumberAsItWas(String number) {
        var json = Attributes.json(Map.of("n", AttributeValue.fromN(number)));

        assertThat(Json.write(json)).isEqualTo("{\"n\":" + number + "}");
    }

    @Test
    void refusesAValueThatJsonHasNoTypeFor() {
        var set = Map.of("set", AttributeValue.fromSs(List.of("a")));

        assertThatThrownBy(() -> Attributes.json(set)).isInstanceOf(IllegalArgumentException.class);
    }

    private static ObjectNode object(Random random, int depth) {
        var object = NODES.objectNode();
        for (var i = random.nextInt(5); i > 0; i--) {
            object.set("m" + random.nextInt(1000), value(random, depth));
        }
        return object;
    }

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 8)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextLong());
            case 3 -> NODES.numberNode(new BigInteger(100, random).setBit(64));
            case 4 ->
                NODES.numberNode(
                        BigDecimal.valueOf(random.nextLong(1_000_000_000), 3).add(new BigDecimal("0.0001")));
            case 5 -> NODES.textNode(text(random));
            case 6 -> object(random, depth - 1);
            default -> {
                var array = NODES.arrayNode();
                for (var i = random.nextInt(4); i > 0; i--) {
                    array.add(value(random, depth - 1));
                }
                yield array;
            }
        };
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(6), 1, Character.MAX_CODE_POINT)
                .filter(point -> !Character.isSurrogate((char) point) || point > Character.MAX_VALUE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
