package dev.tenantry.steps.engine;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Functions that find one resource again and delete it.
 *
 * @param find looks for its SID at Twilio by its key, after a creation of unknown outcome
 * @param delete deletes the one of this SID; does nothing when it is gone
 * @param adoptable whether one that is found may be recorded before it is deleted: if the run dies between the two, the
 *     next job adopts it. An API key whose secret nobody has is of no use to any job
 */
public record ResourceDeleter(Supplier<Optional<String>> find, Consumer<String> delete, boolean adoptable) {
    /** The deleter of an adoptable resource. */
    public ResourceDeleter(Supplier<Optional<String>> find, Consumer<String> delete) {
        this(find, delete, true);
    }

    /** The deleter of a resource that does not exist any more, whatever the ledger has. */
    public static ResourceDeleter ofNothing() {
        return new ResourceDeleter(Optional::empty, _ -> {});
    }
}
