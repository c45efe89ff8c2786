package dev.tenantry.stepfunctions.jsonata;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as JSONata computes with them: doubles, of which the whole ones that are exact stand as longs. A whole number
 * of the input stays exact as long as it fits a long.
 */
public final class Numbers {
    private static final double LARGEST_EXACT = 9_007_199_254_740_992d;
    private static final double EXPONENT_FROM = 1e21;
    private static final double EXPONENT_BELOW = 1e-6;
    private static final MathContext FIFTEEN_DIGITS = new MathContext(15, RoundingMode.HALF_UP);
    private static final int MAX_SCALE = 400;

    private Numbers() {}

    /** The number with a double's value. */
    public static Number of(double value) {
        if (value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT) {
            return (long) value;
        }
        return value;
    }

    /**
     * Whether a value is a number that one can compute with.
     *
     * @throws JsonataException when it is infinite
     */
    public static boolean isNumeric(Object value) {
        if (!(value instanceof Number number)) {
            return false;
        }
        double asDouble = number.doubleValue();
        if (Double.isInfinite(asDouble)) {
            throw JsonataException.of("D1001").value(value);
        }
        return !Double.isNaN(asDouble);
    }

    public static boolean isWhole(Object value) {
        return value instanceof Long
                || (value instanceof Double number && number == Math.rint(number) && !number.isInfinite());
    }

    public static int compare(Number left, Number right) {
        return left instanceof Long a && right instanceof Long b
                ? Long.compare(a, b)
                : Double.compare(left.doubleValue() + 0.0, right.doubleValue() + 0.0);
    }

    /** A number cut to a whole one, as far as a long reaches. */
    public static long truncated(Number number) {
        return number instanceof Long whole ? whole : (long) number.doubleValue();
    }

    /** A number as an index or a length, within what an int can say. */
    public static int clamped(Number number) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, Math.floor(number.doubleValue())));
    }

    /** The digits of a number: the shortest that read back as itself. */
    public static String text(Number number) {
        if (number instanceof Long) {
            return number.toString();
        }
        double value = number.doubleValue();
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        double size = Math.abs(value);
        if (size >= EXPONENT_BELOW && size < EXPONENT_FROM) {
            return decimal.toPlainString();
        }
        String digits = decimal.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - decimal.scale();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        return (value < 0 ? "-" : "") + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+")
                + Math.abs(exponent);
    }

    /** What {@code $string} answers: at most fifteen digits of a fraction, and every digit of a whole number. */
    static String rounded(Number number) {
        double value = number.doubleValue();
        if (number instanceof Long || value == Math.rint(value) || Double.isNaN(value)) {
            return text(number);
        }
        return text(new BigDecimal(value).round(FIFTEEN_DIGITS).doubleValue());
    }

    /** Rounds half to even at a decimal place, by the digits that {@link #text} shows. */
    public static Number round(Number number, int scale) {
        double value = number.doubleValue();
        if (Double.isNaN(value) || Double.isInfinite(value) || scale > MAX_SCALE) {
            return number;
        }
        if (scale < -MAX_SCALE) {
            return 0L;
        }
        return of(new BigDecimal(text(number))
                .setScale(scale, RoundingMode.HALF_EVEN)
                .doubleValue());
    }
}
