package dev.tenantry.steps;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How one resource is found again and removed.
 *
 * @param find looks for its SID by its marker's friendly name, after a creation of unknown outcome
 * @param delete removes the one of this SID; does nothing when it is gone
 * @param isOfUse whether one that is found may be recorded before it is removed: if the run dies between the two, the
 *     next job takes it for its own. A key whose secret nobody heard is no good to anybody
 */
record Removal(Supplier<Optional<String>> find, Consumer<String> delete, boolean isOfUse) {
    /** Of what would be of use. */
    Removal(Supplier<Optional<String>> find, Consumer<String> delete) {
        this(find, delete, true);
    }

    /** Of what is not there any more, whatever the ledger says. */
    static Removal ofNothing() {
        return new Removal(Optional::empty, _ -> {});
    }
}
