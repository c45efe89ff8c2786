package dev.tenantry.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tenantry.core.Environment;
import dev.tenantry.core.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

class StackSettingsTest {
    private static final String PROFILE = "BU0123456789abcdef0123456789abcdef";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer systemsManager;
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

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
    void areReadOnceAndNotBeforeTheyAreNeeded() {
        var settings = StackSettings.of(Environment.of(Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_ENDPOINT_URL_SSM",
                        "http://127.0.0.1:" + systemsManager.getAddress().getPort(),
                "SETTINGS_PARAMETER", "/tenantry/settings")));
        assertThat(requests).isEmpty();

        assertThat(settings.get()).isEqualTo(settings(Optional.of(PROFILE)));
        assertThat(settings.get()).isEqualTo(settings(Optional.of(PROFILE)));
        assertThat(requests).containsExactly("AmazonSSM.GetParameter {\"Name\":\"/tenantry/settings\"}");
    }

    @Test
    void whatWasChangedIsInUseAfterAMinute() {
        var other = "BUffffffffffffffffffffffffffffffff";
        var settings = reading(() -> settings(Optional.of(PROFILE)), () -> settings(Optional.of(other)));

        assertThat(settings.get().primaryProfileSid()).contains(PROFILE);
        now = now.plus(Duration.ofMinutes(1)).minusMillis(1);
        assertThat(settings.get().primaryProfileSid()).contains(PROFILE);
        now = now.plusMillis(1);
        assertThat(settings.get().primaryProfileSid()).contains(other);
    }

    @Test
    void whatWasMissingIsFoundAsSoonAsItIsSet() {
        var settings = reading(() -> settings(Optional.empty()), () -> settings(Optional.of(PROFILE)));

        assertThat(settings.get().primaryProfileSid()).isEmpty();
        assertThat(settings.get().primaryProfileSid()).isEmpty();
        assertThat(settings.find(Settings::primaryProfileSid)).contains(PROFILE);
    }

    @Test
    void theKnownOnesStayInUseWhileTheyCannotBeRead() {
        var settings = reading(() -> settings(Optional.of(PROFILE)), StackSettingsTest::unreachable);

        settings.get();
        now = now.plus(Duration.ofHours(1));

        assertThat(settings.get()).isEqualTo(settings(Optional.of(PROFILE)));
    }

    @Test
    void withoutKnownOnesTheFailureIsToldAndTheNextUseReadsAgain() {
        var settings = reading(StackSettingsTest::unreachable, () -> settings(Optional.of(PROFILE)));

        assertThatExceptionOfType(SdkException.class).isThrownBy(settings::get);
        assertThat(settings.get()).isEqualTo(settings(Optional.of(PROFILE)));
    }

    private StackSettings reading(Supplier<Settings> first, Supplier<Settings> second) {
        var next = List.of(first, second).iterator();
        return new StackSettings(() -> next.next().get(), () -> now);
    }

    private static Settings unreachable() {
        throw SdkClientException.create("There is no answer.");
    }

    private static Settings settings(Optional<String> primaryProfile) {
        return new Settings(
                URI.create("https://api.example.com"),
                Optional.empty(),
                Optional.of(URI.create("http://127.0.0.1:8090")),
                "tenantry/twilio",
                true,
                primaryProfile,
                Optional.empty(),
                Duration.ofSeconds(60),
                new Settings.Limits(
                        Duration.ofDays(30), Optional.of(600), Optional.empty(), Optional.empty(), Optional.of(10)));
    }

    /** As the API reference of GetParameter shows it. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestHeaders().getFirst("X-Amz-Target") + " " + body);
            var answer = Json.object();
            answer.putObject("Parameter")
                    .put("Name", "/tenantry/settings")
                    .put("Type", "String")
                    .put("Value", SettingsTest.VALUE)
                    .put("Version", 1);
            var bytes = Json.write(answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
