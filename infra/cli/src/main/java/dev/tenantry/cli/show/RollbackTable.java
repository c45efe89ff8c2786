package dev.tenantry.cli.show;

import dev.tenantry.cli.api.Rollback.Preview;
import dev.tenantry.cli.api.Rollback.Resource;
import dev.tenantry.cli.api.Rollback.Undo;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a rollback would do, step by step. */
public final class RollbackTable {
    private RollbackTable() {}

    /** The lines to print. */
    public static List<String> lines(Preview preview) {
        var width = preview.steps().stream()
                .mapToInt(step -> step.title().length())
                .max()
                .orElse(0);
        return preview.steps().stream().flatMap(step -> lines(step, width)).toList();
    }

    private static Stream<String> lines(Undo step, int width) {
        var head = Style.clean(step.title()) + " ".repeat(width - step.title().length()) + "  "
                + Style.clean(step.action());
        return Stream.concat(
                Stream.of(head),
                step.resources().stream().map(resource -> " ".repeat(width + 4) + Style.clean(words(resource))));
    }

    private static String words(Resource resource) {
        return Stream.of(
                        Optional.of(resource.type()),
                        resource.detail(),
                        resource.sid().or(() -> Optional.of("may exist; it is looked for first")))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("  "));
    }
}
