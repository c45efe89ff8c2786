package dev.tenantry.api;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The example of a plan with registrations, and what becomes of it when it is changed. */
public final class RegistrationPlans {
    private static final Path EXAMPLE = Path.of("../../docs/examples/registrations.json");

    /** What of the example's business is personal, and stands nowhere else in the example. */
    public static final List<String> PERSONAL = List.of(
            "Owl Dentists LLC", "12-3456789", "Feather Lane", "Athena", "Strix", "athena@", "4155550123", "Managing");

    private RegistrationPlans() {}

    public static ObjectNode example() {
        try {
            return (ObjectNode) Json.parse(Files.readString(EXAMPLE));
        } catch (JsonProcessingException notJson) {
            throw new AssertionError("The example is not JSON", notJson);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** The example with another value at one place. */
    public static String with(String pointer, JsonNode value) {
        var plan = example();
        set(plan, pointer, value);
        return Json.write(plan);
    }

    /** The example with a text at one place. */
    public static String with(String pointer, String text) {
        return with(pointer, Json.object().textNode(text));
    }

    /** The example without what is at one place. */
    public static String without(String pointer) {
        var plan = example();
        var place = JsonPointer.compile(pointer);
        ((ObjectNode) plan.at(place.head())).remove(place.last().getMatchingProperty());
        return Json.write(plan);
    }

    private static void set(ObjectNode plan, String pointer, JsonNode value) {
        var place = JsonPointer.compile(pointer);
        if (plan.at(place.head()) instanceof ArrayNode array) {
            array.set(place.last().getMatchingIndex(), value);
        } else {
            ((ObjectNode) plan.at(place.head())).set(place.last().getMatchingProperty(), value);
        }
    }
}
