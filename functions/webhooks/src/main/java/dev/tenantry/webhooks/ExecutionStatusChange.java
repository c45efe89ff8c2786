package dev.tenantry.webhooks;

/**
 * The event "Step Functions Execution Status Change", as EventBridge delivers it; of its members, those that are needed
 * here.
 *
 * @param detail what happened
 */
public record ExecutionStatusChange(Detail detail) {

    /**
     * What happened.
     *
     * @param name the execution's name
     * @param status its new status
     * @param error the error that ended it, if one did
     * @param cause what more is known of the error; of a Java function's, its runtime's JSON
     */
    public record Detail(String name, String status, String error, String cause) {}
}
