package dev.tenantry.core.catalog;

/** Action of a rollback for a step. */
public enum RollbackAction {
    /** Deletes the resources of the step's kinds. */
    DELETE,
    /** Detaches the numbers from everything that they are attached to. */
    DETACH_NUMBERS,
    /** Releases the numbers for good, or moves them to the operator's main account, as was chosen. */
    RELEASE_NUMBERS,
    /** Closes the subaccount for good, or keeps it empty, as was chosen. */
    CLOSE_SUBACCOUNT,
    /** Keeps the resources: Twilio lets nobody delete them, and a later job uses them without paying again. */
    KEEP,
    /** Deletes the resources, unless something that stays is made of them, or Twilio keeps them, as during a review. */
    DELETE_UNLESS_IN_USE,
    /** Checks that nothing is left, in the ledger and at Twilio. */
    VERIFY
}
