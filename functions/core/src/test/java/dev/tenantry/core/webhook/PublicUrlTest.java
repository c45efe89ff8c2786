package dev.tenantry.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tenantry.core.Environment;
import dev.tenantry.core.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublicUrlTest {
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer systemsManager;

    @BeforeEach
    void listen() throws IOException {
        systemsManager = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        systemsManager.createContext("/", this::answer);
        systemsManager.start();
    }

    @AfterEach
    void stop() {
        systemsManager.stop(0);
    }

    @Test
    void isReadOnceAndNotBeforeItIsNeeded() {
        var url = PublicUrl.of(Environment.of(Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_ENDPOINT_URL_SSM",
                        "http://127.0.0.1:" + systemsManager.getAddress().getPort(),
                "PUBLIC_URL_PARAMETER", "/tenantry/public-url")));
        assertThat(requests).isEmpty();

        assertThat(url.get()).isEqualTo(URI.create("https://api.example.com"));
        assertThat(url.get()).isEqualTo(URI.create("https://api.example.com"));
        assertThat(requests).containsExactly("AmazonSSM.GetParameter {\"Name\":\"/tenantry/public-url\"}");
    }

    /** As the API reference of GetParameter shows it. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestHeaders().getFirst("X-Amz-Target") + " " + body);
            var parameter = Json.object();
            parameter
                    .putObject("Parameter")
                    .put("Name", "/tenantry/public-url")
                    .put("Type", "String")
                    .put("Value", "https://api.example.com")
                    .put("Version", 1);
            var answer = Json.write(parameter).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
