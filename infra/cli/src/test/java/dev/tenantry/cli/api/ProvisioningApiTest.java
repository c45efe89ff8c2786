package dev.tenantry.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenantry.cli.ScriptedJob;
import dev.tenantry.cli.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProvisioningApiTest {
    private ScriptedServer server;
    private ProvisioningApi api;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer();
        api = api(server.api());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsThePlanAsItIs() throws Exception {
        var plan = "{ \"verify\" : true }";

        var job = api.trigger("acme", plan.getBytes(StandardCharsets.UTF_8), "key-1");

        assertThat(job.value().id()).isEqualTo(ScriptedJob.ID);
        assertThat(job.json().path("aFieldOfTomorrow").booleanValue()).isTrue();
        assertThat(server.calls()).singleElement().satisfies(call -> {
            assertThat(call.method()).isEqualTo("POST");
            assertThat(call.target()).isEqualTo("/v1/orgs/acme/provisioning-jobs");
            assertThat(call.body()).isEqualTo(plan);
            assertThat(call.headers())
                    .containsEntry("content-type", "application/json")
                    .containsEntry("idempotency-key", "key-1")
                    .doesNotContainKey("authorization");
        });
    }

    @Test
    void readsAProblem() {
        server.refuse(400, "application/problem+json", """
                {"title": "The plan is not valid", "status": 400, "detail": "The plan has 2 faults.", "code": "invalid-plan",
                 "requestId": "req-1", "retryable": false, "nextAction": "Correct the plan.",
                 "errors": [{"pointer": "/numbers/0/count", "detail": "must be at least 1"}]}""");

        var refused = catchThrowableOfType(RequestRejectedException.class, () -> api.job("job_1"));

        var problem = refused.problem();
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.code()).contains("invalid-plan");
        assertThat(problem.detail()).contains("The plan has 2 faults.");
        assertThat(problem.nextAction()).contains("Correct the plan.");
        assertThat(problem.requestId()).contains("req-1");
        assertThat(problem.errors()).containsExactly(new Problem.Violation("/numbers/0/count", "must be at least 1"));
        assertThat(problem.whoMustAct()).isEqualTo("you");
    }

    @Test
    void readsWhatAGatewaySays() {
        server.refuse(403, "application/json", "{\"message\":\"Forbidden\"}");

        var refused = catchThrowableOfType(RequestRejectedException.class, () -> api.job("job_1"));

        assertThat(refused.problem().title()).isEqualTo("The server answered HTTP 403");
        assertThat(refused.problem().detail()).contains("Forbidden");
        assertThat(refused.problem().requestId()).contains("req-7");
        assertThat(refused.problem().retryable()).isFalse();
    }

    @Test
    void readsWhatAProxySays() {
        server.refuse(503, "text/html", "<html>Busy</html>");

        var refused = catchThrowableOfType(RequestRejectedException.class, () -> api.job("job_1"));

        assertThat(refused.problem().title()).isEqualTo("The server answered HTTP 503");
        assertThat(refused.problem().retryable()).isTrue();
    }

    @Test
    void saysWhenAnAnswerIsNotOfThisApi() {
        server.refuse(200, "text/html", "<html>Hello</html>");

        assertThatThrownBy(() -> api.job("job_1"))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("answers, but not as this API does");
    }

    @Test
    void saysWhenNobodyListens() throws Exception {
        var nobody = URI.create("http://127.0.0.1:" + freePort());

        assertThatThrownBy(() -> api(nobody).job("job_1"))
                .isInstanceOf(UnreachableException.class)
                .hasMessage("Cannot reach " + nobody + ": connection refused");
    }

    @Test
    void saysWhenThereIsNoSuchHost() {
        // "invalid" never resolves: RFC 6761, section 6.4.
        assertThatThrownBy(() -> api(URI.create("https://api.invalid")).job("job_1"))
                .isInstanceOf(UnreachableException.class)
                .hasMessage("Cannot reach https://api.invalid: no such host");
    }

    @Test
    void probesWhetherThisApiAnswers() throws Exception {
        api.probe();

        server.refuse(404, "text/html", "<html>Another server</html>");
        assertThatThrownBy(() -> api.probe()).isInstanceOf(RequestRejectedException.class);
    }

    @Test
    void triesATriggerAgainWhenItsAnswerWasLost() throws Exception {
        try (var dropping = new DroppingServer()) {
            assertThatThrownBy(() -> api(dropping.uri()).trigger("acme", new byte[0], "key-2"))
                    .isInstanceOf(UnreachableException.class);

            assertThat(dropping.keys()).containsExactly("key-2", "key-2", "key-2");
        }
    }

    private static ProvisioningApi api(URI uri) {
        return new ProvisioningApi(ProvisioningApi.transport(), new Endpoint(uri), Authorization.NONE);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
