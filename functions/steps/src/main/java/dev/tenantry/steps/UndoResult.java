package dev.tenantry.steps;

/** What came of undoing a step. */
sealed interface UndoResult {
    /**
     * What the step made is there no more.
     *
     * @param message what a person wants to know, e.g. {@code Released 2 phone numbers}
     */
    record Undone(String message) implements UndoResult {}

    /** The step has made nothing that is still there. */
    record Nothing() implements UndoResult {}

    /**
     * What the step made stays, as was chosen, or because nobody can delete it.
     *
     * @param message what a person wants to know
     */
    record Kept(String message) implements UndoResult {}
}
