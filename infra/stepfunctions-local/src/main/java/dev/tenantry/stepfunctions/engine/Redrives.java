package dev.tenantry.stepfunctions.engine;

import dev.tenantry.stepfunctions.interpreter.ExecutionStatus;
import java.time.Duration;
import java.util.Optional;

/** Conditions for redriving an execution. Source: API reference, RedriveExecution. */
public final class Redrives {
    private static final long WINDOW_MILLIS = Duration.ofDays(14).toMillis();
    private static final long MAX_EVENTS = 24_999;

    private Redrives() {}

    /** Why an execution cannot be redriven; empty when it can. */
    public static Optional<String> obstacle(ExecutionView view, long nowMillis) {
        if (view.running() || view.status() == ExecutionStatus.SUCCEEDED) {
            return Optional.of("Execution is " + view.status() + " and cannot be redriven");
        }
        if (view.record().mapRunArn().isPresent()) {
            return Optional.of("Execution is a child of a Map Run and can only be redriven with its parent");
        }
        if (nowMillis - view.stopMillis().orElse(nowMillis) > WINDOW_MILLIS) {
            return Optional.of("Execution has exceeded the redrivable period of 14 days and cannot be redriven");
        }
        if (view.eventCount() >= MAX_EVENTS) {
            return Optional.of("Execution has reached the maximum number of history events and cannot be redriven");
        }
        return Optional.empty();
    }

    /** The redriveStatus of DescribeExecution. */
    public static String status(ExecutionView view, long nowMillis) {
        if (view.record().mapRunArn().isPresent() && view.status() != ExecutionStatus.SUCCEEDED && !view.running()) {
            return "REDRIVABLE_BY_MAP_RUN";
        }
        return obstacle(view, nowMillis).isPresent() ? "NOT_REDRIVABLE" : "REDRIVABLE";
    }
}
