package dev.tenantry.core.errorcode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The table of Twilio's error codes, {@code error-codes.tsv}. It is read when it is first needed, which for a function
 * that meets no failure is never.
 */
public final class ErrorCodes {
    private static final String FILE = "error-codes.tsv";
    private static final String NONE = "-";
    private static final int COLUMNS = 10;

    private ErrorCodes() {}

    /** Loads the table at its first use. */
    private static final class Loaded {
        static final Map<String, ErrorCode> TABLE = load();
    }

    /** All codes, numbers first, in their order. */
    public static Collection<ErrorCode> all() {
        return Loaded.TABLE.values();
    }

    /** The row of a code; empty when the table has none. */
    public static Optional<ErrorCode> find(String code) {
        return Optional.ofNullable(Loaded.TABLE.get(code));
    }

    /** The row of a code; for one that the table does not have, a row that makes a person read Twilio's page. */
    public static ErrorCode of(int code) {
        var word = Integer.toString(code);
        return find(word).orElseGet(() -> ErrorCode.unknown(word));
    }

    private static Map<String, ErrorCode> load() {
        var table = new LinkedHashMap<String, ErrorCode>();
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ErrorCodes.class.getResourceAsStream(FILE), FILE), StandardCharsets.UTF_8))) {
            lines.lines().skip(1).map(ErrorCodes::row).forEach(row -> table.put(row.code(), row));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Collections.unmodifiableMap(table);
    }

    private static ErrorCode row(String line) {
        var cells = line.split("\t", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalStateException(FILE + " has a row of " + cells.length + " columns: " + line);
        }
        return new ErrorCode(
                cells[0],
                cells[1],
                optional(cells[2]).map(word -> named(FailureClass.values(), FailureClass::word, word)),
                named(Actor.values(), Actor::word, cells[3]),
                optional(cells[4]).map(word -> named(Resubmission.values(), Resubmission::word, word)),
                optional(cells[5]),
                optional(cells[6]),
                optional(cells[7]).map(list -> List.of(list.split(" "))).orElse(List.of()),
                cells[8],
                optional(cells[9]).orElse(""));
    }

    private static Optional<String> optional(String cell) {
        return cell.equals(NONE) ? Optional.empty() : Optional.of(cell);
    }

    private static <T> T named(T[] values, Function<T, String> name, String word) {
        return Arrays.stream(values)
                .filter(value -> name.apply(value).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(FILE + " has an unknown word: " + word));
    }
}
