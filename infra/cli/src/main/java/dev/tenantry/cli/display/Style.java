package dev.tenantry.cli.display;

import dev.tenantry.cli.api.Status;
import dev.tenantry.cli.api.Status.Tone;
import java.time.Duration;
import java.util.regex.Pattern;

/** Style of the output: colours and symbols where the terminal has them. */
final class Style {
    private static final String RESET = "\u001b[0m";

    private static final char ESCAPE = '\u001b';
    private static final Pattern SEQUENCE = Pattern.compile(ESCAPE + "\\[\\d*m");
    private static final Pattern SEQUENCE_OR_CHARACTER = Pattern.compile(SEQUENCE.pattern() + "|.");

    private final boolean colours;
    private final boolean signs;
    private final String more;

    Style(Terminal terminal) {
        this.colours = terminal.colours();
        this.signs = terminal.canShow('✓') && terminal.canShow('●');
        this.more = terminal.canShow('…') ? "…" : "...";
    }

    /** A text in the colour of a status. */
    String toned(Tone tone, String text) {
        return switch (tone) {
            case GOOD -> coloured("32", text);
            case BAD -> coloured("31", text);
            case BUSY -> coloured("36", text);
            case WAITING -> coloured("33", text);
            case QUIET -> coloured("2", text);
        };
    }

    String bold(String text) {
        return coloured("1", text);
    }

    String dim(String text) {
        return coloured("2", text);
    }

    /** One character for a status, so that colour is never the only sign. */
    String sign(Status status) {
        if (!signs) {
            return switch (status.tone()) {
                case GOOD -> "+";
                case BAD -> "x";
                case BUSY -> ">";
                case WAITING -> "~";
                case QUIET -> "-";
            };
        }
        return switch (status.tone()) {
            case GOOD -> "✓";
            case BAD -> "✗";
            case BUSY -> "●";
            case WAITING -> "◐";
            case QUIET -> "○";
        };
    }

    /** A duration in the two units that matter, e.g. {@code 4.2 s} or {@code 3 d 4 h}. */
    static String text(Duration duration) {
        var time = duration.isNegative() ? Duration.ZERO : duration;
        if (time.toSeconds() < 60) {
            return "%.1f s".formatted(Math.floor(time.toMillis() / 100.0) / 10);
        }
        if (time.toMinutes() < 60) {
            return "%d min %02d s".formatted(time.toMinutes(), time.toSecondsPart());
        }
        return time.toHours() < 24
                ? "%d h %02d min".formatted(time.toHours(), time.toMinutesPart())
                : "%d d %d h".formatted(time.toDays(), time.toHoursPart());
    }

    /** A line that ends at a width with a sign if there is more of it; its control sequences stay. */
    String cut(String line, int columns) {
        if (SEQUENCE.matcher(line).replaceAll("").length() <= columns) {
            return line;
        }
        var cut = new StringBuilder();
        var shown = 0;
        var parts = SEQUENCE_OR_CHARACTER.matcher(line);
        while (parts.find()) {
            if (parts.group().charAt(0) == ESCAPE) {
                cut.append(parts.group());
            } else if (++shown <= columns - more.length()) {
                cut.append(parts.group());
            } else if (shown == columns) {
                cut.append(more);
            }
        }
        return cut.toString();
    }

    /** A text of somebody else's, on one line and without control sequences. */
    static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }

    private String coloured(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + RESET : text;
    }
}
