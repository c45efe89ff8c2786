package dev.tenantry.stepfunctions.jsonata.library;

import dev.tenantry.stepfunctions.jsonata.Builtin;
import dev.tenantry.stepfunctions.jsonata.Call;
import dev.tenantry.stepfunctions.jsonata.JsonataException;
import dev.tenantry.stepfunctions.jsonata.Meter;
import dev.tenantry.stepfunctions.jsonata.Numbers;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Pattern;

/** The functions on numbers. */
final class NumberFunctions {
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([Ee][-+]?[0-9]+)?");
    private static final Pattern OTHER_BASE = Pattern.compile("0[xX][0-9A-Fa-f]+|0[oO][0-7]+|0[bB][01]+");
    private static final int MAX_NUMBER_TEXT = 10_000;

    private NumberFunctions() {}

    static List<Builtin> all() {
        return List.of(
                Builtin.of("sum", 1, "<a<n>:n>", NumberFunctions::sum),
                Builtin.of("max", 1, "<a<n>:n>", call -> extreme(call, true)),
                Builtin.of("min", 1, "<a<n>:n>", call -> extreme(call, false)),
                Builtin.of("average", 1, "<a<n>:n>", NumberFunctions::average),
                Builtin.of("number", 1, "<(nsb)-:n>", NumberFunctions::number),
                Builtin.of("floor", 1, "<n-:n>", call -> mapped(call, Math::floor)),
                Builtin.of("ceil", 1, "<n-:n>", call -> mapped(call, Math::ceil)),
                Builtin.of("abs", 1, "<n-:n>", call -> mapped(call, Math::abs)),
                Builtin.of("sqrt", 1, "<n-:n>", NumberFunctions::sqrt),
                Builtin.of("round", 2, "<n-n?:n>", NumberFunctions::round),
                Builtin.of("power", 2, "<n-n:n>", NumberFunctions::power),
                Builtin.of("formatBase", 2, "<n-n?:s>", NumberFunctions::formatBase),
                Builtin.of("formatNumber", 3, "<n-so?:s>", FormatNumber::call));
    }

    private static Object sum(Call call) {
        return call.has(0) ? Numbers.of(total(call)) : null;
    }

    private static double total(Call call) {
        call.meter().work(call.array(0).size() / 4);
        double total = 0;
        for (Object each : call.array(0)) {
            total += ((Number) each).doubleValue();
        }
        return total;
    }

    private static Object average(Call call) {
        return call.has(0) && !call.array(0).isEmpty()
                ? Numbers.of(total(call) / call.array(0).size())
                : null;
    }

    private static Object extreme(Call call, boolean largest) {
        if (!call.has(0) || call.array(0).isEmpty()) {
            return null;
        }
        call.meter().work(call.array(0).size() / 4);
        Number best = (Number) call.array(0).get(0);
        for (Object each : call.array(0)) {
            int order = Numbers.compare((Number) each, best);
            if (largest ? order > 0 : order < 0) {
                best = (Number) each;
            }
        }
        return best;
    }

    private static Object number(Call call) {
        return switch (call.at(0)) {
            case null -> null;
            case Number number -> number;
            case Boolean flag -> flag ? 1L : 0L;
            case String text -> parse(text, call.meter());
            default -> throw JsonataException.of("D3030").value(call.at(0));
        };
    }

    private static Number parse(String text, Meter meter) {
        meter.read(text.length());
        meter.work(Math.min(text.length(), MAX_NUMBER_TEXT) / 4);
        if (text.length() <= MAX_NUMBER_TEXT && DECIMAL.matcher(text).matches()) {
            double number = Double.parseDouble(text);
            if (!Double.isInfinite(number)) {
                return Numbers.of(number);
            }
        } else if (text.length() <= MAX_NUMBER_TEXT && OTHER_BASE.matcher(text).matches()) {
            int radix =
                    switch (Character.toLowerCase(text.charAt(1))) {
                        case 'x' -> 16;
                        case 'o' -> 8;
                        default -> 2;
                    };
            return Numbers.of(new java.math.BigInteger(text.substring(2), radix).doubleValue());
        }
        throw JsonataException.of("D3030").value(text);
    }

    private static Object mapped(Call call, DoubleUnaryOperator operator) {
        if (!call.has(0) || (call.at(0) instanceof Long whole && whole >= 0)) {
            return call.at(0);
        }
        return Numbers.of(operator.applyAsDouble(call.number(0).doubleValue()));
    }

    private static Object sqrt(Call call) {
        if (!call.has(0)) {
            return null;
        }
        if (call.number(0).doubleValue() < 0) {
            throw JsonataException.of("D3060").value(call.at(0));
        }
        return Numbers.of(Math.sqrt(call.number(0).doubleValue()));
    }

    private static Object round(Call call) {
        return call.has(0) ? Numbers.round(call.number(0), call.has(1) ? Numbers.clamped(call.number(1)) : 0) : null;
    }

    private static Object power(Call call) {
        if (!call.has(0)) {
            return null;
        }
        double exponent = call.has(1) ? call.number(1).doubleValue() : Double.NaN;
        double power = Math.pow(call.number(0).doubleValue(), exponent);
        if (Double.isInfinite(power) || Double.isNaN(power)) {
            throw JsonataException.of("D3061").value(call.at(0)).value2(call.at(1));
        }
        return Numbers.of(power);
    }

    private static Object formatBase(Call call) {
        if (!call.has(0)) {
            return null;
        }
        Number value = Numbers.round(call.number(0), 0);
        Number radix = call.has(1) ? Numbers.round(call.number(1), 0) : (Number) 10L;
        if (radix.doubleValue() < Character.MIN_RADIX || radix.doubleValue() > Character.MAX_RADIX) {
            throw JsonataException.of("D3100").value(radix);
        }
        if (!Numbers.isWhole(value)) {
            return Numbers.text(value);
        }
        return new BigDecimal(value.toString()).toBigInteger().toString(radix.intValue());
    }
}
