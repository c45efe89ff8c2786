package dev.tenantry.stepfunctions.expression;

import com.dashjoin.jsonata.JException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.json.Json;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The words of a failed evaluation as the reference implementation of JSONata says them: {@code CODE: message}, with
 * values in JSON. The Java library's own texts were translated mechanically and say "Object" where the original says
 * "function".
 */
final class Errors {
    private static final Pattern CODE = Pattern.compile("[A-Z]\\d{4}");
    private static final String FIRST = "\u0001";
    private static final String SECOND = "\u0002";

    private Errors() {}

    static String describe(JException error) {
        String code = Objects.requireNonNullElse(error.getError(), "");
        if (!CODE.matcher(code).matches()) {
            return code.isEmpty() ? String.valueOf(error.getMessage()) : code;
        }
        String template = JException.msg(code, -1, FIRST, SECOND).replaceAll("\\bObject\\b", "function");
        String message = template.replace("\"" + FIRST + "\"", json(error.getCurrent()))
                .replace(FIRST, String.valueOf(error.getCurrent()))
                .replace("\"" + SECOND + "\"", json(error.getExpected()))
                .replace(SECOND, String.valueOf(error.getExpected()));
        return code + ": " + message;
    }

    static String describe(RuntimeException error) {
        // The library lets Java's own exceptions through where the reference implementation has a code of its own.
        return switch (error.getCause() == null ? error : error.getCause()) {
            case java.time.format.DateTimeParseException e ->
                "D3110: The argument of the toMillis function must be an ISO 8601 formatted timestamp. Given "
                        + json(e.getParsedString());
            case Throwable e -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }

    private static String json(Object value) {
        if (value == null) {
            return "null";
        }
        try {
            JsonNode node = Values.toJson(value);
            return Json.text(node);
        } catch (ExpressionException e) {
            return "\"" + value.getClass().getSimpleName() + "\"";
        }
    }
}
