package dev.tenantry.local.invocation;

/** Observer of invocations. It is called by many threads at once, and must not block or throw. */
@FunctionalInterface
public interface InvocationObserver {

    /**
     * An invocation has ended, or was refused.
     *
     * @param function the function's name
     * @param result how it ended
     */
    void invoked(String function, InvocationResult result);
}
