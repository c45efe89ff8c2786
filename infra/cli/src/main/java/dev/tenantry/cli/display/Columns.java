package dev.tenantry.cli.display;

import java.util.List;
import java.util.stream.IntStream;

/** Rows of text in columns as wide as their widest cell. */
final class Columns {
    private static final String GAP = "  ";

    private Columns() {}

    /** A line for each row; all rows have equally many cells. */
    static List<String> aligned(List<List<String>> rows) {
        var cells = rows.stream()
                .map(row -> row.stream().map(Style::clean).toList())
                .toList();
        var widths = IntStream.range(0, cells.isEmpty() ? 0 : cells.getFirst().size())
                .map(column -> cells.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return cells.stream()
                .map(row -> IntStream.range(0, widths.length)
                        .mapToObj(column -> row.get(column)
                                + " ".repeat(widths[column] - row.get(column).length()))
                        .reduce((line, cell) -> line + GAP + cell)
                        .orElse("")
                        .stripTrailing())
                .toList();
    }
}
