package dev.tenantry.webhooks;

import java.beans.ConstructorProperties;

/**
 * The event "Step Functions Execution Status Change", as EventBridge delivers it, with only the members that are needed
 * here.
 *
 * <p>The constructors' annotations are for Lambda's runtime: since version 1.2.0, its serialization library uses a
 * constructor to read JSON only if the constructor is annotated, even a record's.
 *
 * @param detail what happened
 */
public record ExecutionStatusChange(Detail detail) {

    /** Keeps the detail. */
    @ConstructorProperties("detail")
    public ExecutionStatusChange {}

    /**
     * The change of the execution's status.
     *
     * @param executionArn the execution's ARN
     * @param name its name
     * @param status its new status
     * @param redriveCount how often it had been redriven by then
     * @param error the error that ended it, if one did
     * @param cause what more is known of the error; of a Java function's, its runtime's JSON
     */
    public record Detail(
            String executionArn, String name, String status, int redriveCount, String error, String cause) {

        /** Keeps the members; {@code error} and {@code cause} are null when the execution ended without one. */
        @ConstructorProperties({"executionArn", "name", "status", "redriveCount", "error", "cause"})
        public Detail {}
    }
}
