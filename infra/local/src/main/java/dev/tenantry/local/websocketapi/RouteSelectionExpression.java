package dev.tenantry.local.websocketapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.local.web.Json;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the route key out of a message: {@code $request.body.action}, or deeper, {@code ${request.body.a.b}}. */
final class RouteSelectionExpression {

    private static final Pattern FORM =
            Pattern.compile("\\$request\\.body\\.([\\w.-]+)|\\$\\{request\\.body\\.([\\w.-]+)}");

    private final List<String> path;

    /** @throws IllegalArgumentException if the expression is of another form */
    RouteSelectionExpression(String expression) {
        var form = FORM.matcher(expression);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "A route selection expression looks like $request.body.action: " + expression);
        }
        path = List.of((form.group(1) == null ? form.group(2) : form.group(1)).split("\\.", -1));
    }

    /** The route key that a message names; empty if it is no JSON or has no value there. */
    Optional<String> select(String message) {
        try {
            JsonNode value = Json.MAPPER.readTree(message);
            for (var name : path) {
                value = value.path(name);
            }
            return value.isValueNode() ? Optional.of(value.asText()) : Optional.empty();
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
    }
}
