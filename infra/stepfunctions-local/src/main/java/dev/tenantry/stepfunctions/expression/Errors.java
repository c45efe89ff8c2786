package dev.tenantry.stepfunctions.expression;

import com.dashjoin.jsonata.JException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.json.Json;
import java.time.format.DateTimeParseException;
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

    static ExpressionException of(JException error) {
        String code = Objects.requireNonNullElse(error.getError(), "");
        if (!CODE.matcher(code).matches()) {
            return new ExpressionException("", code.isEmpty() ? String.valueOf(error.getMessage()) : code, error);
        }
        if (code.equals("T0412")) {
            // The library throws this one without the function's name and the argument's position.
            String type = "n".equals(error.getExpected()) ? "numbers" : "strings";
            return new ExpressionException(code, "The argument must be an array of \"" + type + "\"", error);
        }
        String template = JException.msg(code, -1, FIRST, SECOND).replaceAll("\\bObject\\b", "function");
        String message = template.replace("\"" + FIRST + "\"", json(error.getCurrent()))
                .replace(FIRST, String.valueOf(error.getCurrent()))
                .replace("\"" + SECOND + "\"", json(error.getExpected()))
                .replace(SECOND, String.valueOf(error.getExpected()));
        return new ExpressionException(code, message, error);
    }

    /** The library lets Java's own exceptions through where the reference implementation has a code of its own. */
    static ExpressionException of(RuntimeException error) {
        Throwable thrown = error.getCause() == null ? error : error.getCause();
        if (thrown instanceof DateTimeParseException date) {
            return new ExpressionException(
                    "D3110",
                    "The argument of the toMillis function must be an ISO 8601 formatted timestamp. Given "
                            + json(date.getParsedString()),
                    error);
        }
        return new ExpressionException("", String.valueOf(thrown.getMessage()), error);
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
