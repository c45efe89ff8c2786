package dev.tenantry.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tenantry.core.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Stands for API Gateway's {@code POST} and {@code DELETE /live/@connections/{id}}, over HTTP. Statuses and the error's
 * header are those of the page "Use @connections commands in your backend service" and of the service's API model.
 */
final class ConnectionsServer implements BeforeEachCallback, AfterEachCallback {
    /** What a post to a connection meets. */
    private interface Client {
        int answer() throws InterruptedException;
    }

    private static final String PATH = "/live/@connections/";
    private static final Map<Integer, String> ERRORS =
            Map.of(410, "GoneException", 413, "PayloadTooLargeException", 429, "LimitExceededException");

    private final Map<String, Client> clients = new ConcurrentHashMap<>();
    private final Map<String, List<JsonNode>> frames = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> posts = new ConcurrentHashMap<>();
    private final Set<String> closed = ConcurrentHashMap.newKeySet();
    private final CountDownLatch released = new CountDownLatch(1);
    private HttpServer server;
    private ExecutorService threads;

    /** The API's endpoint, with its stage. */
    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/live");
    }

    /** Each post to the connection is answered with this status. */
    void answer(String connectionId, int status) {
        clients.put(connectionId, () -> status);
    }

    /** So many posts to the connection are throttled, the others are not. */
    void throttle(String connectionId, int times) {
        var left = new AtomicInteger(times);
        clients.put(connectionId, () -> left.getAndDecrement() > 0 ? 429 : 200);
    }

    /** Posts to the connection are answered no sooner than {@link #release}. */
    void block(String connectionId) {
        clients.put(connectionId, () -> {
            released.await();
            return 200;
        });
    }

    /** Lets blocked posts go. */
    void release() {
        released.countDown();
    }

    /** The frames that a connection took, in order. */
    List<JsonNode> frames(String connectionId) {
        return frames.getOrDefault(connectionId, List.of());
    }

    /** The versions of the updates among them. */
    List<Long> versions(String connectionId) {
        return frames(connectionId).stream()
                .filter(frame -> frame.path("type").asText().equals("provisioning-update"))
                .map(frame -> frame.required("version").longValue())
                .toList();
    }

    /** Whether a connection was closed. */
    boolean isClosed(String connectionId) {
        return closed.contains(connectionId);
    }

    /** How many posts a connection saw, whatever they were answered with. */
    int posts(String connectionId) {
        return posts.getOrDefault(connectionId, new AtomicInteger()).get();
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        threads = Executors.newVirtualThreadPerTaskExecutor();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(PATH, this::handle);
        server.start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        release();
        server.stop(0);
        threads.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var connectionId = exchange.getRequestURI().getPath().substring(PATH.length());
        if (exchange.getRequestMethod().equals("DELETE")) {
            closed.add(connectionId);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
            return;
        }
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        posts.computeIfAbsent(connectionId, _ -> new AtomicInteger()).incrementAndGet();
        var status = status(connectionId);
        if (status == 200) {
            frames.computeIfAbsent(connectionId, _ -> new CopyOnWriteArrayList<>())
                    .add(Json.parse(body));
        } else if (ERRORS.containsKey(status)) {
            exchange.getResponseHeaders().set("x-amzn-ErrorType", ERRORS.get(status));
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private int status(String connectionId) throws IOException {
        try {
            return clients.getOrDefault(connectionId, () -> 200).answer();
        } catch (InterruptedException interrupted) {
            throw new IOException("Stopped", interrupted);
        }
    }
}
