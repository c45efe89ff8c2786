package dev.tenantry.stepfunctions.jsonata.library;

import com.dashjoin.jsonata.JException;
import dev.tenantry.stepfunctions.jsonata.Builtin;
import dev.tenantry.stepfunctions.jsonata.Call;
import dev.tenantry.stepfunctions.jsonata.JsonataException;
import dev.tenantry.stepfunctions.jsonata.Numbers;
import java.util.List;

/**
 * The functions on times, and the pictures of whole numbers. Their pictures are read by the library that JSONata's Java
 * users share; what it is given is counted first, since it counts nothing itself.
 */
final class DateFunctions {
    private static final int MAX_PICTURE = 1_000;

    private DateFunctions() {}

    static List<Builtin> all() {
        return List.of(
                Builtin.of(
                        "now", 2, "<s?s?:s>", call -> format(call, call.host().timeMillis(), 0)),
                Builtin.of("millis", 0, "<:n>", call -> call.host().timeMillis()),
                Builtin.of("fromMillis", 3, "<n-s?s?:s>", DateFunctions::fromMillis),
                Builtin.of("toMillis", 2, "<s-s?:n>", DateFunctions::toMillis),
                Builtin.of("formatInteger", 2, "<n-s:s>", DateFunctions::formatInteger),
                Builtin.of("parseInteger", 2, "<s-s:n>", DateFunctions::parseInteger));
    }

    /** What the library may throw. */
    private interface Body {
        Object run() throws Exception;
    }

    private static Object run(Body body, JsonataException otherwise) {
        try {
            return body.run();
        } catch (JException e) {
            String code = String.valueOf(e.getError());
            throw code.matches("[A-Z]\\d{4}")
                    ? JsonataException.of(code).value(e.getCurrent())
                    : JsonataException.of("", code);
        } catch (Exception e) {
            if (otherwise == null) {
                throw JsonataException.of("", String.valueOf(e.getMessage()));
            }
            throw otherwise;
        }
    }

    private static Object fromMillis(Call call) {
        return call.has(0) ? format(call, Numbers.truncated(call.number(0)), 1) : null;
    }

    private static Object format(Call call, long millis, int picture) {
        count(call, picture, 0);
        count(call, picture + 1, 0);
        return run(
                () -> com.dashjoin.jsonata.Functions.dateTimeFromMillis(
                        millis, call.text(picture), call.text(picture + 1)),
                null);
    }

    private static Object toMillis(Call call) {
        if (!call.has(0)) {
            return null;
        }
        String text = call.text(0);
        call.meter().read(text.length());
        count(call, 1, text.length());
        JsonataException failure = JsonataException.of("D3110").value(text);
        if (!call.has(1) && text.length() > MAX_PICTURE) {
            throw failure;
        }
        Object millis = run(() -> com.dashjoin.jsonata.Functions.dateTimeToMillis(text, call.text(1)), failure);
        return millis instanceof Number number ? (Object) number.longValue() : null;
    }

    private static Object formatInteger(Call call) {
        if (!call.has(0)) {
            return null;
        }
        count(call, 1, 0);
        return run(() -> com.dashjoin.jsonata.Functions.formatInteger(call.number(0), call.text(1)), null);
    }

    private static Object parseInteger(Call call) {
        if (!call.has(0)) {
            return null;
        }
        String text = call.text(0);
        call.meter().work((long) text.length() * text.length() / 64);
        count(call, 1, text.length());
        Object number = run(() -> com.dashjoin.jsonata.Functions.parseInteger(text, call.text(1)), null);
        return number instanceof Number value ? Numbers.of(value.doubleValue()) : (Object) Double.NaN;
    }

    /**
     * Counts the work that a picture may cause. The components that follow each other without a separator are matched
     * by trying every way to share the text among them.
     */
    private static void count(Call call, int index, int matched) {
        if (!call.has(index)) {
            return;
        }
        String picture = call.text(index);
        call.meter().work((long) picture.length() * picture.length() / 16);
        countWidths(call, picture);
        double ways = 1;
        int run = 0;
        boolean inside = false;
        for (int i = 0; i < picture.length() && matched > 0; i++) {
            char each = picture.charAt(i);
            if (each == '[') {
                inside = true;
                run++;
                ways = ways * (matched + run) / run;
                call.meter().work((long) Math.min(ways, Integer.MAX_VALUE) / 16);
            } else if (each == ']') {
                inside = false;
            } else if (!inside && !Character.isLetterOrDigit(each)) {
                run = 0;
                ways = 1;
            }
        }
    }

    /**
     * Counts the padding that the widths in a picture ask for; the library copies the text for each character of it.
     */
    private static void countWidths(Call call, String picture) {
        long width = 0;
        for (int i = 0; i <= picture.length(); i++) {
            char each = i < picture.length() ? picture.charAt(i) : ' ';
            if (Character.isDigit(each)) {
                width = Math.min(width * 10 + Character.digit(each, 10), Integer.MAX_VALUE);
            } else if (width > 0) {
                call.meter().allocateText(width);
                call.meter().work(width * width / 1024);
                width = 0;
            }
        }
    }
}
