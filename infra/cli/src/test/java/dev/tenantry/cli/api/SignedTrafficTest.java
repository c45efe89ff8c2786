package dev.tenantry.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.cli.ScriptedServer;
import dev.tenantry.cli.ScriptedServer.Call;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * What a server gets to see of signed requests: the transport adds and changes headers of its own after the signing.
 */
class SignedTrafficTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final SigV4Oracle ORACLE = new SigV4Oracle(SECRET, "20150830T123600Z", "eu-west-1", "execute-api");
    private static final SigV4 SIGNER = new SigV4(
            () -> AwsCredentialsIdentity.create("AKIDEXAMPLE", SECRET),
            "eu-west-1",
            Clock.fixed(Instant.parse("2015-08-30T12:36:00Z"), ZoneOffset.UTC));

    private ScriptedServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void requestsArriveAsTheyWereSigned() throws Exception {
        var api = new ProvisioningApi(ProvisioningApi.transport(), new Endpoint(server.api()), SIGNER);

        api.trigger("acme", "{\"verify\":true}".getBytes(StandardCharsets.UTF_8), "key");
        api.events("job_01K9XJ3V8Q4T5Y6Z7A8B9C0D1E", 0);

        assertThat(server.calls()).hasSize(2).allSatisfy(call -> {
            var authorization = call.headers().get("authorization");
            assertThat(after(authorization, "Signature="))
                    .isEqualTo(ORACLE.signature(
                            call.method(), uri(call), signed(call, authorization), SigV4Oracle.sha256(call.body())));
        });
    }

    @Test
    void everyHandshakeHasATicketOfItsOwnThatASignedRequestGot() throws Exception {
        var http = ProvisioningApi.transport();
        var channel = new LiveChannel(http, new ProvisioningApi(http, new Endpoint(server.api()), SIGNER));

        channel.open(new Deaf()).close();
        channel.open(new Deaf()).close();

        assertThat(server.calls())
                .extracting(Call::target)
                .containsExactly("/v1/live-tickets", "/live?ticket=1", "/v1/live-tickets", "/live?ticket=2");
        var call = server.calls().getFirst();
        var authorization = call.headers().get("authorization");
        assertThat(after(authorization, "Signature="))
                .isEqualTo(ORACLE.signature("POST", uri(call), signed(call, authorization), SigV4Oracle.sha256("")));
        assertThat(server.calls().get(1).headers()).doesNotContainKey("authorization");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws://live.example.com/live?ticket=1", "https://live.example.com/live", "live"})
    void noTicketLeavesThisMachineWithoutEncryption(String url) {
        server.refuse(201, "application/json", "{\"url\":\"" + url + "\"}");
        var http = ProvisioningApi.transport();
        var channel = new LiveChannel(http, new ProvisioningApi(http, new Endpoint(server.api()), SIGNER));

        assertThatThrownBy(() -> channel.open(new Deaf())).isInstanceOf(UnreachableException.class);
        assertThat(server.calls()).hasSize(1);
    }

    private URI uri(Call call) {
        return URI.create(server.api() + call.target());
    }

    private static Map<String, String> signed(Call call, String authorization) {
        var signed = new TreeMap<>(call.headers());
        signed.keySet()
                .retainAll(List.of(after(authorization, "SignedHeaders=")
                        .replaceFirst(",.*", "")
                        .split(";", -1)));
        return signed;
    }

    private static String after(String text, String label) {
        return text.substring(text.indexOf(label) + label.length());
    }

    private static final class Deaf implements LiveSocket.Listener {
        @Override
        public void received(String text) {
            // Only the handshake is of interest.
        }

        @Override
        public void closed(String reason) {
            // Only the handshake is of interest.
        }
    }
}
