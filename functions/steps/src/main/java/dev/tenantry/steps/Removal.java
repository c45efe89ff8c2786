package dev.tenantry.steps;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How one resource is found again and removed.
 *
 * @param find looks for its SID by its marker's friendly name, after a creation of unknown outcome
 * @param delete removes the one of this SID; does nothing when it is gone
 */
record Removal(Supplier<Optional<String>> find, Consumer<String> delete) {}
