package dev.tenantry.local.invocation;

import java.util.Optional;

/** Invokes a function of the template asynchronously, as Lambda's {@code Invoke} operation with type Event does. */
@FunctionalInterface
public interface EventInvoker {

    /**
     * Queues an event for a function.
     *
     * @param function the function, as {@link FunctionInvoker#invoke} takes it
     * @param event the event, as JSON
     * @return empty if the event was taken, else why Lambda refused it
     */
    Optional<InvocationResult.ServiceError> invoke(String function, byte[] event);
}
