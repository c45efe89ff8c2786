package dev.tenantry.twilio.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.twilio.simulator.TwilioSimulator;
import dev.tenantry.twilio.simulator.testing.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The simulator's own API, which has no credentials. */
class ControlApiTest {
    private TwilioSimulator simulator;
    private RawClient parent;

    @BeforeEach
    void start() throws Exception {
        simulator = TwilioSimulator.builder().speed(Double.POSITIVE_INFINITY).start();
        parent = RawClient.ofParent(simulator);
    }

    @AfterEach
    void stop() throws Exception {
        parent.close();
        simulator.close();
    }

    @Test
    void showsWhatIsThereWithoutSecrets() throws Exception {
        var account = parent.post("api.twilio.com/2010-04-01/Accounts.json", "FriendlyName", "org-1");
        var number = parent.post(
                "api.twilio.com/2010-04-01/Accounts/" + account.text("sid") + "/IncomingPhoneNumbers.json",
                "AreaCode",
                "415");

        var state = parent.control("GET", "/_simulator/state", "");
        assertThat(state.json().at("/accounts/1/friendlyName").textValue()).isEqualTo("org-1");
        assertThat(state.json().at("/numbers/0/phoneNumber").textValue()).isEqualTo(number.text("phone_number"));
        assertThat(state.json().at("/numbers/0/accountSid").textValue()).isEqualTo(account.text("sid"));
        assertThat(state.response().body())
                .doesNotContain(account.text("auth_token"))
                .doesNotContain(simulator.authToken());
    }

    @Test
    void showsWhatWasAsked() throws Exception {
        parent.post("api.twilio.com/2010-04-01/Accounts.json", "FriendlyName", "org-1");
        parent.get("api.twilio.com/2010-04-01/Accounts/ACnobody.json");

        var requests = parent.control("GET", "/_simulator/requests", "").json().get("requests");
        assertThat(requests).hasSize(2);
        assertThat(requests.at("/0/method").textValue()).isEqualTo("POST");
        assertThat(requests.at("/0/host").textValue()).isEqualTo("api.twilio.com");
        assertThat(requests.at("/0/path").textValue()).isEqualTo("/2010-04-01/Accounts.json");
        assertThat(requests.at("/0/account").textValue()).isEqualTo(simulator.accountSid());
        assertThat(requests.at("/0/status").intValue()).isEqualTo(201);
        assertThat(requests.at("/1/code").intValue()).isEqualTo(20404);

        parent.control("DELETE", "/_simulator/requests", "");
        assertThat(parent.control("GET", "/_simulator/requests", "").json().get("requests"))
                .isEmpty();
    }

    @Test
    void answersNoPageInABrowser() throws Exception {
        var form = HttpRequest.newBuilder(simulator.baseUrl().resolve("/_simulator/faults"))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{\"fault\":{\"type\":\"dropped-before\"}}"));
        assertThat(parent.send(form).status()).isEqualTo(415);

        assertThat(statusLine("GET /_simulator/state HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"))
                .contains(" 403 ");
        assertThat(statusLine("GET /_simulator/state HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .contains(" 200 ");
    }

    @Test
    void theHostMayStandInAHeader() throws Exception {
        var request = parent.request("2010-04-01/Accounts.json").header("X-Twilio-Host", "api.twilio.com");
        assertThat(parent.send(request.GET()).status()).isEqualTo(200);
        assertThat(parent.get("api.dublin.ie1.twilio.com/2010-04-01/Accounts.json")
                        .status())
                .isEqualTo(200);
        assertThat(parent.get("example.com/2010-04-01/Accounts.json").status()).isEqualTo(404);
        assertThat(parent.send(parent.request("").GET()).status()).isEqualTo(404);
    }

    @Test
    void theServerIsBoundToLoopback() {
        assertThat(simulator.baseUrl().getHost()).isEqualTo("127.0.0.1");
    }

    private String statusLine(String request) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), simulator.baseUrl().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElseThrow();
        }
    }
}
