package dev.tenantry.twilio;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** A server on the loopback interface that gives prepared answers in order and remembers what it was asked. */
final class ScriptedTwilio implements AutoCloseable {

    /** A request as it arrived; {@code client} is the port of the connection it came on. */
    record Received(String method, URI uri, Map<String, List<String>> headers, String body, int client) {

        /** The form's parameters in order, each as {@code Name=value}, decoded. */
        List<String> form() {
            return Stream.of(body.split("&"))
                    .map(parameter -> URLDecoder.decode(parameter, StandardCharsets.UTF_8))
                    .toList();
        }

        String header(String name) {
            return String.join(", ", headers.getOrDefault(name, List.of()));
        }
    }

    /** What the server does with one request. */
    interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    ScriptedTwilio() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Gives an answer to the next request that has none yet; requests beyond the script get HTTP 599. */
    ScriptedTwilio then(Answer answer) {
        answers.add(answer);
        return this;
    }

    ScriptedTwilio then(int status, String body) {
        return then(status, body, Map.of());
    }

    ScriptedTwilio then(int status, String body, Map<String, String> headers) {
        return then(exchange -> send(exchange, status, body, headers));
    }

    /** Reads the request and closes the connection. */
    ScriptedTwilio thenDrop() {
        return then(HttpExchange::close);
    }

    /** Reads the request and stays silent until this server is closed. */
    ScriptedTwilio thenSilence() {
        return then(exchange -> awaitClose());
    }

    /** Sends the headers and half of a body, then stays silent until this server is closed. */
    ScriptedTwilio thenStall(String half) {
        return then(exchange -> {
            var bytes = half.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(201, bytes.length * 2L);
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
            awaitClose();
        });
    }

    List<Received> received() {
        return received;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Settings that lead here, with a short patience. */
    TwilioSettings settings() {
        return new TwilioSettings(Duration.ofSeconds(5), Duration.ofSeconds(5), Optional.of(url()), Repeats.NONE);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                Map.copyOf(exchange.getRequestHeaders()),
                body,
                exchange.getRemoteAddress().getPort()));
        var answer = answers.poll();
        if (answer == null) {
            send(exchange, 599, "", Map.of());
        } else {
            answer.give(exchange);
        }
    }

    private static void send(HttpExchange exchange, int status, String body, Map<String, String> headers)
            throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        headers.forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
