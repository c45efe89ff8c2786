package dev.tenantry.webhooks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tenantry.core.json.Json;
import dev.tenantry.twilio.Twilio;
import dev.tenantry.twilio.TwilioSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A Twilio that knows of brands, whose reviews stand as a test says, and nothing else. */
final class BrandRegistry implements AutoCloseable {
    static final String BRAND = "BN" + "3".repeat(32);

    private final HttpServer server;
    private final AtomicInteger looks = new AtomicInteger();
    private volatile String status = "PENDING";
    private volatile Runnable duringLook = () -> {};

    BrandRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.createContext("/messaging.twilio.com/v1/a2p/BrandRegistrations/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** How the review stands from now on, in Twilio's words; or {@code DOWN}, when Twilio is out of order. */
    void decide(String newStatus) {
        status = newStatus;
    }

    /** What happens, from now on, between the moment when somebody asks and the answer, which is of before. */
    void meanwhile(Runnable event) {
        duringLook = event;
    }

    /** How often somebody has asked. */
    int looks() {
        return looks.get();
    }

    Twilio twilio() {
        var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new Twilio(TwilioSettings.standard().withBaseUrl(url));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        looks.incrementAndGet();
        var seen = status;
        duringLook.run();
        var body = seen.equals("DOWN") ? "{}" : brand(seen);
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(seen.equals("DOWN") ? 503 : 200, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static String brand(String status) {
        return Json.write(Json.object()
                .put("sid", BRAND)
                .put("status", status)
                .put("brand_type", "STANDARD")
                .put("customer_profile_bundle_sid", "BU" + "4".repeat(32))
                .put("a2p_profile_bundle_sid", "BU" + "5".repeat(32))
                .put("failure_reason", status.equals("FAILED") ? "The tax number is not this business's." : null));
    }
}
