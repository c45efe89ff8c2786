package dev.tenantry.cli.display;

import dev.tenantry.cli.api.Organisation;
import dev.tenantry.cli.api.Organisation.Registration;
import dev.tenantry.cli.api.Organisation.Resource;
import dev.tenantry.cli.api.Organisation.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tables of organisations, and of what one of them has. */
public final class OrganisationTable {
    private OrganisationTable() {}

    /** The lines to print of one organisation. */
    public static List<String> lines(Organisation organisation) {
        var lines = new ArrayList<String>();
        lines.add(Style.clean(organisation.orgId()
                + organisation.displayName().map(name -> " (" + name + ")").orElse("") + ": " + organisation.state()));
        lines.add(Style.clean("Last job " + organisation.lastJob().id() + ": "
                + organisation.lastJob().status()));
        addTable(lines, organisation.resources().stream().map(OrganisationTable::row));
        addTable(lines, organisation.registrations().stream().map(OrganisationTable::row));
        return lines;
    }

    /** The lines to print of a list. */
    public static List<String> lines(List<Summary> organisations) {
        return Columns.aligned(organisations.stream()
                .map(one -> List.of(
                        one.orgId(),
                        one.displayName().orElse("-"),
                        one.state(),
                        one.lastJob().id()))
                .toList());
    }

    private static void addTable(List<String> lines, Stream<List<String>> rows) {
        var aligned = Columns.aligned(rows.toList());
        if (!aligned.isEmpty()) {
            lines.add("");
            lines.addAll(aligned);
        }
    }

    private static List<String> row(Resource resource) {
        return List.of(
                resource.type(),
                resource.sid().orElse("-"),
                resource.detail().orElse(resource.key()),
                resource.status().equals("recorded") ? "" : resource.status());
    }

    private static List<String> row(Registration registration) {
        var more = Stream.of(
                        registration.waitsFor().map(who -> "waits for " + who),
                        registration.reason(),
                        registration.nextAction())
                .flatMap(Optional::stream)
                .toList();
        return List.of(registration.key(), registration.status(), String.join(" ", more));
    }
}
