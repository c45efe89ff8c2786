package dev.tenantry.local.invocation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Functions by name for tests; remembers every invocation. */
public final class FakeFunctions implements FunctionInvoker {

    /** An invocation that was made. */
    public record Invocation(String function, String event) {}

    private final Map<String, Function<String, InvocationResult>> functions = new ConcurrentHashMap<>();
    private final List<Invocation> invocations = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Invocation> unread = new LinkedBlockingQueue<>();

    /** A function that answers every event with the same JSON. */
    public FakeFunctions returning(String function, String json) {
        return on(function, event -> new InvocationResult.Success(json.getBytes(UTF_8)));
    }

    /** A function that computes its answer from the event's JSON. */
    public FakeFunctions on(String function, Function<String, InvocationResult> body) {
        functions.put(function, body);
        return this;
    }

    /** The next invocation that this method has not yet returned, waiting for it at most 10 seconds. */
    public Invocation next() throws InterruptedException {
        var next = unread.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("No further invocation; so far: " + invocations);
        }
        return next;
    }

    /** All invocations so far, in order of their start. */
    public List<Invocation> invocations() {
        return List.copyOf(invocations);
    }

    @Override
    public InvocationResult invoke(String function, byte[] event) {
        var invocation = new Invocation(function, new String(event, UTF_8));
        invocations.add(invocation);
        unread.add(invocation);
        return functions.get(function).apply(invocation.event());
    }
}
