package dev.tenantry.local.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** One alternative for a field's value. */
final class Comparison {

    private Comparison() {}

    static Predicate<JsonNode> of(JsonNode alternative) {
        if (!alternative.isObject()) {
            return equalTo(alternative);
        } else if (alternative.size() != 1) {
            throw new IllegalArgumentException("a comparison has one operator: " + alternative);
        }
        var operator = alternative.properties().iterator().next();
        return of(operator.getKey(), operator.getValue());
    }

    private static Predicate<JsonNode> of(String operator, JsonNode operand) {
        return switch (operator) {
            case "exists" -> operand.asBoolean() ? value -> !value.isMissingNode() : JsonNode::isMissingNode;
            case "anything-but" -> {
                var excluded = excluded(operand);
                yield value -> !value.isMissingNode() && !excluded.test(value);
            }
            case "numeric" -> numeric(operand);
            case "prefix", "suffix" ->
                operand.isObject()
                        ? ignoringCase(operator, operand.path("equals-ignore-case"))
                        : text(operator, operand);
            case "equals-ignore-case", "wildcard" -> text(operator, operand);
            default -> throw new IllegalArgumentException("the operator " + operator + " is not supported");
        };
    }

    private static Predicate<JsonNode> excluded(JsonNode operand) {
        if (!operand.isArray()) {
            return of(operand);
        }
        var any = new ArrayList<Predicate<JsonNode>>();
        operand.forEach(element -> any.add(of(element)));
        return value -> any.stream().anyMatch(test -> test.test(value));
    }

    private static Predicate<JsonNode> equalTo(JsonNode expected) {
        return expected.isNumber()
                ? value -> value.isNumber() && value.decimalValue().compareTo(expected.decimalValue()) == 0
                : expected::equals;
    }

    private static Predicate<JsonNode> ignoringCase(String operator, JsonNode operand) {
        var test = matcher(operator, string(operator, operand).toLowerCase(Locale.ROOT));
        return value -> value.isTextual() && test.test(value.textValue().toLowerCase(Locale.ROOT));
    }

    private static Predicate<JsonNode> text(String operator, JsonNode operand) {
        var test = matcher(operator, string(operator, operand));
        return value -> value.isTextual() && test.test(value.textValue());
    }

    private static Predicate<String> matcher(String operator, String operand) {
        return switch (operator) {
            case "prefix" -> value -> value.startsWith(operand);
            case "suffix" -> value -> value.endsWith(operand);
            case "equals-ignore-case" -> operand::equalsIgnoreCase;
            default -> wildcard(operand);
        };
    }

    /** {@code *} stands for any characters; a backslash takes that meaning from it. */
    private static Predicate<String> wildcard(String operand) {
        var expression = new StringBuilder();
        for (var i = 0; i < operand.length(); i++) {
            var character = operand.charAt(i);
            if (character == '*') {
                expression.append(".*");
            } else {
                var escaped = character == '\\' && i + 1 < operand.length();
                expression.append(Pattern.quote(String.valueOf(escaped ? operand.charAt(++i) : character)));
            }
        }
        return Pattern.compile(expression.toString(), Pattern.DOTALL).asMatchPredicate();
    }

    private static Predicate<JsonNode> numeric(JsonNode operand) {
        if (!operand.isArray() || operand.isEmpty() || operand.size() % 2 != 0) {
            throw new IllegalArgumentException("numeric needs pairs of an operator and a number");
        }
        Predicate<JsonNode> all = JsonNode::isNumber;
        for (var i = 0; i < operand.size(); i += 2) {
            var holds = comparison(operand.get(i).asText());
            BigDecimal bound = operand.get(i + 1).decimalValue();
            all = all.and(value -> holds.test(value.decimalValue().compareTo(bound)));
        }
        return all;
    }

    private static IntPredicate comparison(String operator) {
        return switch (operator) {
            case "=" -> sign -> sign == 0;
            case "<" -> sign -> sign < 0;
            case "<=" -> sign -> sign <= 0;
            case ">" -> sign -> sign > 0;
            case ">=" -> sign -> sign >= 0;
            default -> throw new IllegalArgumentException("numeric does not know " + operator);
        };
    }

    private static String string(String operator, JsonNode operand) {
        if (!operand.isTextual()) {
            throw new IllegalArgumentException(operator + " needs a string");
        }
        return operand.textValue();
    }
}
