package dev.tenantry.cli.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * What a rollback is asked to do.
 *
 * @param numbers what becomes of the phone numbers
 * @param closeAccount whether the subaccount is closed too, for good
 * @param dryRun whether to tell what it would do, and do nothing
 */
public record Rollback(Numbers numbers, boolean closeAccount, boolean dryRun) {

    /** What becomes of the phone numbers. */
    public enum Numbers {
        /** They are given back to Twilio, and their cost ends. */
        @JsonProperty("release")
        RELEASE,
        /** They move to the main account, which pays for them from then on. */
        @JsonProperty("move-to-pool")
        MOVE_TO_POOL
    }

    /**
     * What a rollback would do.
     *
     * @param steps the steps that it would undo, in that order
     */
    public record Preview(List<Undo> steps) {

        /** Keeps a copy of the list. */
        public Preview {
            steps = List.copyOf(steps);
        }
    }

    /**
     * A step that would be undone.
     *
     * @param title e.g. {@code Buy numbers}
     * @param action what would be done, in words
     * @param resources with what
     */
    public record Undo(String title, String action, List<Resource> resources) {

        /** Keeps a copy of the list. */
        public Undo {
            resources = List.copyOf(resources);
        }
    }

    /**
     * Something that exists at Twilio, or may exist.
     *
     * @param type e.g. {@code phone-number}
     * @param sid Twilio's id for it; empty while it is not known whether it exists
     * @param detail what people know it by, e.g. {@code +14155550100}
     */
    public record Resource(String type, Optional<String> sid, Optional<String> detail) {}
}
