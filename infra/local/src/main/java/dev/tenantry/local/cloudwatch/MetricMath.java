package dev.tenantry.local.cloudwatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;

/**
 * An expression of CloudWatch's metric math about one period (CloudWatch User Guide, "Using math expressions with
 * CloudWatch metrics"), as far as templates use it here: numbers, ids of metrics, {@code + - * /}, brackets,
 * {@code SUM}, {@code MAX} and {@code MIN} of a list, which leave out what is missing, and {@code FILL} with a number.
 * An operator with a missing side gives nothing.
 */
final class MetricMath {

    private static final Pattern TOKEN =
            Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_]*|[0-9]+(?:\\.[0-9]+)?|[-+*/()\\[\\],])");

    private final List<String> tokens = new ArrayList<>();
    private final Map<String, OptionalDouble> values;
    private int at;

    private MetricMath(String expression, Map<String, OptionalDouble> values) {
        this.values = values;
        var matcher = TOKEN.matcher(expression.strip());
        var end = 0;
        while (matcher.lookingAt()) {
            tokens.add(matcher.group(1));
            end = matcher.end();
            matcher.region(end, matcher.regionEnd());
        }
        if (end != expression.strip().length()) {
            throw new IllegalArgumentException("The expression " + expression + " is not supported");
        }
    }

    /**
     * The value of an expression.
     *
     * @param values those of the metrics by their ids; empty where data is missing
     * @throws IllegalArgumentException if the expression has what is not supported
     */
    static OptionalDouble evaluate(String expression, Map<String, OptionalDouble> values) {
        var math = new MetricMath(expression, values);
        var result = math.sum();
        if (math.at != math.tokens.size()) {
            throw new IllegalArgumentException("The expression " + expression + " is not supported");
        }
        return result;
    }

    private OptionalDouble sum() {
        var result = product();
        while (next("+") || next("-")) {
            var operator = take();
            result = combine(result, product(), operator.equals("+") ? Double::sum : (one, other) -> one - other);
        }
        return result;
    }

    private OptionalDouble product() {
        var result = operand();
        while (next("*") || next("/")) {
            var operator = take();
            result = combine(
                    result,
                    operand(),
                    operator.equals("*") ? (one, other) -> one * other : (one, other) -> one / other);
        }
        return result;
    }

    private static OptionalDouble combine(OptionalDouble one, OptionalDouble other, BinaryOperator<Double> operator) {
        return one.isPresent() && other.isPresent()
                ? OptionalDouble.of(operator.apply(one.getAsDouble(), other.getAsDouble()))
                : OptionalDouble.empty();
    }

    private OptionalDouble operand() {
        var token = take();
        return switch (token) {
            case "(" -> {
                var inside = sum();
                expect(")");
                yield inside;
            }
            case "SUM", "MAX", "MIN" -> aggregate(token);
            case "FILL" -> {
                expect("(");
                var metric = sum();
                expect(",");
                var filling = sum();
                expect(")");
                yield metric.isPresent() ? metric : filling;
            }
            default -> value(token);
        };
    }

    private OptionalDouble aggregate(String function) {
        expect("(");
        expect("[");
        var items = new ArrayList<OptionalDouble>();
        do {
            items.add(sum());
        } while (nextTaken(","));
        expect("]");
        expect(")");
        var present = items.stream()
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
        if (present.length == 0) {
            return OptionalDouble.empty();
        }
        var all = Arrays.stream(present);
        return switch (function) {
            case "SUM" -> OptionalDouble.of(all.sum());
            case "MAX" -> all.max();
            default -> all.min();
        };
    }

    private OptionalDouble value(String token) {
        if (Character.isDigit(token.charAt(0))) {
            return OptionalDouble.of(Double.parseDouble(token));
        }
        var value = values.get(token);
        if (value == null) {
            throw new IllegalArgumentException(token + " is no id of a metric");
        }
        return value;
    }

    private boolean next(String token) {
        return at < tokens.size() && tokens.get(at).equals(token);
    }

    private boolean nextTaken(String token) {
        var is = next(token);
        if (is) {
            at++;
        }
        return is;
    }

    private String take() {
        if (at == tokens.size()) {
            throw new IllegalArgumentException("The expression ends too early");
        }
        return tokens.get(at++);
    }

    private void expect(String token) {
        if (!take().equals(token)) {
            throw new IllegalArgumentException(token + " is missing in the expression");
        }
    }
}
