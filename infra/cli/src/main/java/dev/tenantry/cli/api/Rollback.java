package dev.tenantry.cli.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Rollback request, and the preview of a rollback.
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

        public Preview {
            steps = List.copyOf(steps);
        }
    }

    /**
     * A step that would be undone.
     *
     * @param title what that is called, e.g. {@code Release or move numbers}
     * @param action what would be done, and with what, in words
     */
    public record Undo(String title, String action) {}
}
