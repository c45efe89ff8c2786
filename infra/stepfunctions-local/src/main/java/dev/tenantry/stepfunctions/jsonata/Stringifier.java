package dev.tenantry.stepfunctions.jsonata;

import java.util.HexFormat;
import java.util.Map;

/** Writes values as JSON text, within the limits of an evaluation. */
public final class Stringifier {
    private static final int MAX_DEPTH = 1_000;
    private static final int MAX_DESCRIPTION = 32_000;
    private static final int CHUNK = 4_096;
    private static final HexFormat HEX = HexFormat.of();

    private final StringBuilder out = new StringBuilder();
    private final Meter meter;
    private final boolean pretty;
    private int charged;
    private int depth;

    private Stringifier(Meter meter, boolean pretty) {
        this.meter = meter;
        this.pretty = pretty;
    }

    /** The text of a value as {@code $string} answers it. */
    public static String string(Object value, boolean pretty, Meter meter) {
        return switch (value) {
            case String text -> text;
            case Function _ -> "";
            case Number number
            when !Double.isFinite(number.doubleValue()) ->
                throw JsonataException.of("D3001").value(value);
            case Number number -> Numbers.rounded(number);
            default -> {
                var writer = new Stringifier(meter, pretty);
                writer.write(value);
                writer.charge();
                yield writer.out.toString();
            }
        };
    }

    /** A value in a message. */
    static String describe(Object value) {
        if (value instanceof Number number) {
            String text = Numbers.text(number);
            return text.endsWith("y") || text.equals("NaN") ? "\"" + text + "\"" : text;
        }
        var writer = new Stringifier(null, false);
        writer.write(value);
        return writer.out.toString();
    }

    private boolean isFull() {
        if (meter != null) {
            if (out.length() - charged >= CHUNK) {
                charge();
            }
            return false;
        }
        return out.length() > MAX_DESCRIPTION;
    }

    private void charge() {
        meter.allocateText(out.length() - charged);
        charged = out.length();
    }

    private void write(Object value) {
        if (isFull()) {
            return;
        }
        if (++depth > MAX_DEPTH) {
            throw JsonataException.of("", Meter.TOO_DEEP);
        }
        switch (value) {
            case null -> out.append("null");
            case JsonNull _ -> out.append("null");
            case String text -> quote(text);
            case Boolean flag -> out.append(flag);
            case Number number when Double.isNaN(number.doubleValue()) -> out.append("null");
            case Number number -> {
                Numbers.isNumeric(number);
                out.append(Numbers.rounded(number));
            }
            case Function _ -> out.append("\"\"");
            case Sequence list -> list(list);
            case Map<?, ?> map -> object(map);
            default -> throw new IllegalArgumentException("not a value: " + value.getClass());
        }
        depth--;
    }

    private void list(Sequence list) {
        if (meter != null) {
            meter.work(1 + list.size() / 4);
        }
        if (list.isEmpty()) {
            out.append("[]");
            return;
        }
        out.append('[');
        for (int i = 0; i < list.size() && !isFull(); i++) {
            out.append(i > 0 ? "," : "");
            newLine(depth);
            write(list.get(i));
        }
        newLine(depth - 1);
        out.append(']');
    }

    private void object(Map<?, ?> map) {
        if (meter != null) {
            meter.work(1 + map.size() / 4);
        }
        boolean first = true;
        out.append('{');
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (entry.getValue() != null && !isFull()) {
                out.append(first ? "" : ",");
                newLine(depth);
                quote((String) entry.getKey());
                out.append(pretty ? ": " : ":");
                write(entry.getValue());
                first = false;
            }
        }
        if (!first) {
            newLine(depth - 1);
        }
        out.append('}');
    }

    private void newLine(int level) {
        if (pretty) {
            out.append('\n').repeat("  ", level);
        }
    }

    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            switch (each) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (each < ' ') {
                        out.append("\\u00").append(HEX.toHexDigits((byte) each));
                    } else {
                        out.append(each);
                    }
                }
            }
            if ((i & (CHUNK - 1)) == CHUNK - 1 && isFull()) {
                break;
            }
        }
        out.append('"');
    }
}
