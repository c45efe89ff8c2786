package dev.tenantry.stepfunctions.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.json.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces the placeholders in the requests of a recorded case. */
final class PlaceholderFiller {
    private static final Pattern UID = Pattern.compile("<<uid:(\\d+)>>");
    private static final Pattern REFERENCE = Pattern.compile("<<ref:([A-Za-z0-9]+)\\.([A-Za-z0-9_]+)>>");

    private final Map<String, JsonNode> responses = new HashMap<>();

    void put(String name, JsonNode response) {
        responses.put(name, response);
    }

    String text(String template) {
        String text =
                UID.matcher(template).replaceAll(match -> String.format("case00%02d", Integer.valueOf(match.group(1))));
        return REFERENCE
                .matcher(text.replace("<<account>>", "123456789012").replace("<<region>>", "us-east-1"))
                .replaceAll(match -> Matcher.quoteReplacement(
                        responses.get(match.group(1)).path(match.group(2)).asText()));
    }

    JsonNode json(JsonNode template) {
        // All of what is filled in are letters, digits, colons and dashes, so it can be done in the text.
        return Json.trusted(text(Json.text(template)));
    }
}
