package dev.tenantry.cli.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.cli.ScriptedJob;
import dev.tenantry.cli.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DevTokenTest {
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

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
    void takesANewTokenWhenTheServerHasBeenStartedAgain() throws Exception {
        var api = api();
        server.giveToken("first");
        server.accept("first");
        api.job(ScriptedJob.ID);

        server.giveToken("second");
        server.accept("second");
        api.trigger("acme", "{}".getBytes(StandardCharsets.UTF_8), "key");

        assertThat(server.calls())
                .extracting(call -> call.headers().get("authorization"))
                .containsExactly("Bearer first", "Bearer first", "Bearer second");
        assertThat(server.calls().getLast().body()).isEqualTo("{}");
    }

    @Test
    void takesANewTokenBeforeTheOldOneExpires() throws Exception {
        var api = api();
        server.giveToken(expiring(NOW.plusSeconds(59)));
        api.job(ScriptedJob.ID);

        var next = expiring(NOW.plusSeconds(61));
        server.giveToken(next);
        api.job(ScriptedJob.ID);
        server.giveToken("not-needed-yet");
        api.job(ScriptedJob.ID);

        assertThat(server.calls().getLast().headers()).containsEntry("authorization", "Bearer " + next);
    }

    @Test
    void sendsNoTokenWhereNoneIsGiven() throws Exception {
        api().job(ScriptedJob.ID);

        assertThat(server.calls().getLast().headers()).doesNotContainKey("authorization");
    }

    private ProvisioningApi api() {
        var http = ProvisioningApi.transport();
        var endpoint = new Endpoint(server.api());
        return new ProvisioningApi(http, endpoint, new DevToken(http, endpoint, Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    private static String expiring(Instant at) {
        var claims = "{\"exp\":" + at.getEpochSecond() + "}";
        return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".c2ln";
    }
}
