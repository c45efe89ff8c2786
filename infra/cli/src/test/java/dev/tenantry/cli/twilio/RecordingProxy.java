package dev.tenantry.cli.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tenantry.twilio.simulator.openapi.Exchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between the functions and a Twilio, passes everything on as it is, and keeps it. Where the Twilio breaks a
 * connection off, it does so too.
 */
final class RecordingProxy implements AutoCloseable {
    private static final List<String> REQUEST_HEADERS =
            List.of("Accept", "Authorization", "Content-Type", "User-Agent");
    private static final List<String> ANSWER_HEADERS = List.of("Content-Type", "Retry-After");
    private static final int NO_BODY = -1;

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
    private volatile URI twilio;

    /** Listens on a free port; it wants a Twilio before the first request. */
    RecordingProxy() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(executor);
        server.createContext("/", this::pass);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Where requests go from now on. */
    void forwardTo(URI twilio) {
        this.twilio = twilio;
    }

    /** All that there was until now, in the order in which it ended. */
    List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var request = request(exchange, body);
            var answer = send(exchange, body);
            // Kept before it is passed on: who sees a job end finds all its requests here.
            exchanges.add(new Exchange(request, answer.map(RecordingProxy::kept)));
            if (answer.isPresent()) {
                pass(answer.get(), exchange);
            }
        }
    }

    /** The first segment of the path is the host that the request is for. */
    private static Exchange.Request request(HttpExchange exchange, byte[] body) {
        var uri = exchange.getRequestURI();
        var segments = uri.getRawPath().substring(1).split("/", 2);
        var path = segments.length == 1 ? "/" : "/" + segments[1];
        return Exchange.Request.of(
                exchange.getRequestMethod(), segments[0], path, uri.getRawQuery(), new String(body, UTF_8));
    }

    /** On a connection of its own: one that died while it lay in a pool would look like a Twilio that broke it off. */
    private Optional<HttpResponse<byte[]>> send(HttpExchange exchange, byte[] body) {
        var uri = URI.create(twilio + exchange.getRequestURI().toString());
        var request = HttpRequest.newBuilder(uri).method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        REQUEST_HEADERS.forEach(
                name -> Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
                        .ifPresent(value -> request.header(name, value)));
        try (var http = HttpClient.newHttpClient()) {
            return Optional.of(http.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException brokenOff) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Exchange.Answer kept(HttpResponse<byte[]> answer) {
        return new Exchange.Answer(answer.statusCode(), new String(answer.body(), UTF_8));
    }

    private static void pass(HttpResponse<byte[]> answer, HttpExchange exchange) throws IOException {
        ANSWER_HEADERS.forEach(
                name -> answer.headers().firstValue(name).ifPresent(value -> exchange.getResponseHeaders()
                        .set(name, value)));
        var body = answer.body();
        exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? NO_BODY : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
