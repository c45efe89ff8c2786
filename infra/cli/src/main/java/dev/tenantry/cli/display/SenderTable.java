package dev.tenantry.cli.display;

import dev.tenantry.cli.api.Sender;
import dev.tenantry.cli.api.Sender.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/** Table of which senders may send where; below it, why the others may not. */
public final class SenderTable {
    private static final String GAP = "  ";

    private SenderTable() {}

    /** The lines to print; at least one sender is needed. */
    public static List<String> lines(List<Sender> senders) {
        var rows = new ArrayList<List<String>>();
        rows.add(row("sender", senders.getFirst().destinations().stream().map(Verdict::destination)));
        senders.forEach(sender ->
                rows.add(row(sender.sender(), sender.destinations().stream().map(SenderTable::cell))));
        var lines = new ArrayList<>(Columns.aligned(rows));
        lines.addAll(reasons(senders));
        return lines;
    }

    private static List<String> row(String first, Stream<String> others) {
        return Stream.concat(Stream.of(first), others).toList();
    }

    private static String cell(Verdict verdict) {
        return verdict.status() + verdict.code().map(code -> " " + code).orElse("");
    }

    /** Each reason once, with those whom it holds back. */
    private static List<String> reasons(List<Sender> senders) {
        var heldBack = new LinkedHashMap<String, List<String>>();
        for (var sender : senders) {
            for (var verdict : sender.destinations()) {
                verdict.reason().ifPresent(reason -> heldBack.computeIfAbsent(
                                Style.clean(reason
                                        + verdict.waitsFor()
                                                .map(_ -> wait(verdict))
                                                .orElseGet(() -> verdict.nextAction()
                                                        .map(action -> " " + action)
                                                        .orElse(""))),
                                _ -> new ArrayList<>())
                        .add(Style.clean(sender.sender() + " to " + verdict.destination())));
            }
        }
        return heldBack.entrySet().stream()
                .flatMap(entry -> Stream.of("", String.join(", ", entry.getValue()) + ":", GAP + entry.getKey()))
                .toList();
    }

    private static String wait(Verdict verdict) {
        return " It waits for " + verdict.waitsFor().orElseThrow()
                + verdict.usually().map(usually -> ", usually " + usually).orElse("") + ".";
    }
}
