package dev.tenantry.local.lambda;

/** The log of the functions: what they write, and their errors. */
@FunctionalInterface
public interface FunctionLog {

    /**
     * Takes a message. Called by many threads at once.
     *
     * @param function the function's logical id
     * @param message what it logged, perhaps of several lines
     */
    void write(String function, String message);
}
