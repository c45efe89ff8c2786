package dev.tenantry.stepfunctions.asl;

import java.util.List;
import java.util.stream.Collectors;

/** A definition that AWS would refuse. The message lists every error as AWS's {@code InvalidDefinition} does. */
public final class InvalidDefinitionException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidDefinitionException(List<Diagnostic> diagnostics) {
        super(diagnostics.stream()
                .map(each -> each.code() + ": " + each.message() + " at "
                        + (each.location().isEmpty() ? "null" : each.location()))
                .collect(Collectors.joining(", ", "Invalid State Machine Definition: '", "'")));
    }
}
