package dev.tenantry.local.lambda;

import dev.tenantry.local.invocation.FunctionInvoker;
import dev.tenantry.local.invocation.InvocationObserver;
import dev.tenantry.local.invocation.InvocationResult;
import dev.tenantry.local.invocation.InvocationResult.ServiceError;
import dev.tenantry.local.template.FunctionResource;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** AWS Lambda for the functions of one template. */
public final class LambdaService implements FunctionInvoker, AutoCloseable {

    /**
     * The forms of {@code FunctionName} (Lambda API Reference, "Invoke"): an ARN, the end of one, or a name; each with
     * or without a qualifier.
     */
    private static final Pattern FUNCTION_NAME = Pattern.compile(
            "(?:(?:arn:aws:lambda:[a-z0-9-]+:)?\\d{12}:function:)?([A-Za-z0-9_-]+)(?::([A-Za-z0-9$_-]+))?");

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** How long an environment, or a thread, is kept after a burst of invocations; Lambda keeps them for minutes. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(20);

    private final CodeLoaders loaders;
    private final ExecutorService threads;
    private final ScheduledExecutorService evictions;
    private final Map<String, LambdaFunction> functions = new HashMap<>();
    private final InvocationObserver observer;

    /**
     * Makes the service. No code is loaded before the first invocation, or {@link #prime}.
     *
     * @param functions the functions
     * @param awsEndpoint where the functions find AWS
     * @param log takes what they log, and their stack traces
     */
    public LambdaService(List<FunctionResource> functions, URI awsEndpoint, FunctionLog log) {
        this(functions, awsEndpoint, log, (_, _) -> {});
    }

    /**
     * Makes the service, with an observer of all invocations.
     *
     * @param functions the functions
     * @param awsEndpoint where the functions find AWS
     * @param log takes what they log, and their stack traces
     */
    public LambdaService(
            List<FunctionResource> functions, URI awsEndpoint, FunctionLog log, InvocationObserver observer) {
        this.observer = observer;
        loaders = new CodeLoaders(
                functions.stream().map(FunctionResource::codeUri).toList());
        // Platform threads: loading and initializing classes pins a virtual thread's carrier, of which there are few.
        threads = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                LONGEST_IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                Thread.ofPlatform().daemon().name("lambda-", 0).factory());
        evictions = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("lambda-evictions").factory());
        var _ = evictions.scheduleWithFixedDelay(
                () -> evict(LONGEST_IDLE), LONGEST_IDLE.toSeconds(), LONGEST_IDLE.toSeconds() / 2, TimeUnit.SECONDS);
        for (var function : functions) {
            var variables = FunctionVariables.of(function, awsEndpoint);
            var running = new LambdaFunction(function, loaders, variables, threads, log);
            this.functions.put(function.logicalId(), running);
            this.functions.put(function.name(), running);
        }
    }

    /**
     * Begins to make an execution environment of each function, side by side, so that the first request meets few that
     * are cold. The first invocation of a function that cannot be made reports why.
     */
    public void prime() {
        functions.values().stream().distinct().forEach(function -> threads.execute(function::prime));
    }

    /** Gives up the environments that have been idle for so long, but for one of each function. */
    void evict(Duration longestIdle) {
        functions.values().stream().distinct().forEach(function -> function.evict(longestIdle));
    }

    /** How many environments of a function are idle. */
    int idle(String function) {
        return functions.get(function).idle();
    }

    @Override
    public InvocationResult invoke(String function, byte[] event) {
        return find(function)
                .map(found -> {
                    var result = found.invoke(event, invokedArn(function, found.resource()));
                    observer.invoked(found.resource().name(), result);
                    return result;
                })
                .orElseGet(() -> notFound(function));
    }

    /** Interrupts what still runs, and lets the functions' code go when it has ended, or after two seconds. */
    @Override
    public void close() {
        evictions.shutdownNow();
        threads.shutdownNow();
        try {
            threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loaders.close();
    }

    /** The function that a name or an ARN means, if there is one. */
    Optional<FunctionResource> resource(String function) {
        return find(function).map(LambdaFunction::resource);
    }

    private Optional<LambdaFunction> find(String function) {
        return Optional.of(FUNCTION_NAME.matcher(function))
                .filter(Matcher::matches)
                .flatMap(name -> Optional.ofNullable(functions.get(name.group(1)))
                        .filter(found -> isQualifier(name.group(2), found.resource())));
    }

    private static boolean isQualifier(String qualifier, FunctionResource function) {
        return qualifier == null
                || qualifier.equals("$LATEST")
                || function.alias()
                        .map(alias -> qualifier.equals(alias) || qualifier.equals("1"))
                        .orElse(false);
    }

    private static String invokedArn(String function, FunctionResource resource) {
        var name = FUNCTION_NAME.matcher(function);
        return name.matches() && name.group(2) != null ? resource.arn() + ":" + name.group(2) : resource.arn();
    }

    static ServiceError notFound(String function) {
        return new ServiceError("ResourceNotFoundException", "Function not found: " + function, 404);
    }
}
