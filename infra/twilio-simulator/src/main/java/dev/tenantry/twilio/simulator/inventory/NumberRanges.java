package dev.tenantry.twilio.simulator.inventory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the ranges that the simulator sells from, out of the two tables beside this class. */
final class NumberRanges {
    private NumberRanges() {}

    /** Local numbers of North America (NPA 555-01XX), then all others. */
    static List<NumberRange> load() {
        return Stream.concat(
                        rows("places.csv", NumberRanges::northAmericanLocal), rows("ranges.csv", NumberRanges::range))
                .toList();
    }

    private static NumberRange northAmericanLocal(String[] columns) {
        return new NumberRange(
                columns[0],
                NumberType.LOCAL,
                columns[1],
                "+1" + columns[1] + "555",
                100,
                100,
                4,
                "none",
                false,
                place(columns, 2));
    }

    private static NumberRange range(String[] columns) {
        return new NumberRange(
                columns[0],
                NumberType.valueOf(columns[1]),
                columns[2],
                columns[3],
                Integer.parseInt(columns[4]),
                Integer.parseInt(columns[5]),
                Integer.parseInt(columns[6]),
                columns[7],
                Boolean.parseBoolean(columns[8]),
                columns[9].isEmpty() ? Place.NONE : place(columns, 9));
    }

    private static Place place(String[] columns, int from) {
        return new Place(
                columns[from],
                columns[from + 1],
                columns[from + 2],
                Double.valueOf(columns[from + 3]),
                Double.valueOf(columns[from + 4]));
    }

    private static Stream<NumberRange> rows(String file, Function<String[], NumberRange> parse) {
        try (var in = NumberRanges.class.getResourceAsStream(file)) {
            var text = new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().skip(1).map(line -> parse.apply(line.split(",", -1))).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
