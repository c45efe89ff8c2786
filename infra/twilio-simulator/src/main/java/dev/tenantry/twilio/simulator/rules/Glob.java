package dev.tenantry.twilio.simulator.rules;

import java.util.regex.Pattern;

/** Patterns in which {@code *} stands for anything within a segment of a path, {@code **} for anything at all. */
public final class Glob {
    private static final Glob ANYTHING = new Glob(Pattern.compile(".*"));

    private final Pattern pattern;

    private Glob(Pattern pattern) {
        this.pattern = pattern;
    }

    /** Reads a pattern; null: anything. */
    public static Glob of(String glob) {
        if (glob == null) {
            return ANYTHING;
        }
        var regex = new StringBuilder();
        for (var part : glob.split("(?<=\\*\\*)|(?=\\*\\*)", -1)) {
            regex.append(part.equals("**") ? ".*" : quoteSegments(part));
        }
        return new Glob(Pattern.compile(regex.toString()));
    }

    /** Whether the whole text is as the pattern says. */
    public boolean matches(String text) {
        return pattern.matcher(text).matches();
    }

    private static String quoteSegments(String part) {
        var regex = new StringBuilder();
        for (var piece : part.split("(?<=\\*)|(?=\\*)", -1)) {
            regex.append(piece.equals("*") ? "[^/]*" : Pattern.quote(piece));
        }
        return regex.toString();
    }
}
