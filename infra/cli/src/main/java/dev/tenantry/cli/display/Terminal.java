package dev.tenantry.cli.display;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;

/**
 * Terminal that text is written to, and its capabilities.
 *
 * @param out where the text goes
 * @param rows how many rows are visible when text can be redrawn in place; 0 when it cannot
 * @param columns how many columns are visible then
 * @param colours whether to use colours
 */
public record Terminal(PrintStream out, int rows, int columns, boolean colours) {
    private static final Size USUAL = new Size(24, 80);

    private record Size(int rows, int columns) {}

    /** Somewhere that only keeps text, such as a file. */
    public static Terminal plain(PrintStream out) {
        return new Terminal(out, 0, 0, false);
    }

    /**
     * Finds out about standard output. {@code TERM=dumb} means no control sequences at all; a {@code NO_COLOR} that is
     * not empty means no colours (no-color.org).
     *
     * @param out standard output
     * @param interactive whether a person sits before it
     * @param environment the variables of the process
     */
    public static Terminal of(PrintStream out, boolean interactive, Map<String, String> environment) {
        if (!interactive || environment.getOrDefault("TERM", "dumb").equals("dumb")) {
            return plain(out);
        }
        var size = sizeOfTty().orElse(USUAL);
        return new Terminal(
                out,
                size.rows(),
                size.columns(),
                environment.getOrDefault("NO_COLOR", "").isEmpty());
    }

    /** Whether the text's encoding has a character. */
    boolean canShow(char character) {
        return out.charset().newEncoder().canEncode(character);
    }

    /** Java does not tell the size of a terminal; POSIX's stty does, of its standard input. */
    private static Optional<Size> sizeOfTty() {
        try {
            var stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var answer = new Scanner(stty.getInputStream(), StandardCharsets.US_ASCII)) {
                var rows = answer.hasNextInt() ? answer.nextInt() : 0;
                var columns = answer.hasNextInt() ? answer.nextInt() : 0;
                return stty.waitFor(1, TimeUnit.SECONDS) && rows > 0 && columns > 0
                        ? Optional.of(new Size(rows, columns))
                        : Optional.empty();
            }
        } catch (IOException noStty) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
