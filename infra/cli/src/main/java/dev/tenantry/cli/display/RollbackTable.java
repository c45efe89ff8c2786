package dev.tenantry.cli.display;

import dev.tenantry.cli.api.Rollback.Preview;
import java.util.List;

/** Table of what a rollback would do, step by step. */
public final class RollbackTable {
    private RollbackTable() {}

    /** The lines to print. */
    public static List<String> lines(Preview preview) {
        var width = preview.steps().stream()
                .mapToInt(step -> step.title().length())
                .max()
                .orElse(0);
        return preview.steps().stream()
                .map(step -> Style.clean(step.title())
                        + " ".repeat(width - step.title().length()) + "  " + Style.clean(step.action()))
                .toList();
    }
}
