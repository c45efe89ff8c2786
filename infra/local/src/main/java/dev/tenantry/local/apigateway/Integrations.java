package dev.tenantry.local.apigateway;

import dev.tenantry.local.invocation.FunctionInvoker;
import dev.tenantry.local.invocation.InvocationResult;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Invokes an API's functions and gives up waiting after a time. The function runs on then, as on AWS. */
public final class Integrations implements AutoCloseable {

    private final FunctionInvoker functions;
    private final Duration timeout;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Invokes functions with a timeout. */
    public Integrations(FunctionInvoker functions, Duration timeout) {
        this.functions = functions;
        this.timeout = timeout;
    }

    /**
     * Invokes a function and waits.
     *
     * @throws TimeoutException if it has not answered in time
     * @throws ExecutionException if the invoker itself failed
     */
    public InvocationResult invoke(String function, byte[] event)
            throws InterruptedException, ExecutionException, TimeoutException {
        return threads.submit(() -> functions.invoke(function, event)).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Interrupts what still runs. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
