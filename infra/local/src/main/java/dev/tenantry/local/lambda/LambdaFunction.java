package dev.tenantry.local.lambda;

import dev.tenantry.local.invocation.InvocationResult;
import dev.tenantry.local.invocation.InvocationResult.FunctionError;
import dev.tenantry.local.invocation.InvocationResult.ServiceError;
import dev.tenantry.local.invocation.InvocationResult.Success;
import dev.tenantry.local.template.FunctionResource;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One function and its execution environments: an idle one serves the next invocation, a new one is made when there is
 * none.
 */
final class LambdaFunction {

    /**
     * What Lambda allows the initialization before it counts against the timeout (AWS Lambda Developer Guide, "Init
     * phase").
     */
    private static final Duration INITIALIZATION = Duration.ofSeconds(10);

    /** AWS Lambda Developer Guide, "Lambda quotas": invocation payload, synchronous. */
    private static final int PAYLOAD_LIMIT = 6 * 1024 * 1024;

    /** Lambda's unreserved concurrency of an account. */
    private static final int UNRESERVED_CONCURRENCY = 1000;

    private static final String TOO_LARGE =
            "Request must be smaller than " + PAYLOAD_LIMIT + " bytes for the InvokeFunction operation";

    private final FunctionResource function;
    private final CodeLoaders loaders;
    private final Map<String, String> variables;
    private final ExecutorService threads;
    private final FunctionLog log;
    private final Semaphore concurrency;
    private final Deque<Idle> idle = new ConcurrentLinkedDeque<>();

    /** An environment and the time, as {@link System#nanoTime} tells it, at which it became idle. */
    private record Idle(ExecutionEnvironment environment, long since) {}

    LambdaFunction(
            FunctionResource function,
            CodeLoaders loaders,
            Map<String, String> variables,
            ExecutorService threads,
            FunctionLog log) {
        this.function = function;
        this.loaders = loaders;
        this.variables = variables;
        this.threads = threads;
        this.log = log;
        this.concurrency = new Semaphore(function.reservedConcurrency().orElse(UNRESERVED_CONCURRENCY));
    }

    FunctionResource resource() {
        return function;
    }

    /**
     * Makes an execution environment ahead of the first invocation. A failure is left to the invocation that meets it
     * again.
     */
    void prime() {
        try {
            rest(initialize());
        } catch (Exception | LinkageError e) {
            log.write(function.logicalId(), FunctionErrors.line("The handler could not be made: " + e, ""));
        }
    }

    InvocationResult invoke(byte[] event, String invokedArn) {
        if (event.length > PAYLOAD_LIMIT) {
            return new ServiceError("RequestTooLargeException", TOO_LARGE, 413);
        } else if (!concurrency.tryAcquire()) {
            return new ServiceError("TooManyRequestsException", "Rate Exceeded.", 429);
        }
        try {
            return invokeNow(event, invokedArn);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ServiceError("ServiceException", "The local Lambda is closing", 500);
        } finally {
            concurrency.release();
        }
    }

    private InvocationResult invokeNow(byte[] event, String invokedArn) throws InterruptedException {
        var requestId = UUID.randomUUID().toString();
        try {
            var resting = idle.poll();
            var environment = resting != null
                    ? resting.environment()
                    : within(INITIALIZATION.plus(function.timeout()), this::initialize);
            return run(environment, event, new LocalContext(function, requestId, invokedArn, log));
        } catch (ExecutionException e) {
            return failed(e.getCause(), requestId);
        } catch (TimeoutException e) {
            return timedOut(requestId);
        }
    }

    private void rest(ExecutionEnvironment environment) {
        idle.push(new Idle(environment, System.nanoTime()));
    }

    /** Gives up the environments that have been idle for so long, but for one, so that the function stays warm. */
    void evict(Duration longest) {
        // The one that was used last is the first, so the last has been idle for longest.
        while (idle.size() > 1) {
            var oldest = idle.peekLast();
            if (oldest == null
                    || System.nanoTime() - oldest.since() < longest.toNanos()
                    || !idle.removeLastOccurrence(oldest)) {
                return;
            }
        }
    }

    /** How many environments are idle. */
    int idle() {
        return idle.size();
    }

    private InvocationResult run(ExecutionEnvironment environment, byte[] event, LocalContext context)
            throws InterruptedException, TimeoutException {
        try {
            var payload = within(function.timeout(), () -> environment.run(event, context));
            rest(environment);
            return payload.length > PAYLOAD_LIMIT
                    ? FunctionErrors.tooLarge(payload.length, PAYLOAD_LIMIT)
                    : new Success(payload);
        } catch (ExecutionException e) {
            // As in Lambda, a failed invocation leaves its environment in service, unless the JVM itself is in doubt.
            if (!(e.getCause() instanceof VirtualMachineError)) {
                rest(environment);
            }
            return failed(e.getCause(), context.getAwsRequestId());
        }
    }

    private ExecutionEnvironment initialize() throws Exception {
        var type = HandlerType.load(function.handler(), loaders.loaderOf(function.codeUri()));
        return ExecutionEnvironment.initialize(type, variables);
    }

    private <T> T within(Duration limit, Callable<T> work)
            throws InterruptedException, ExecutionException, TimeoutException {
        var future = threads.submit(work);
        try {
            return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            future.cancel(true);
        }
    }

    private FunctionError timedOut(String requestId) {
        var error = FunctionErrors.timedOut(requestId, function.timeout());
        log.write(
                function.logicalId(),
                FunctionErrors.line("Task timed out after " + function.timeout().toSeconds() + " s", requestId));
        return error;
    }

    private FunctionError failed(Throwable thrown, String requestId) {
        var error = FunctionErrors.thrown(thrown);
        log.write(function.logicalId(), FunctionErrors.line(StackTraceFormatter.text(thrown), requestId));
        return error;
    }
}
