package dev.tenantry.stepfunctions.jsonata;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression, which is a function that matches a string.
 *
 * @param pattern the expression
 */
record Regex(Pattern pattern) implements Function {
    private static final Pattern QUANTIFIER = Pattern.compile("\\{\\d+(,\\d*)?}");

    /**
     * Compiles a regular expression of JavaScript, which is what JSONata's are.
     *
     * @param flags {@code i} and {@code m}
     */
    static Regex compile(String source, String flags) {
        int options = (flags.contains("i") ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0)
                | (flags.contains("m") ? Pattern.MULTILINE : 0);
        try {
            return new Regex(Pattern.compile(translated(source, flags.contains("m")), options));
        } catch (PatternSyntaxException e) {
            throw JsonataException.of("", "Invalid regular expression: /" + source + "/: " + e.getDescription());
        }
    }

    /** What Java reads differently: brackets and {@code &&} in a class, a lone brace, and the end of the text. */
    private static String translated(String source, boolean multiline) {
        var java = new StringBuilder();
        boolean inClass = false;
        for (int i = 0; i < source.length(); i++) {
            char current = source.charAt(i);
            if (current == '\\' && i + 1 < source.length()) {
                java.append(current).append(source.charAt(++i));
            } else if (inClass) {
                inClass = current != ']';
                java.append(current == '[' || current == '&' ? "\\" + current : String.valueOf(current));
            } else if (current == '[') {
                inClass = true;
                java.append(current);
            } else if (current == '{'
                    && !QUANTIFIER.matcher(source).region(i, source.length()).lookingAt()) {
                java.append("\\{");
            } else {
                java.append(current == '$' && !multiline ? "\\z" : String.valueOf(current));
            }
        }
        return java.toString();
    }

    @Override
    public int arity() {
        return 2;
    }

    /**
     * The first match from a place in a text on, as an object with a function that finds the next one.
     *
     * @return null when there is none
     */
    Map<String, Object> match(String text, int from, Meter meter) {
        return from > text.length() ? null : next(text, pattern.matcher(meter.bounded(text)), from, meter);
    }

    private Map<String, Object> next(String text, Matcher matcher, int from, Meter meter) {
        if (!matcher.find(from)) {
            return null;
        }
        meter.allocate(matcher.end() - matcher.start() + 8L * Meter.FIELD_BYTES);
        Map<String, Object> match = new LinkedHashMap<>();
        match.put("match", matcher.group());
        match.put("start", (long) matcher.start());
        match.put("end", (long) matcher.end());
        var groups = new Sequence(matcher.groupCount());
        for (int i = 1; i <= matcher.groupCount(); i++) {
            groups.add(matcher.group(i));
        }
        match.put("groups", groups);
        int end = matcher.end();
        match.put("next", new Builtin("next", 0, Signature.parse("<>"), call -> following(text, end, call.meter())));
        return match;
    }

    private Map<String, Object> following(String text, int from, Meter meter) {
        if (from >= text.length()) {
            return null;
        }
        Map<String, Object> match = match(text, from, meter);
        if (match != null && "".equals(match.get("match"))) {
            throw JsonataException.of("D1004").value(pattern.pattern());
        }
        return match;
    }
}
