package dev.tenantry.core;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The environment variables of one function.
 *
 * <p>In Lambda they are the process's. A host that runs many functions in one JVM gives each its own by making the
 * handler inside {@link #callWith}. Handlers read them here, in their no-argument constructor, and nowhere else.
 */
public final class Environment {
    private static final ScopedValue<Map<String, String>> BOUND = ScopedValue.newInstance();

    private final Map<String, String> variables;

    private Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** The variables bound by {@link #callWith} on this thread, or else those of the process. */
    public static Environment current() {
        return of(BOUND.isBound() ? BOUND.get() : System.getenv());
    }

    /** An environment of exactly these variables. */
    public static Environment of(Map<String, String> variables) {
        return new Environment(variables);
    }

    /**
     * Runs the body with these variables as its {@link #current} environment.
     *
     * @return what the body returns
     * @throws Exception what the body throws
     */
    public static <T> T callWith(Map<String, String> variables, Callable<T> body) throws Exception {
        return ScopedValue.where(BOUND, variables).call(body::call);
    }

    /**
     * The value of a variable that must be there.
     *
     * @throws IllegalStateException naming the variable when it is missing or empty
     */
    public String require(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalStateException("The function's environment lacks the variable " + name
                        + "; add it under Environment.Variables in template.yaml"));
    }

    /** The value of a variable, if it is set to anything. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /** Whether Lambda initializes the function to take a snapshot of it (SnapStart), from which it is started later. */
    public boolean precedesSnapshot() {
        return find("AWS_LAMBDA_INITIALIZATION_TYPE")
                .filter("snap-start"::equals)
                .isPresent();
    }

    /**
     * The endpoint that overrides an AWS service's own, by the SDKs' standard variables
     * {@code AWS_ENDPOINT_URL_<SERVICE>} and {@code AWS_ENDPOINT_URL}.
     *
     * @param service the service's name as in those variables, e.g. {@code DYNAMODB}
     */
    public Optional<URI> awsEndpoint(String service) {
        return find("AWS_ENDPOINT_URL_" + service)
                .or(() -> find("AWS_ENDPOINT_URL"))
                .map(URI::create);
    }
}
