package dev.tenantry.cli.display;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a terminal (ECMA-48) would show of a text: the few control functions that the display uses, and no others. */
final class Screen {
    private static final Pattern TOKEN = Pattern.compile("\u001b\\[(\\??\\d*)([A-Za-z])|\r|\n|[^\u001b\r\n]+");

    private final List<StringBuilder> rows = new ArrayList<>();
    private int row;
    private int column;

    Screen(String text) {
        var tokens = TOKEN.matcher(text);
        var end = 0;
        while (tokens.find()) {
            if (tokens.start() != end) {
                throw new IllegalArgumentException("No control function: " + text.substring(end, tokens.start()));
            }
            end = tokens.end();
            take(tokens.group(), tokens.group(1), tokens.group(2));
        }
    }

    /** The rows with something on them. */
    List<String> rows() {
        return rows.stream()
                .map(line -> line.toString().stripTrailing())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private void take(String token, String argument, String function) {
        if (function == null) {
            write(token);
            return;
        }
        switch (function) {
            case "A" -> row -= Integer.parseInt(argument);
            case "K" -> line().setLength(Math.min(column, line().length()));
            case "J" -> {
                while (rows.size() > row) {
                    rows.removeLast();
                }
            }
            // Line wrap, which this screen never does.
            case "h", "l" -> {}
            default -> throw new IllegalArgumentException("Not known: " + function);
        }
    }

    private void write(String token) {
        switch (token) {
            case "\r" -> column = 0;
            case "\n" -> {
                row++;
                column = 0;
            }
            default -> {
                var line = line();
                line.replace(column, Math.min(line.length(), column + token.length()), token);
                column += token.length();
            }
        }
    }

    private StringBuilder line() {
        while (rows.size() <= row) {
            rows.add(new StringBuilder());
        }
        return rows.get(row);
    }
}
