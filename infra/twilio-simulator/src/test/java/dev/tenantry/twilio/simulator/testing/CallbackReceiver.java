package dev.tenantry.twilio.simulator.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import com.twilio.security.RequestValidator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A server that takes callbacks, checks their signatures by Twilio's own validator, and remembers them. */
public final class CallbackReceiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<Received> all = new ArrayList<>();
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private volatile String token = "";

    /** What came. */
    public record Received(String url, String type, String signature, String authorization, String token, String body) {
        public Map<String, String> form() {
            return Arrays.stream(body.split("&"))
                    .map(pair -> pair.split("=", 2))
                    .collect(Collectors.toMap(
                            pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        }

        /** The only event of an array. */
        public JsonNode event() {
            try {
                var events = JSON.readTree(body);
                if (!events.isArray() || events.size() != 1) {
                    throw new AssertionError("not an array of one event: " + body);
                }
                return events.get(0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public boolean isSigned() {
            try {
                var validator = new RequestValidator(token);
                return type.startsWith("application/json")
                        ? validator.validate(url, body, signature)
                        : validator.validate(url, form(), signature);
            } catch (URISyntaxException e) {
                // Twilio calls no such URL.
                return false;
            }
        }
    }

    public CallbackReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            var headers = exchange.getRequestHeaders();
            var received = new Received(
                    url("") + exchange.getRequestURI(),
                    headers.getFirst("Content-Type"),
                    headers.getFirst("X-Twilio-Signature"),
                    headers.getFirst("Authorization"),
                    token,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            var status = statuses.poll();
            synchronized (all) {
                all.add(received);
                all.notifyAll();
            }
            exchange.sendResponseHeaders(status == null ? 204 : status, -1);
            exchange.close();
        });
        server.start();
    }

    /** Whose token is to have signed. */
    public void expectToken(String authToken) {
        token = authToken;
    }

    /** Answers the next callback so. */
    public void answerNext(int status) {
        statuses.add(status);
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** What has come so far. */
    public List<Received> received() {
        synchronized (all) {
            return List.copyOf(all);
        }
    }

    /** Waits for so many callbacks of this kind, and returns them. */
    public List<Received> await(int count, Predicate<Received> kind) throws InterruptedException {
        long end = System.nanoTime() + 10_000_000_000L;
        synchronized (all) {
            while (true) {
                var found = all.stream().filter(kind).toList();
                if (found.size() >= count) {
                    return found;
                }
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError("%d of %d came, among %s".formatted(found.size(), count, all));
                }
                all.wait(left);
            }
        }
    }

    /** Waits for the event of this type, without its prefix. */
    public Received awaitEvent(String name) throws InterruptedException {
        return await(1, event(name)).getFirst();
    }

    public static Predicate<Received> event(String name) {
        return received -> received.type().startsWith("application/json")
                && received.event().get("type").textValue().equals("com.twilio.messaging.compliance." + name);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
