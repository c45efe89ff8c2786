package dev.tenantry.local.invocation;

/** Invokes a function of the template, as Lambda's {@code Invoke} operation with type RequestResponse does. */
@FunctionalInterface
public interface FunctionInvoker {

    /**
     * Invokes a function and waits for its answer.
     *
     * @param function the function's logical id, its name, or its ARN, each with or without an alias or version
     * @param event the event, as JSON
     * @return what the function answered, or why it was not reached
     */
    InvocationResult invoke(String function, byte[] event);
}
