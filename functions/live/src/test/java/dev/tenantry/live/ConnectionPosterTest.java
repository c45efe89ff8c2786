package dev.tenantry.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.Environment;
import dev.tenantry.core.json.Json;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConnectionPosterTest {
    private static final String ID = "L0SM9cOFvHcCIhw=";

    @RegisterExtension
    final ConnectionsServer server = new ConnectionsServer();

    private ConnectionPoster poster;

    @BeforeEach
    void poster() {
        poster = poster(Map.of("CONNECTIONS_ENDPOINT", server.endpoint().toString()));
    }

    @Test
    void deliversAFrame() {
        assertThat(poster.post(ID, ServerFrame.pong())).isEqualTo(new Delivery.Delivered());
        assertThat(server.frames(ID)).containsExactly(Json.object().put("type", "pong"));
    }

    @Test
    void followsTheEndpointVariablesOfTheSdksFirst() {
        poster = poster(Map.of(
                "CONNECTIONS_ENDPOINT", "https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/live",
                "AWS_ENDPOINT_URL", "https://service.invalid",
                "AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI", server.endpoint().toString()));

        assertThat(poster.post(ID, ServerFrame.pong())).isEqualTo(new Delivery.Delivered());
    }

    @Test
    void namesTheVariableThatIsMissing() {
        assertThatThrownBy(() -> poster(Map.of())).hasMessageContaining("CONNECTIONS_ENDPOINT");
    }

    @Test
    void tellsThatAConnectionIsGone() {
        server.answer(ID, 410);

        assertThat(poster.post(ID, ServerFrame.pong())).isEqualTo(new Delivery.Gone());
        assertThat(server.posts(ID)).isEqualTo(1);
    }

    @Test
    void triesAThrottledPostAgain() {
        server.throttle(ID, 2);

        assertThat(poster.post(ID, ServerFrame.pong())).isEqualTo(new Delivery.Delivered());
        assertThat(server.posts(ID)).isEqualTo(3);
    }

    @Test
    void skipsAPostThatStaysThrottled() {
        server.answer(ID, 429);

        assertThat(poster.post(ID, ServerFrame.pong())).isEqualTo(new Delivery.Skipped("answered 429"));
        assertThat(server.posts(ID)).isEqualTo(3);
    }

    @Test
    void triesAServersErrorOnceOnly() {
        server.answer(ID, 500);

        assertThat(poster.post(ID, ServerFrame.pong())).isEqualTo(new Delivery.Skipped("answered 500"));
        assertThat(server.posts(ID)).isEqualTo(1);
    }

    @Test
    void skipsAPostThatGetsNoAnswer() {
        server.block(ID);

        assertThat(poster.post(ID, ServerFrame.pong())).isEqualTo(new Delivery.Skipped("SdkClientException"));
        assertThat(server.posts(ID)).isEqualTo(1);
    }

    private static ConnectionPoster poster(Map<String, String> variables) {
        var all = new HashMap<>(variables);
        all.put("AWS_REGION", "us-east-1");
        all.put("AWS_ACCESS_KEY_ID", "test");
        all.put("AWS_SECRET_ACCESS_KEY", "test");
        return ConnectionPoster.of(Environment.of(all));
    }
}
