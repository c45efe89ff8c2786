package dev.tenantry.stepfunctions.asl;

import dev.tenantry.stepfunctions.asl.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.List;

/** Collects the findings while a definition is read. */
final class Diagnostics {
    private final List<Diagnostic> found = new ArrayList<>();

    void schema(String location, String message) {
        add("SCHEMA_VALIDATION_FAILED", location, message);
    }

    void add(String code, String location, String message) {
        found.add(new Diagnostic(Severity.ERROR, code, message, location));
    }

    void warn(String code, String location, String message) {
        found.add(new Diagnostic(Severity.WARNING, code, message, location));
    }

    List<Diagnostic> all() {
        return List.copyOf(found);
    }

    List<Diagnostic> errors() {
        return found.stream().filter(each -> each.severity() == Severity.ERROR).toList();
    }
}
