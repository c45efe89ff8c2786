package dev.tenantry.stepfunctions.asl;

import dev.tenantry.stepfunctions.asl.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Collects the findings while a definition is read. */
final class Diagnostics {
    private final List<Diagnostic> found = new ArrayList<>();
    private final List<Diagnostic> limits = new ArrayList<>();

    void schema(String location, String message) {
        add("SCHEMA_VALIDATION_FAILED", location, message);
    }

    void add(String code, String location, String message) {
        found.add(new Diagnostic(Severity.ERROR, code, message, location));
    }

    void warn(String code, String location, String message) {
        found.add(new Diagnostic(Severity.WARNING, code, message, location));
    }

    /** Refuses what AWS accepts and this engine cannot do; said only of a definition that AWS would accept. */
    void limit(String location, String message) {
        limits.add(new Diagnostic(Severity.ERROR, "SCHEMA_VALIDATION_FAILED", message, location));
    }

    List<Diagnostic> all() {
        boolean hasErrors = found.stream().anyMatch(each -> each.severity() == Severity.ERROR);
        return hasErrors
                ? List.copyOf(found)
                : Stream.concat(found.stream(), limits.stream()).toList();
    }

    List<Diagnostic> errors() {
        return all().stream().filter(each -> each.severity() == Severity.ERROR).toList();
    }
}
