package dev.tenantry.cli.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.tenantry.twilio.simulator.TwilioSimulator;
import dev.tenantry.twilio.simulator.openapi.Conformance;
import dev.tenantry.twilio.simulator.openapi.DocumentFault;
import dev.tenantry.twilio.simulator.openapi.TwilioOpenApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proxy changes nothing and misses nothing; and what is wrong on its way is reported. */
class RecordingProxyTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private RecordingProxy proxy;
    private TwilioSimulator twilio;
    private String keys;

    @BeforeEach
    void start() throws IOException {
        twilio = TwilioSimulator.builder().speed(Double.POSITIVE_INFINITY).start();
        proxy = new RecordingProxy();
        proxy.forwardTo(twilio.baseUrl());
        keys = "/api.twilio.com/2010-04-01/Accounts/" + twilio.accountSid() + "/Keys.json";
    }

    @AfterEach
    void stop() throws IOException {
        http.shutdownNow();
        proxy.close();
        twilio.close();
    }

    @Test
    void whatIsSentArrivesAndWhatIsAnsweredComesBack() throws Exception {
        var created = post(keys, "FriendlyName=a+%26+b");
        var listed = send(request(keys + "?PageSize=1"));

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(JSON.readTree(created.body()).get("friendly_name").textValue())
                .isEqualTo("a & b");
        assertThat(JSON.readTree(listed.body()).get("keys")).hasSize(1);
        assertThat(proxy.exchanges()).hasSize(2).first().satisfies(exchange -> {
            assertThat(exchange.request().host()).isEqualTo("api.twilio.com");
            assertThat(exchange.request().path())
                    .isEqualTo("/2010-04-01/Accounts/" + twilio.accountSid() + "/Keys.json");
            assertThat(exchange.request().form().get("FriendlyName")).containsExactly("a & b");
            assertThat(exchange.answer().orElseThrow().body()).isEqualTo(created.body());
        });
    }

    @Test
    void aConnectionThatIsBrokenOffIsBrokenOff() throws Exception {
        send(HttpRequest.newBuilder(twilio.baseUrl().resolve("/_simulator/faults"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("""
                        {"method": "POST", "fault": {"type": "done-but-dropped"}}""")));

        assertThatThrownBy(() -> post(keys, "FriendlyName=lost")).isInstanceOf(IOException.class);

        assertThat(proxy.exchanges()).singleElement().satisfies(exchange -> {
            assertThat(exchange.request().form()).containsKey("FriendlyName");
            assertThat(exchange.answer()).isEmpty();
        });
        assertThat(JSON.readTree(send(request(keys)).body()).get("keys")).hasSize(1);
    }

    @Test
    void aParameterThatTwilioDoesNotKnowIsReported() throws Exception {
        post(keys, "FriendlyName=a&Colour=red");
        send(request(keys + "?Colour=red"));

        assertThat(violations())
                .containsExactlyInAnyOrder(
                        "POST api.twilio.com/2010-04-01/Accounts/{AccountSid}/Keys.json (CreateNewKey)"
                                + " form /Colour is not in the document",
                        "GET api.twilio.com/2010-04-01/Accounts/{AccountSid}/Keys.json (ListKey)"
                                + " query Colour is not a parameter");
    }

    @Test
    void anAnswerThatTwilioWouldNotGiveIsReported() throws Exception {
        var other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var body = JSON.createObjectNode()
                .put("sid", "SK1")
                .put("friendly_name", true)
                .put("date_created", "Thu, 01 Jan 2026 12:00:00 +0000")
                .put("date_updated", "Thu, 01 Jan 2026 12:00:00 +0000")
                .toString();
        other.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(201, body.length());
                exchange.getResponseBody().write(body.getBytes(UTF_8));
            }
        });
        other.start();
        proxy.forwardTo(URI.create("http://127.0.0.1:" + other.getAddress().getPort()));

        post(keys, "FriendlyName=a");
        other.stop(0);

        var creation = "POST api.twilio.com/2010-04-01/Accounts/{AccountSid}/Keys.json (CreateNewKey) ";
        assertThat(violations())
                .containsExactlyInAnyOrder(
                        creation + "/sid does not match the regex pattern ^SK[0-9a-fA-F]{32}$",
                        creation + "/sid must be at least 34 characters long",
                        creation + "/friendly_name boolean found, string expected",
                        creation + "/secret is missing");
    }

    private Set<String> violations() throws IOException {
        var directory = TwilioOpenApi.directory();
        assumeTrue(
                Files.isDirectory(directory),
                () -> "skipped: Twilio's OpenAPI documents are not at " + directory.toAbsolutePath());
        var conformance = new Conformance(TwilioOpenApi.read(directory), DocumentFault.KNOWN);
        proxy.exchanges().forEach(conformance::add);
        return conformance.violations().keySet();
    }

    private HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private HttpRequest.Builder request(String path) {
        var credentials = (twilio.accountSid() + ":" + twilio.authToken()).getBytes(UTF_8);
        return HttpRequest.newBuilder(proxy.uri().resolve(path))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
