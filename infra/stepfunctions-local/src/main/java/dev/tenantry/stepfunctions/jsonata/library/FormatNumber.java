package dev.tenantry.stepfunctions.jsonata.library;

import dev.tenantry.stepfunctions.jsonata.Call;
import dev.tenantry.stepfunctions.jsonata.JsonataException;
import dev.tenantry.stepfunctions.jsonata.Numbers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The function {@code $formatNumber}: a number by a picture, as XPath's fn:format-number has it. */
final class FormatNumber {
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("decimal-separator", "."),
            Map.entry("grouping-separator", ","),
            Map.entry("exponent-separator", "e"),
            Map.entry("infinity", "Infinity"),
            Map.entry("minus-sign", "-"),
            Map.entry("NaN", "NaN"),
            Map.entry("percent", "%"),
            Map.entry("per-mille", "‰"),
            Map.entry("zero-digit", "0"),
            Map.entry("digit", "#"),
            Map.entry("pattern-separator", ";"));

    private final Map<String, String> symbols;
    private final char zero;
    private final String decimal;
    private final String grouping;

    private FormatNumber(Map<String, String> symbols) {
        this.symbols = symbols;
        this.zero = symbols.get("zero-digit").isEmpty()
                ? '0'
                : symbols.get("zero-digit").charAt(0);
        this.decimal = symbols.get("decimal-separator");
        this.grouping = symbols.get("grouping-separator");
    }

    static Object call(Call call) {
        if (!call.has(0)) {
            return null;
        }
        Map<String, String> symbols = new HashMap<>(DEFAULTS);
        if (call.at(2) instanceof Map<?, ?> options) {
            options.forEach((name, value) -> {
                if (value instanceof String text) {
                    symbols.put((String) name, text);
                }
            });
        }
        String picture = call.has(1) ? call.text(1) : "";
        call.meter().work((long) picture.length() * picture.length() / 16);
        call.meter().allocateText(2L * picture.length());
        return new FormatNumber(symbols).format(call.number(0), picture);
    }

    /** The parts of one half of a picture. */
    private record Parts(
            String picture,
            String prefix,
            String suffix,
            String active,
            String mantissa,
            String exponent,
            String whole,
            String fraction) {}

    private String format(Number number, String picture) {
        String[] halves = picture.split(Pattern.quote(symbols.get("pattern-separator")), -1);
        if (halves.length > 2) {
            throw JsonataException.of("D3080");
        }
        List<Parts> parts = new ArrayList<>();
        for (String half : halves) {
            Parts each = split(half);
            check(each);
            parts.add(each);
        }
        double value = number.doubleValue();
        boolean negative = value < 0;
        Parts used = negative && parts.size() > 1 ? parts.get(1) : parts.get(0);
        String prefix = negative && parts.size() == 1 ? symbols.get("minus-sign") + used.prefix() : used.prefix();
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return prefix + symbols.get(Double.isNaN(value) ? "NaN" : "infinity") + used.suffix();
        }
        BigDecimal scaled = new BigDecimal(Numbers.text(number)).abs();
        if (used.picture().contains(symbols.get("percent"))) {
            scaled = scaled.movePointRight(2);
        } else if (used.picture().contains(symbols.get("per-mille"))) {
            scaled = scaled.movePointRight(3);
        }
        return prefix + digits(scaled, used) + used.suffix();
    }

    private boolean isDigit(char each) {
        return each >= zero && each < zero + 10;
    }

    private boolean isOptional(char each) {
        return symbols.get("digit").equals(String.valueOf(each));
    }

    private boolean isActive(char each) {
        String text = String.valueOf(each);
        return isDigit(each)
                || isOptional(each)
                || text.equals(decimal)
                || text.equals(grouping)
                || text.equals(symbols.get("exponent-separator"))
                || text.equals(symbols.get("pattern-separator"));
    }

    private Parts split(String picture) {
        String exponentMark = symbols.get("exponent-separator");
        int first = -1;
        int last = -1;
        for (int i = 0; i < picture.length(); i++) {
            char each = picture.charAt(i);
            if (isActive(each) && !String.valueOf(each).equals(exponentMark)) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        String prefix = first < 0 ? "" : picture.substring(0, first);
        String suffix = first < 0 ? "" : picture.substring(last + 1);
        String active = picture.substring(prefix.length(), picture.length() - suffix.length());
        int exponentAt = picture.indexOf(exponentMark, prefix.length()) - prefix.length();
        boolean hasExponent = picture.indexOf(exponentMark, prefix.length()) >= 0 && exponentAt <= active.length();
        String mantissa = hasExponent ? active.substring(0, exponentAt) : active;
        String exponent = hasExponent ? active.substring(Math.min(exponentAt + 1, active.length())) : null;
        int point = mantissa.indexOf(decimal);
        return new Parts(
                picture,
                prefix,
                suffix,
                active,
                mantissa,
                exponent,
                point < 0 ? mantissa : mantissa.substring(0, point),
                point < 0 ? suffix : mantissa.substring(point + decimal.length()));
    }

    /** Refuses a picture that says no number; of several mistakes the last one counts. */
    private void check(Parts parts) {
        String error = null;
        String picture = parts.picture();
        String percent = symbols.get("percent");
        String perMille = symbols.get("per-mille");
        error = repeats(picture, decimal) ? "D3081" : error;
        error = repeats(picture, percent) ? "D3082" : error;
        error = repeats(picture, perMille) ? "D3083" : error;
        boolean isRatio = picture.contains(percent) || picture.contains(perMille);
        error = picture.contains(percent) && picture.contains(perMille) ? "D3084" : error;
        error = parts.mantissa().chars().noneMatch(each -> isDigit((char) each) || isOptional((char) each))
                ? "D3085"
                : error;
        error = parts.active().chars().allMatch(each -> isActive((char) each)) ? error : "D3086";
        int point = picture.indexOf(decimal);
        if (point >= 0) {
            error = at(picture, point - 1).equals(grouping)
                            || at(picture, point + 1).equals(grouping)
                    ? "D3087"
                    : error;
        } else if (parts.whole().endsWith(grouping)) {
            error = "D3088";
        }
        error = picture.contains(grouping + grouping) ? "D3089" : error;
        int optional = parts.whole().indexOf(symbols.get("digit"));
        error = optional >= 0 && digitCount(parts.whole().substring(0, optional)) > 0 ? "D3090" : error;
        optional = parts.fraction().lastIndexOf(symbols.get("digit"));
        error = optional >= 0 && digitCount(parts.fraction().substring(optional)) > 0 ? "D3091" : error;
        if (parts.exponent() != null) {
            error = !parts.exponent().isEmpty() && isRatio ? "D3092" : error;
            boolean digitsOnly =
                    digitCount(parts.exponent()) == parts.exponent().length();
            error = parts.exponent().isEmpty() || !digitsOnly ? "D3093" : error;
        }
        if (error != null) {
            throw JsonataException.of(error);
        }
    }

    private static boolean repeats(String text, String part) {
        return text.indexOf(part) != text.lastIndexOf(part);
    }

    private static String at(String text, int index) {
        return index >= 0 && index < text.length() ? text.substring(index, index + 1) : "";
    }

    private int digitCount(String part) {
        return (int) part.chars().filter(each -> isDigit((char) each)).count();
    }

    private int placeCount(String part) {
        return (int) part.chars()
                .filter(each -> isDigit((char) each) || isOptional((char) each))
                .count();
    }

    private String digits(BigDecimal value, Parts parts) {
        int minWhole = digitCount(parts.whole());
        int scaling = minWhole;
        int minFraction = digitCount(parts.fraction());
        int maxFraction = placeCount(parts.fraction());
        boolean hasExponent = parts.exponent() != null;
        if (minWhole == 0 && maxFraction == 0) {
            minWhole = hasExponent ? 0 : 1;
            minFraction = hasExponent ? 1 : 0;
            maxFraction = minFraction;
        }
        if (hasExponent && minWhole == 0 && parts.whole().contains(symbols.get("digit"))) {
            minWhole = 1;
        }
        if (minWhole == 0 && minFraction == 0) {
            minFraction = 1;
        }
        int exponent = 0;
        BigDecimal mantissa = value;
        if (hasExponent && value.signum() != 0) {
            // As many digits before the point as the picture has.
            exponent = value.precision() - value.scale() - scaling;
            mantissa = value.movePointLeft(exponent);
        }
        String plain = mantissa.setScale(maxFraction, RoundingMode.HALF_EVEN).toPlainString();
        int point = plain.indexOf('.');
        String whole = stripped(point < 0 ? plain : plain.substring(0, point), true);
        String fraction = stripped(point < 0 ? "" : plain.substring(point + 1), false);
        whole = "0".repeat(Math.max(0, minWhole - whole.length())) + whole;
        fraction = fraction + "0".repeat(Math.max(0, minFraction - fraction.length()));
        String result = grouped(family(whole), parts) + (fraction.isEmpty() ? "" : decimal + fraction(fraction, parts));
        if (!hasExponent) {
            return result;
        }
        String power = String.valueOf(Math.abs(exponent));
        power = "0".repeat(Math.max(0, digitCount(parts.exponent()) - power.length())) + power;
        return result
                + symbols.get("exponent-separator")
                + (exponent < 0 ? symbols.get("minus-sign") : "")
                + family(power);
    }

    private static String stripped(String digits, boolean leading) {
        int start = 0;
        int end = digits.length();
        while (leading && start < end && digits.charAt(start) == '0') {
            start++;
        }
        while (!leading && end > start && digits.charAt(end - 1) == '0') {
            end--;
        }
        return digits.substring(start, end);
    }

    private String family(String digits) {
        if (zero == '0') {
            return digits;
        }
        var own = new StringBuilder(digits.length());
        digits.chars().forEach(each -> own.append((char) (each - '0' + zero)));
        return own.toString();
    }

    /** How many digits stand after each separator of a whole part, or before each one of a fraction. */
    private List<Integer> groupingPlaces(String part, boolean before) {
        List<Integer> places = new ArrayList<>();
        for (int i = part.indexOf(grouping); i >= 0 && !grouping.isEmpty(); i = part.indexOf(grouping, i + 1)) {
            places.add(placeCount(before ? part.substring(0, i) : part.substring(i)));
        }
        return places;
    }

    private String grouped(String whole, Parts parts) {
        List<Integer> places = groupingPlaces(parts.whole(), false);
        int regular = regular(places);
        var grouped = new StringBuilder(whole);
        if (regular > 0) {
            for (int at = whole.length() - regular; at > 0; at -= regular) {
                grouped.insert(at, grouping);
            }
        } else {
            // From the right, so that the places of those further left stay as they are.
            for (int place : places.reversed()) {
                if (place < whole.length()) {
                    grouped.insert(whole.length() - place, grouping);
                }
            }
        }
        return grouped.toString();
    }

    private static int regular(List<Integer> places) {
        if (places.isEmpty()) {
            return 0;
        }
        int factor = places.stream().reduce(FormatNumber::gcd).orElse(0);
        for (int i = 1; i <= places.size(); i++) {
            if (!places.contains(i * factor)) {
                return 0;
            }
        }
        return factor;
    }

    private static int gcd(int left, int right) {
        return right == 0 ? left : gcd(right, left % right);
    }

    private String fraction(String digits, Parts parts) {
        var grouped = new StringBuilder(family(digits));
        for (int place : groupingPlaces(parts.fraction(), true).reversed()) {
            if (place < digits.length()) {
                grouped.insert(place, grouping);
            }
        }
        return grouped.toString();
    }
}
