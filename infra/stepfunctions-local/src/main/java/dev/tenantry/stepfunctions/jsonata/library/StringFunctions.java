package dev.tenantry.stepfunctions.jsonata.library;

import dev.tenantry.stepfunctions.jsonata.Builtin;
import dev.tenantry.stepfunctions.jsonata.Call;
import dev.tenantry.stepfunctions.jsonata.Meter;
import dev.tenantry.stepfunctions.jsonata.Numbers;
import dev.tenantry.stepfunctions.jsonata.Sequence;
import dev.tenantry.stepfunctions.jsonata.Stringifier;
import java.util.List;
import java.util.Locale;

/** The functions on strings. Lengths and positions count characters, not their parts in UTF-16. */
final class StringFunctions {
    private static final int SHORT = 16;
    private static final int FOLDED_AT_ONCE = 64;

    private StringFunctions() {}

    static List<Builtin> all() {
        return List.of(
                Builtin.of("string", 1, "<x-b?:s>", StringFunctions::string),
                Builtin.of("substring", 3, "<s-nn?:s>", StringFunctions::substring),
                Builtin.of("substringBefore", 2, "<s-s:s>", call -> around(call, true)),
                Builtin.of("substringAfter", 2, "<s-s:s>", call -> around(call, false)),
                Builtin.of("lowercase", 1, "<s-:s>", call -> folded(call, false)),
                Builtin.of("uppercase", 1, "<s-:s>", call -> folded(call, true)),
                Builtin.of("length", 1, "<s-:n>", StringFunctions::length),
                Builtin.of("trim", 1, "<s-:s>", StringFunctions::trim),
                Builtin.of("pad", 3, "<s-ns?:s>", StringFunctions::pad),
                Builtin.of("join", 2, "<a<s>s?:s>", StringFunctions::join));
    }

    private static Object string(Call call) {
        return call.has(0) ? Stringifier.string(call.at(0), Boolean.TRUE.equals(call.at(1)), call.meter()) : null;
    }

    private static Object substring(Call call) {
        if (!call.has(0)) {
            return null;
        }
        String text = call.text(0);
        call.meter().read(text.length());
        int size = text.codePointCount(0, text.length());
        long start = call.has(1) ? Numbers.truncated(call.number(1)) : 0;
        if (size + start < 0) {
            start = 0;
        }
        long end = Long.MAX_VALUE;
        if (call.has(2)) {
            double length = call.number(2).doubleValue();
            if (length <= 0) {
                return "";
            }
            double exact = (start == 0 ? 0 : call.number(1).doubleValue()) + length;
            end = (long) (start >= 0 ? exact : size + exact);
        }
        int from = (int) Math.min(start < 0 ? size + start : start, size);
        int to = (int) Math.max(from, Math.min(end, size));
        String result = text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
        call.meter().allocateText(result.length());
        return result;
    }

    private static Object around(Call call, boolean before) {
        if (!call.has(0)) {
            return null;
        }
        String text = call.text(0);
        String mark = call.has(1) ? call.text(1) : "undefined";
        int index = indexOf(text, mark, 0, call.meter());
        if (index < 0) {
            return text;
        }
        String result = before ? text.substring(0, index) : text.substring(index + mark.length());
        call.meter().allocateText(result.length());
        return result;
    }

    /** The place of a text in another one. */
    static int indexOf(String text, String part, int from, Meter meter) {
        if (part.length() > SHORT) {
            return indexOfLong(text, part, from, meter);
        }
        int index = text.indexOf(part, from);
        meter.read((index < 0 ? text.length() : index) - from + 1L);
        return index;
    }

    /**
     * The search of Knuth, Morris and Pratt, which looks at each character once however much the texts repeat
     * themselves.
     */
    private static int indexOfLong(String text, String part, int from, Meter meter) {
        meter.allocate(4L * part.length());
        meter.work((text.length() - from + part.length()) / 8 + 1L);
        int[] borders = new int[part.length()];
        int matched = 0;
        for (int i = 1; i < part.length(); i++) {
            while (matched > 0 && part.charAt(i) != part.charAt(matched)) {
                matched = borders[matched - 1];
            }
            matched += part.charAt(i) == part.charAt(matched) ? 1 : 0;
            borders[i] = matched;
        }
        matched = 0;
        for (int i = from; i < text.length(); i++) {
            while (matched > 0 && text.charAt(i) != part.charAt(matched)) {
                matched = borders[matched - 1];
            }
            matched += text.charAt(i) == part.charAt(matched) ? 1 : 0;
            if (matched == part.length()) {
                return i - matched + 1;
            }
        }
        return -1;
    }

    private static Object folded(Call call, boolean upper) {
        if (!call.has(0)) {
            return null;
        }
        String text = call.text(0);
        call.meter().allocateText(text.length());
        String folded = upper ? uppercase(text) : lowercase(text);
        call.meter().allocateText(folded.length() - (long) text.length());
        return folded;
    }

    /**
     * The text in upper case, part by part: Java copies all of it for each letter that becomes several, such as the
     * German sharp s.
     */
    private static String uppercase(String text) {
        var folded = new StringBuilder(text.length());
        int start = 0;
        while (start < text.length()) {
            int end = Math.min(start + FOLDED_AT_ONCE, text.length());
            if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
                end++;
            }
            folded.append(text.substring(start, end).toUpperCase(Locale.ROOT));
            start = end;
        }
        return folded.toString();
    }

    /** The text in lower case; the one letter that becomes several is replaced beforehand. */
    private static String lowercase(String text) {
        return text.replace("\u0130", "i\u0307").toLowerCase(Locale.ROOT);
    }

    private static Object length(Call call) {
        if (!call.has(0)) {
            return null;
        }
        String text = call.text(0);
        call.meter().read(text.length());
        return (long) text.codePointCount(0, text.length());
    }

    private static Object trim(Call call) {
        if (!call.has(0)) {
            return null;
        }
        String text = call.text(0);
        call.meter().allocateText(text.length());
        var trimmed = new StringBuilder(text.length());
        boolean blank = true;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (" \t\n\r".indexOf(each) < 0) {
                trimmed.append(each);
                blank = false;
            } else if (!blank) {
                trimmed.append(' ');
                blank = true;
            }
        }
        if (blank && !trimmed.isEmpty()) {
            trimmed.setLength(trimmed.length() - 1);
        }
        return trimmed.toString();
    }

    private static Object pad(Call call) {
        if (!call.has(0)) {
            return null;
        }
        String text = call.text(0);
        String with = call.has(2) && !call.text(2).isEmpty() ? call.text(2) : " ";
        int width = call.has(1) ? Numbers.clamped(call.number(1)) : 0;
        call.meter().read((long) text.length() + with.length());
        long missing = Math.abs((long) width) - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        int characters = with.codePointCount(0, with.length());
        long repeats = missing / characters;
        int rest = with.offsetByCodePoints(0, (int) (missing % characters));
        call.meter().allocateText(text.length() + repeats * with.length() + rest);
        String padding = with.repeat((int) repeats) + with.substring(0, rest);
        return width > 0 ? text + padding : padding + text;
    }

    private static Object join(Call call) {
        if (!call.has(0)) {
            return null;
        }
        Sequence texts = call.array(0);
        String separator = call.has(1) ? call.text(1) : "";
        long length = (long) separator.length() * Math.max(0, texts.size() - 1);
        for (Object each : texts) {
            length += ((String) each).length();
        }
        call.meter().allocateText(length);
        call.meter().work(texts.size());
        var joined = new StringBuilder((int) length);
        for (int i = 0; i < texts.size(); i++) {
            joined.append(i > 0 ? separator : "").append((String) texts.get(i));
        }
        return joined.toString();
    }
}
