package dev.tenantry.local.websocketapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.local.apigateway.ApiIdentity;
import dev.tenantry.local.apigateway.Authorization;
import dev.tenantry.local.apigateway.LocalPrincipal;
import dev.tenantry.local.invocation.FakeFunctions;
import dev.tenantry.local.invocation.InvocationResult;
import dev.tenantry.local.web.Json;
import dev.tenantry.local.web.WebServer;
import dev.tenantry.local.websocketapi.WebSocketApiConfiguration.IdentitySource;
import dev.tenantry.local.websocketapi.WebSocketApiConfiguration.LambdaAuthorizer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectAuthorizerTest {
    private static final String ROUTE = "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/live/$connect";

    private final FakeFunctions functions = new FakeFunctions()
            .returning("authorizer", policy("Allow", ROUTE))
            .returning("connect", "{\"statusCode\":200}")
            .returning("disconnect", "{\"statusCode\":200}")
            .returning("default", "{\"statusCode\":200}");
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebServer server = serve();

    private WebServer serve() {
        var configuration = new WebSocketApiConfiguration(
                ApiIdentity.of("123456789012", "eu-west-1", "a1b2c3d4e5"),
                "live",
                "$request.body.action",
                Map.of("$connect", "connect", "$disconnect", "disconnect", "$default", "default"),
                Authorization.LAMBDA,
                Optional.of(new LambdaAuthorizer("authorizer", List.of(new IdentitySource(false, "ticket")))),
                LocalPrincipal.user("123456789012", "local"),
                WebSocketLimits.AWS);
        return WebServer.start(0, new WebSocketApi(configuration, functions, Clock.systemUTC()));
    }

    private static String policy(String effect, String resource) {
        return """
                {"principalId": "somebody", "context": {"name": "somebody", "number": 7, "flag": true},
                 "policyDocument": {"Version": "2012-10-17", "Statement":
                 [{"Effect": "%s", "Action": "execute-api:Invoke", "Resource": "%s"}]}}""".formatted(effect, resource);
    }

    @AfterEach
    void close() {
        server.close();
        http.close();
    }

    @Test
    void asksAboutTheHandshakeAsApiGatewayDoes() throws Exception {
        try (var client = connect("/live?ticket=a&ticket=b")) {
            assertThat(client.socket().isInputClosed()).isFalse();
            var question = nextEvent("authorizer");
            assertThat(question.get("type").asText()).isEqualTo("REQUEST");
            assertThat(question.get("methodArn").asText()).isEqualTo(ROUTE);
            assertThat(question.at("/queryStringParameters/ticket").asText()).isEqualTo("b");
            assertThat(question.at("/multiValueQueryStringParameters/ticket")).hasSize(2);
            assertThat(question.at("/headers/Host").asText()).contains("127.0.0.1");
            assertThat(question.at("/requestContext/routeKey").asText()).isEqualTo("$connect");
            assertThat(question.at("/requestContext/eventType").asText()).isEqualTo("CONNECT");
            assertThat(question.has("body")).isFalse();
        }
    }

    @Test
    void givesEveryFunctionWhatTheAuthorizerSaidAsTexts() throws Exception {
        try (var client = connect("/live?ticket=a")) {
            nextEvent("authorizer");
            assertAuthorizer(nextEvent("connect"));
            client.send("hello");
            assertAuthorizer(nextEvent("default"));
        }
        assertAuthorizer(nextEvent("disconnect"));
    }

    private static void assertAuthorizer(JsonNode event) {
        var authorizer = event.at("/requestContext/authorizer");
        assertThat(authorizer.get("principalId").textValue()).isEqualTo("somebody");
        assertThat(authorizer.get("name").textValue()).isEqualTo("somebody");
        assertThat(authorizer.get("number").textValue()).isEqualTo("7");
        assertThat(authorizer.get("flag").textValue()).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/live", "/live?ticket=", "/live?other=a"})
    void refusesAHandshakeWithoutTheIdentitySourceAndAsksNobody(String target) {
        assertThat(statusOf(target)).isEqualTo(401);
        assertThat(functions.invocations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Deny, " + ROUTE,
        "Allow, arn:aws:execute-api:eu-west-1:123456789012:other/live/$connect",
        "Allow, arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/live/ping",
    })
    void refusesWhatThePolicyDoesNotAllow(String effect, String resource) {
        functions.returning("authorizer", policy(effect, resource));

        assertThat(statusOf("/live?ticket=a")).isEqualTo(403);
        assertThat(functions.invocations()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "arn:aws:execute-api:*:123456789012:a1b2c3d4e5/*", "arn:aws:execute-api:eu-west-?:*"})
    void letsPassWhatAPatternOfThePolicyAllows(String resource) {
        functions.returning("authorizer", policy("Allow", resource));

        try (var client = connect("/live?ticket=a")) {
            assertThat(client.socket().isInputClosed()).isFalse();
        }
    }

    @Test
    void refusesWith401WhomTheAuthorizerDoesNotKnow() {
        fail("Unauthorized");

        assertThat(statusOf("/live?ticket=a")).isEqualTo(401);
    }

    @Test
    void refusesWith500WhenTheAuthorizerFails() {
        fail("Out of order");

        assertThat(statusOf("/live?ticket=a")).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"isAuthorized\": true}",
                "{\"principalId\": \"a\"}",
                "{\"principalId\": \"a\", \"context\": {\"list\": []}, \"policyDocument\": {\"Statement\":"
                        + " [{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}]}}",
            })
    void refusesWith500WhatIsNoAnswerOfAnAuthorizer(String answer) {
        functions.returning("authorizer", answer);

        assertThat(statusOf("/live?ticket=a")).isEqualTo(500);
    }

    @Test
    void asksAboutEachHandshake() {
        try (var one = connect("/live?ticket=a");
                var other = connect("/live?ticket=a")) {
            assertThat(one.socket().isInputClosed()).isFalse();
            assertThat(other.socket().isInputClosed()).isFalse();
        }

        assertThat(functions.invocations())
                .filteredOn(invocation -> invocation.function().equals("authorizer"))
                .hasSize(2);
    }

    private void fail(String message) {
        var error = "{\"errorType\":\"java.lang.IllegalStateException\",\"errorMessage\":\"" + message + "\"}";
        functions.on("authorizer", _ -> new InvocationResult.FunctionError(error.getBytes(UTF_8)));
    }

    private TestClient connect(String target) {
        return TestClient.connect(http, URI.create("ws://127.0.0.1:" + server.port() + target));
    }

    private int statusOf(String target) {
        try (var _ = connect(target)) {
            throw new AssertionError("Connected to " + target);
        } catch (CompletionException refused) {
            return ((WebSocketHandshakeException) refused.getCause())
                    .getResponse()
                    .statusCode();
        }
    }

    private JsonNode nextEvent(String function) throws InterruptedException, IOException {
        var invocation = functions.next();
        assertThat(invocation.function()).isEqualTo(function);
        return Json.MAPPER.readTree(invocation.event());
    }
}
