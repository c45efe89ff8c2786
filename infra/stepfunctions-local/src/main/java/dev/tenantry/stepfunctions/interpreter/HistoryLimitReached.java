package dev.tenantry.stepfunctions.interpreter;

/** The next event would be the last one that an execution may have, and it is not the end of the execution. */
final class HistoryLimitReached extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HistoryLimitReached() {
        super(null, null, false, false);
    }
}
