package dev.tenantry.local.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.local.web.WebServer;
import dev.tenantry.twilio.simulator.TwilioSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewControlTest {

    private static final String DECISION = "{\"sid\": \"BN1\", \"outcome\": {\"type\": \"approve\"}}";

    private final HttpClient client = HttpClient.newHttpClient();
    private TwilioSimulator twilio;
    private WebServer server;

    @BeforeEach
    void start() throws IOException {
        twilio = TwilioSimulator.builder().start();
        server = WebServer.start(0, new ReviewControl(twilio.baseUrl()));
    }

    @AfterEach
    void stop() throws IOException {
        client.shutdownNow();
        server.close();
        twilio.close();
    }

    @Test
    void tellsWhatTheSimulatedTwilioReviews() throws Exception {
        var answer = send(request("/_simulator/reviews"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body()).contains("\"open\":[]");
    }

    @Test
    void passesADecisionOnAndTheAnswerBack() throws Exception {
        var answer = send(decision("application/json", DECISION));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("no review of BN1 is open");
    }

    @Test
    void doesNotTakeAFormOfAPageForADecision() throws Exception {
        assertThat(send(decision("text/plain", DECISION)).statusCode()).isEqualTo(415);
    }

    @Test
    void refusesWhatIsNoDecisionByItsLength() throws Exception {
        var answer = send(decision("application/json", " ".repeat(16 * 1024 + 1)));

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({"GET, /_simulator/state", "POST, /_simulator/faults", "DELETE, /_simulator/reviews/rules", "GET, /"})
    void leavesAllElseToTheNext(String method, String path) throws Exception {
        var answer =
                send(request(path).header("Content-Type", "application/json").method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Not Found\"}");
    }

    @Test
    void refusesPagesOfOtherHosts() throws Exception {
        var foreign = decision("application/json", DECISION).header("Origin", "https://evil.example");

        assertThat(send(foreign).statusCode()).isEqualTo(403);
        assertThat(send(decision("application/json", DECISION).header("Origin", "http://localhost:8080"))
                        .statusCode())
                .isEqualTo(404);
    }

    /** Else a foreign name that resolves to 127.0.0.1 would make a foreign page one of its own. */
    @Test
    void refusesForeignNames() throws Exception {
        var request = "GET /_simulator/reviews HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403 ");
        }
    }

    private HttpRequest.Builder decision(String type, String body) {
        return request("/_simulator/reviews/decisions")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.uri().resolve(path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
