package dev.tenantry.local.httpapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.local.apigateway.ApiIdentity;
import dev.tenantry.local.apigateway.Authorization;
import dev.tenantry.local.apigateway.LocalPrincipal;
import dev.tenantry.local.httpapi.HttpApiConfiguration.LambdaAuthorizer;
import dev.tenantry.local.invocation.FakeFunctions;
import dev.tenantry.local.invocation.FakeFunctions.Invocation;
import dev.tenantry.local.web.Json;
import dev.tenantry.local.web.WebServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lambda authorizers of payload format 2.0 ("Controlling access to HTTP APIs with AWS Lambda authorizers"). */
class AuthorizersTest {
    private final FakeFunctions functions = new FakeFunctions()
            .returning("pets", "{\"statusCode\": 204}")
            .returning("guard", "{\"isAuthorized\": true, \"context\": {\"name\": \"me\"}}");
    private final HttpClient client = HttpClient.newHttpClient();
    private WebServer server = serve(Duration.ofMinutes(5));

    private WebServer serve(Duration timeToLive) {
        var configuration = new HttpApiConfiguration(
                ApiIdentity.of("123456789012", "eu-west-1", "a1b2c3d4e5"),
                List.of(new HttpRoute("POST", "/pets", "pets", Authorization.LAMBDA)),
                Optional.of(new LambdaAuthorizer("guard", timeToLive)),
                Optional.empty(),
                LocalPrincipal.user("123456789012", "local"),
                HttpApiConfiguration.MAX_INTEGRATION_TIMEOUT);
        return WebServer.start(0, new HttpApi(configuration, functions, Clock.systemUTC()));
    }

    @AfterEach
    void close() {
        server.close();
        client.close();
    }

    private HttpResponse<String> send(String authorization) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.uri().resolve("/pets")).POST(BodyPublishers.ofString("body"));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private List<String> invoked() {
        return functions.invocations().stream().map(Invocation::function).toList();
    }

    private JsonNode event(int invocation) throws IOException {
        return Json.MAPPER.readTree(functions.invocations().get(invocation).event());
    }

    @Test
    void theFunctionLearnsWhatTheAuthorizerSaysOfTheCaller() throws Exception {
        assertThat(send("Bearer a").statusCode()).isEqualTo(204);

        assertThat(invoked()).containsExactly("guard", "pets");
        var question = event(0);
        assertThat(question.at("/type").textValue()).isEqualTo("REQUEST");
        assertThat(question.at("/identitySource/0").textValue()).isEqualTo("Bearer a");
        assertThat(question.at("/headers/authorization").textValue()).isEqualTo("Bearer a");
        assertThat(question.has("body")).isFalse();
        var event = event(1);
        assertThat(event.at("/requestContext/authorizer").toString()).isEqualTo("{\"lambda\":{\"name\":\"me\"}}");
        assertThat(event.at("/requestContext/requestId")).isEqualTo(question.at("/requestContext/requestId"));
        assertThat(event.has("body")).isTrue();
    }

    @Test
    void itsAnswerIsKeptForTheSameHeader() throws Exception {
        send("Bearer a");
        send("Bearer a");
        send("Bearer b");

        assertThat(invoked()).containsExactly("guard", "pets", "pets", "guard", "pets");
    }

    @Test
    void itsAnswerIsNotKeptLongerThanItLives() throws Exception {
        server.close();
        server = serve(Duration.ZERO);

        send("Bearer a");
        send("Bearer a");

        assertThat(invoked()).containsExactly("guard", "pets", "guard", "pets");
    }

    @Test
    void nobodyIsAskedAboutARequestThatSaysNotWhoSendsIt() throws Exception {
        var answer = send("");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
        assertThat(invoked()).isEmpty();
    }

    @Test
    void whomItDeniesReachesNoFunction() throws Exception {
        functions.returning("guard", "{\"isAuthorized\": false}");

        var answer = send("Bearer a");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Forbidden\"}");
        assertThat(invoked()).containsExactly("guard");
    }

    @Test
    void anAnswerOfAnotherFormLetsNobodyPass() throws Exception {
        functions.returning("guard", "{\"context\": {\"name\": \"me\"}}");

        assertThat(send("Bearer a").statusCode()).isEqualTo(500);
        assertThat(invoked()).containsExactly("guard");
    }
}
