package dev.tenantry.stepfunctions.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares what an engine answered with what was recorded from AWS. A recording has wildcards for what differs from run
 * to run, and its strings have every timestamp replaced by {@code date}; an object or array stands also for a string
 * with its JSON text.
 */
final class Recording {
    private static final Pattern WILDCARD =
            Pattern.compile("<<(any|anyjson|opt|ts|iso|account|uid|uuid)(?::([^<>]*))?>>");
    private static final String ISO =
            "[1-9]\\d{3}-\\d\\d-\\d\\dT(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?(?:Z|[+-][01]\\d:?(?:[0-5]\\d)?)";
    private static final String UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final List<String> differences = new ArrayList<>();

    /** The differences between a recorded value and an actual one, with the path of each. */
    static List<String> differences(JsonNode recorded, JsonNode actual, String path) {
        var recording = new Recording();
        recording.compare(recorded, actual, path);
        return recording.differences;
    }

    /** The same for a value that the API gives as JSON text. */
    static List<String> textDifferences(JsonNode recorded, JsonNode actual, String path) {
        JsonNode value = actual.isTextual() ? parsed(actual).orElse(actual) : actual;
        return differences(recorded.has("<<raw>>") ? recorded.get("<<raw>>") : recorded, value, path);
    }

    private void differ(String path, JsonNode recorded, JsonNode actual) {
        differences.add(path + ": recorded " + shortened(recorded) + ", got "
                + (actual.isMissingNode() ? "nothing" : shortened(actual)));
    }

    private static String shortened(JsonNode node) {
        String text = node.toString();
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }

    private void compare(JsonNode recorded, JsonNode actual, String path) {
        if (recorded.isTextual() && WILDCARD.matcher(recorded.textValue()).matches()) {
            wildcard(recorded, actual, path);
        } else if (actual.isMissingNode()) {
            differ(path, recorded, actual);
        } else if (recorded.isObject()) {
            compareObject(recorded, jsonOf(actual), path);
        } else if (recorded.isArray()) {
            compareArray(recorded, jsonOf(actual), path);
        } else if (recorded.isTextual()) {
            compareText(recorded, actual, path);
        } else if (recorded.isNumber() && actual.isNumber()) {
            if (Math.abs(recorded.doubleValue() - actual.doubleValue()) > 1e-12 * Math.abs(recorded.doubleValue())) {
                differ(path, recorded, actual);
            }
        } else if (!recorded.equals(actual)) {
            differ(path, recorded, actual);
        }
    }

    private void wildcard(JsonNode recorded, JsonNode actual, String path) {
        Matcher matcher = WILDCARD.matcher(recorded.textValue());
        if (!matcher.matches() || matcher.group(1).equals("opt")) {
            return;
        }
        boolean fits = !actual.isMissingNode()
                && switch (matcher.group(1)) {
                    case "ts" -> actual.isNumber() || !actual.asText().isEmpty();
                    case "iso" -> actual.asText().matches(ISO);
                    case "uuid" -> actual.asText().matches(UUID);
                    case "account" -> actual.asText().matches("\\d{12}");
                    case "any", "uid" -> !actual.isNull() && (actual.isValueNode() || matcher.group(2) != null);
                    default -> true;
                };
        if (!fits) {
            differ(path, recorded, actual);
        }
    }

    private void compareObject(JsonNode recorded, JsonNode actual, String path) {
        if (!actual.isObject()) {
            differ(path, recorded, actual);
            return;
        }
        List<String> used = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : recorded.properties()) {
            String name = actualName(field.getKey(), recorded, actual, used);
            used.add(name);
            compare(field.getValue(), actual.path(name), path + "." + field.getKey());
        }
        actual.fieldNames().forEachRemaining(name -> {
            if (!used.contains(name)) {
                differences.add(path + "." + name + ": unexpected");
            }
        });
    }

    private static String actualName(String name, JsonNode recorded, JsonNode actual, List<String> used) {
        if (!name.contains("<<")) {
            return name;
        }
        List<String> names = new ArrayList<>();
        actual.fieldNames().forEachRemaining(names::add);
        return names.stream()
                .filter(each -> !recorded.has(each) && !used.contains(each) && fits(name, each))
                .findFirst()
                .orElse(name);
    }

    private void compareArray(JsonNode recorded, JsonNode actual, String path) {
        if (!actual.isArray() || actual.size() != recorded.size()) {
            differ(path, recorded, actual);
            return;
        }
        for (int i = 0; i < recorded.size(); i++) {
            compare(recorded.get(i), actual.get(i), path + "[" + i + "]");
        }
    }

    private void compareText(JsonNode recorded, JsonNode actual, String path) {
        Optional<JsonNode> asJson = parsed(recorded).filter(JsonNode::isContainerNode);
        if (actual.isTextual() && fits(recorded.textValue(), actual.textValue())) {
            return;
        }
        Optional<JsonNode> actualJson = actual.isTextual() ? parsed(actual) : Optional.of(actual);
        if (asJson.isPresent() && actualJson.filter(JsonNode::isContainerNode).isPresent()) {
            compare(asJson.get(), actualJson.get(), path);
        } else {
            differ(path, recorded, actual);
        }
    }

    /** Whether a text is the recorded one, whose wildcards stand for anything of their kind. */
    private static boolean fits(String recorded, String actual) {
        if (recorded.equals(actual) || recorded.equals(actual.replaceAll(ISO, "date"))) {
            return true;
        }
        if (!recorded.contains("<<")) {
            return false;
        }
        StringBuilder pattern = new StringBuilder();
        Matcher matcher = WILDCARD.matcher(recorded);
        int from = 0;
        while (matcher.find()) {
            pattern.append(literal(recorded.substring(from, matcher.start())));
            pattern.append(matcher.group(1).equals("account") ? "\\d{12}" : ".+?");
            from = matcher.end();
        }
        pattern.append(literal(recorded.substring(from)));
        return Pattern.compile(pattern.toString(), Pattern.DOTALL)
                .matcher(actual)
                .matches();
    }

    private static String literal(String text) {
        return text.isEmpty() ? "" : Pattern.quote(text).replace("date", "\\E(?:date|" + ISO + ")\\Q");
    }

    private static JsonNode jsonOf(JsonNode actual) {
        return actual.isTextual() ? parsed(actual).orElse(actual) : actual;
    }

    private static Optional<JsonNode> parsed(JsonNode text) {
        try {
            return Optional.of(Json.parse(text.textValue()));
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }
}
