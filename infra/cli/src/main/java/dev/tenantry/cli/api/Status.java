package dev.tenantry.cli.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Set;

/**
 * Status of a job or a step. The list is open: a newer server may send one that this client does not know.
 *
 * @param word e.g. {@code RUNNING}
 */
public record Status(@JsonValue String word) {
    /** Not begun. */
    public static final Status PENDING = new Status("PENDING");
    /** At work. */
    public static final Status RUNNING = new Status("RUNNING");
    /** Somebody else must decide first. */
    public static final Status WAITING = new Status("WAITING");
    /** Done. */
    public static final Status COMPLETE = new Status("COMPLETE");
    /** Ended without its result. */
    public static final Status FAILED = new Status("FAILED");
    /** Left out by the plan. */
    public static final Status SKIPPED = new Status("SKIPPED");
    /** Stopped before it was done. */
    public static final Status CANCELLED = new Status("CANCELLED");
    /** Undoing what was done. */
    public static final Status ROLLING_BACK = new Status("ROLLING_BACK");
    /** Everything that was done is undone. */
    public static final Status ROLLED_BACK = new Status("ROLLED_BACK");

    private static final Set<String> ENDED =
            Set.of("COMPLETE", "FAILED", "SKIPPED", "CANCELLED", "UNDONE", "ROLLED_BACK", "ROLLBACK_FAILED");

    /** What the status means to somebody who glances at it. */
    public enum Tone {
        /** As wished. */
        GOOD,
        /** Needs attention. */
        BAD,
        /** Under way. */
        BUSY,
        /** Somebody else's turn. */
        WAITING,
        /** Nothing to see. */
        QUIET
    }

    /** Reads the word that the server said. */
    @JsonCreator
    public Status {}

    /** Whether nothing more happens unless somebody asks for it. */
    public boolean isEnded() {
        return ENDED.contains(word);
    }

    /** The tone in which to show the status; a word not heard of counts as under way. */
    public Tone tone() {
        return switch (word) {
            case "COMPLETE" -> Tone.GOOD;
            case "FAILED", "ROLLBACK_FAILED" -> Tone.BAD;
            case "WAITING" -> Tone.WAITING;
            case "PENDING", "SKIPPED", "CANCELLED", "UNDONE", "ROLLED_BACK" -> Tone.QUIET;
            default -> Tone.BUSY;
        };
    }

    @Override
    public String toString() {
        return word;
    }
}
