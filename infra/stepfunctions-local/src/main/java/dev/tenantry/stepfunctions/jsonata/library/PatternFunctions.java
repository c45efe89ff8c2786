package dev.tenantry.stepfunctions.jsonata.library;

import dev.tenantry.stepfunctions.jsonata.Builtin;
import dev.tenantry.stepfunctions.jsonata.Call;
import dev.tenantry.stepfunctions.jsonata.Function;
import dev.tenantry.stepfunctions.jsonata.JsonataException;
import dev.tenantry.stepfunctions.jsonata.Meter;
import dev.tenantry.stepfunctions.jsonata.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions that search strings, for another string or with a regular expression. */
final class PatternFunctions {
    private PatternFunctions() {}

    static List<Builtin> all() {
        return List.of(
                Builtin.of("match", 3, "<s-f<s:o>n?:a<o>>", PatternFunctions::match),
                Builtin.of("contains", 2, "<s-(sf):b>", PatternFunctions::contains),
                Builtin.of("replace", 4, "<s-(sf)(sf)n?:s>", PatternFunctions::replace),
                Builtin.of("split", 3, "<s-(sf)n?:a<s>>", PatternFunctions::split));
    }

    /** One match, as a regular expression or a function of one's own answers it. */
    private record Match(Map<?, ?> fields) {
        String text() {
            return (String) fields.get("match");
        }

        int start() {
            return ((Number) fields.get("start")).intValue();
        }

        int end() {
            return ((Number) fields.get("end")).intValue();
        }

        Sequence groups() {
            return (Sequence) fields.get("groups");
        }
    }

    private static Match first(Call call, Object matcher, String text) {
        return checked(call.apply((Function) matcher, text));
    }

    private static Match next(Call call, Match match) {
        return match.fields().get("next") instanceof Function next ? checked(call.apply(next)) : null;
    }

    private static Match checked(Object result) {
        if (result == null) {
            return null;
        }
        if (result instanceof Map<?, ?> fields
                && fields.get("match") instanceof String
                && fields.get("start") instanceof Number
                && fields.get("end") instanceof Number
                && fields.get("groups") instanceof Sequence) {
            return new Match(fields);
        }
        throw JsonataException.of("T1010");
    }

    /** The limit that an argument gives. */
    private static long limit(Call call, int index, String code) {
        if (!call.has(index)) {
            return Long.MAX_VALUE;
        }
        double limit = call.number(index).doubleValue();
        if (limit < 0) {
            throw JsonataException.of(code).value(call.at(index)).index(index + 1);
        }
        // A list is filled while it is shorter than the limit, and a string is cut at the whole number below it.
        return (long) (call.at(1) instanceof Function ? Math.ceil(limit) : Math.floor(limit));
    }

    private static Object match(Call call) {
        if (!call.has(0)) {
            return null;
        }
        long limit = limit(call, 2, "D3040");
        Sequence results = call.meter().hold(Sequence.empty());
        Match match = limit > 0 ? first(call, call.at(1), call.text(0)) : null;
        while (match != null && results.size() < limit) {
            int mark = call.meter().mark();
            call.meter().allocate(3L * Meter.FIELD_BYTES);
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("match", match.text());
            result.put("index", (long) match.start());
            result.put("groups", match.groups());
            call.add(results, result);
            match = next(call, match);
            call.meter().release(mark);
        }
        return results;
    }

    private static Object contains(Call call) {
        if (!call.has(0)) {
            return null;
        }
        if (call.at(1) instanceof Function matcher) {
            return first(call, matcher, call.text(0)) != null;
        }
        return StringFunctions.indexOf(call.text(0), String.valueOf(call.at(1)), 0, call.meter()) >= 0;
    }

    private static Object split(Call call) {
        if (!call.has(0)) {
            return null;
        }
        long limit = limit(call, 2, "D3020");
        Sequence parts = call.meter().hold(new Sequence());
        String text = call.text(0);
        if (limit == 0) {
            return parts;
        }
        if (call.at(1) instanceof Function matcher) {
            splitByPattern(call, matcher, text, limit, parts);
        } else if (call.has(1)) {
            splitByText(call, text, call.text(1), limit, parts);
        } else {
            parts.add(text);
        }
        return parts;
    }

    private static void splitByPattern(Call call, Function matcher, String text, long limit, Sequence parts) {
        int start = 0;
        Match match = first(call, matcher, text);
        while (match != null && parts.size() < limit) {
            int mark = call.meter().mark();
            addPart(call, parts, text.substring(start, match.start()));
            start = match.end();
            match = next(call, match);
            call.meter().release(mark);
        }
        if (parts.size() < limit) {
            addPart(call, parts, text.substring(start));
        }
    }

    private static void splitByText(Call call, String text, String separator, long limit, Sequence parts) {
        if (separator.isEmpty()) {
            for (int i = 0; i < text.length() && parts.size() < limit; i++) {
                addPart(call, parts, text.substring(i, i + 1));
            }
            return;
        }
        int start = 0;
        int index = StringFunctions.indexOf(text, separator, 0, call.meter());
        while (index >= 0 && parts.size() < limit) {
            addPart(call, parts, text.substring(start, index));
            start = index + separator.length();
            index = StringFunctions.indexOf(text, separator, start, call.meter());
        }
        if (parts.size() < limit) {
            addPart(call, parts, text.substring(start));
        }
    }

    private static void addPart(Call call, Sequence parts, String part) {
        call.meter().allocateText(part.length());
        call.add(parts, part);
    }

    private static Object replace(Call call) {
        if (!call.has(0)) {
            return null;
        }
        if ("".equals(call.at(1))) {
            throw JsonataException.of("D3010").value("").index(2);
        }
        long limit = limit(call, 3, "D3011");
        if (limit == 0) {
            return call.at(0);
        }
        return call.at(1) instanceof Function matcher ? replacePattern(call, matcher, limit) : replaceText(call, limit);
    }

    private static String replaceText(Call call, long limit) {
        String text = call.text(0);
        String pattern = call.text(1);
        String replacement = call.at(2) instanceof String with ? with : "";
        var result = new StringBuilder();
        int position = 0;
        int index = StringFunctions.indexOf(text, pattern, 0, call.meter());
        for (long count = 0; index >= 0 && count < limit; count++) {
            append(call, result, text.substring(position, index));
            append(call, result, replacement);
            position = index + pattern.length();
            index = StringFunctions.indexOf(text, pattern, position, call.meter());
        }
        append(call, result, text.substring(position));
        return result.toString();
    }

    private static String replacePattern(Call call, Function matcher, long limit) {
        String text = call.text(0);
        var result = new StringBuilder();
        int position = 0;
        Match match = first(call, matcher, text);
        for (long count = 0; match != null && count < limit; count++) {
            int mark = call.meter().mark();
            append(call, result, text.substring(position, match.start()));
            if (call.at(2) instanceof Function replacer) {
                Object replaced = call.apply(replacer, match.fields());
                if (!(replaced instanceof String with)) {
                    throw JsonataException.of("D3012").value(replaced);
                }
                append(call, result, with);
            } else {
                substitute(call, result, call.text(2), match);
            }
            position = match.start() + match.text().length();
            match = next(call, match);
            call.meter().release(mark);
        }
        append(call, result, text.substring(position));
        return result.toString();
    }

    /** What a builder holds counts from the moment that it is appended; the builder itself is not among the roots. */
    private static void append(Call call, StringBuilder result, String text) {
        if (result.length() + (long) text.length() > Meter.MAX_TEXT) {
            throw JsonataException.of("", Meter.TOO_LARGE);
        }
        call.meter().allocateText(text.length());
        result.append(text);
    }

    private static void substitute(Call call, StringBuilder result, String replacement, Match match) {
        int groups = match.groups().size();
        int maxDigits = groups == 0 ? 1 : (int) Math.log10(groups) + 1;
        int position = 0;
        int dollar = replacement.indexOf('$');
        while (dollar >= 0) {
            append(call, result, replacement.substring(position, dollar));
            position = dollar + 1;
            char next = position < replacement.length() ? replacement.charAt(position) : ' ';
            int digits = digits(replacement, position, maxDigits);
            if (digits > 1 && Integer.parseInt(replacement.substring(position, position + digits)) > groups) {
                digits--;
            }
            if (next == '$') {
                append(call, result, "$");
                position++;
            } else if (next == '0') {
                append(call, result, match.text());
                position++;
            } else if (digits > 0) {
                int group = Integer.parseInt(replacement.substring(position, position + digits));
                Object value = match.groups().at(group - 1);
                append(call, result, value == null ? "" : (String) value);
                position += digits;
            } else {
                append(call, result, "$");
            }
            dollar = replacement.indexOf('$', position);
        }
        append(call, result, replacement.substring(position));
    }

    private static int digits(String text, int from, int max) {
        int count = 0;
        while (count < max && from + count < text.length() && Character.isDigit(text.charAt(from + count))) {
            count++;
        }
        return count;
    }
}
