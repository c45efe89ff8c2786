package dev.tenantry.cli.display;

import dev.tenantry.cli.api.Drift;
import dev.tenantry.cli.api.Drift.Difference;
import dev.tenantry.cli.api.Drift.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Table of what is not as planned in a tenant; what is as planned is only counted. */
public final class DriftTable {
    private DriftTable() {}

    /** The lines to print. */
    public static List<String> lines(Drift drift) {
        var inSync = drift.resources().stream()
                .filter(one -> one.status().equals("in-sync"))
                .count();
        var lines = new ArrayList<String>();
        lines.add(inSync + " of " + drift.resources().size() + " resources are as planned; " + drift.findings()
                + (drift.findings() == 1 ? " finding." : " findings."));
        var rows = Stream.concat(
                        drift.resources().stream()
                                .filter(one -> !one.status().equals("in-sync"))
                                .map(DriftTable::row),
                        drift.unknown().stream()
                                .map(one -> List.of(
                                        "unknown",
                                        one.type(),
                                        one.sid(),
                                        one.name().orElse(""))))
                .toList();
        if (!rows.isEmpty()) {
            lines.add("");
            lines.addAll(Columns.aligned(rows));
        }
        drift.unlisted()
                .forEach(one -> lines.add(
                        Style.clean("Not known is whether there is more of " + one.type() + ": " + one.reason())));
        return lines;
    }

    private static List<String> row(Resource resource) {
        return List.of(
                resource.status(),
                resource.type(),
                resource.sid().orElse("-"),
                Stream.of(
                                resource.detail().stream(),
                                resource.differences().stream().map(DriftTable::text),
                                resource.reason().stream())
                        .flatMap(words -> words)
                        .reduce((one, other) -> one + "; " + other)
                        .orElse(resource.key()));
    }

    private static String text(Difference difference) {
        if (difference.planned().isEmpty() && difference.actual().isEmpty()) {
            return difference.field() + ": another value";
        }
        return difference.field() + ": " + difference.planned().orElse("none") + " was planned, it is "
                + difference.actual().orElse("none");
    }
}
