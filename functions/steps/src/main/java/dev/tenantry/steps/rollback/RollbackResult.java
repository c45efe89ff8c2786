package dev.tenantry.steps.rollback;

/** The result of rolling back a step. */
public sealed interface RollbackResult {
    /**
     * The resources that the step created are deleted.
     *
     * @param message what was done, for people, e.g. {@code Released 2 phone numbers}
     */
    record Undone(String message) implements RollbackResult {}

    /** The step has made nothing that still exists. */
    record Nothing() implements RollbackResult {}

    /**
     * The resources that the step created stay, as was chosen, or because nobody can delete them.
     *
     * @param message what stays and why, for people
     */
    record Kept(String message) implements RollbackResult {}
}
