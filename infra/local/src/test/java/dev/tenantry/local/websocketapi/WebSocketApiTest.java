package dev.tenantry.local.websocketapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import dev.tenantry.local.apigateway.ApiIdentity;
import dev.tenantry.local.apigateway.Authorization;
import dev.tenantry.local.apigateway.LocalPrincipal;
import dev.tenantry.local.aws.AwsClients;
import dev.tenantry.local.invocation.FakeFunctions;
import dev.tenantry.local.invocation.InvocationResult;
import dev.tenantry.local.web.Json;
import dev.tenantry.local.web.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ForbiddenException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.LimitExceededException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PayloadTooLargeException;

class WebSocketApiTest {

    private static final long NOW = 1583348638390L;
    private static final String NOW_IN_LOG_FORMAT = "04/Mar/2020:19:03:58 +0000";
    private static final PojoSerializer<APIGatewayV2WebSocketEvent> EVENTS =
            JacksonFactory.getInstance().getSerializer(APIGatewayV2WebSocketEvent.class);

    private final FakeFunctions functions = new FakeFunctions()
            .returning("connect", "{\"statusCode\":200}")
            .returning("disconnect", "{\"statusCode\":200}")
            .returning("default", "{\"statusCode\":200}")
            .returning("join", "{\"statusCode\":200}");
    private final Map<String, String> routes = new HashMap<>(
            Map.of("$connect", "connect", "$disconnect", "disconnect", "$default", "default", "joinRoom", "join"));
    private final HttpClient http = HttpClient.newHttpClient();
    private WebServer server = serve(WebSocketLimits.AWS, Authorization.NONE);
    private ApiGatewayManagementApiClient management = management("/live");

    private WebServer serve(WebSocketLimits limits, Authorization authorization) {
        var configuration = new WebSocketApiConfiguration(
                ApiIdentity.of("123456789012", "eu-west-1", "a1b2c3d4e5"),
                "live",
                "$request.body.action",
                routes,
                authorization,
                Optional.empty(),
                LocalPrincipal.user("123456789012", "local"),
                limits);
        var api = new WebSocketApi(configuration, functions, Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));
        return WebServer.start(0, new Handler.Sequence(api, new ConnectionsApi(api)));
    }

    private void serveInstead(WebSocketLimits limits, Authorization authorization) {
        server.close();
        management.close();
        server = serve(limits, authorization);
        management = management("/live");
    }

    private ApiGatewayManagementApiClient management(String basePath) {
        return AwsClients.client(
                ApiGatewayManagementApiClient.builder(), server.uri().resolve(basePath));
    }

    @AfterEach
    void close() {
        management.close();
        server.close();
        http.close();
    }

    private TestClient connect() {
        return TestClient.connect(http, uri("/live"));
    }

    private URI uri(String pathAndQuery) {
        return URI.create("ws://127.0.0.1:" + server.port() + pathAndQuery);
    }

    private APIGatewayV2WebSocketEvent nextEvent(String function) throws InterruptedException {
        var invocation = functions.next();
        assertThat(invocation.function()).isEqualTo(function);
        return EVENTS.fromJson(invocation.event());
    }

    private String connectedId() throws InterruptedException {
        return nextEvent("connect").getRequestContext().getConnectionId();
    }

    @Test
    void sendsTheConnectEvent() throws Exception {
        try (var client = TestClient.connect(http, uri("/live?ticket=a%20b&two=1&two=2"))) {
            assertThat(client.socket().getSubprotocol()).isEmpty();
            var event = nextEvent("connect");
            assertThat(event.getHeaders()).containsEntry("Host", "127.0.0.1:" + server.port());
            assertThat(event.getHeaders()).containsEntry("X-Two", "two").containsKey("Sec-WebSocket-Key");
            assertThat(event.getMultiValueHeaders()).containsEntry("X-Two", List.of("one", "two"));
            assertThat(event.getQueryStringParameters())
                    .containsOnly(Map.entry("ticket", "a b"), Map.entry("two", "2"));
            assertThat(event.getMultiValueQueryStringParameters()).containsEntry("two", List.of("1", "2"));
            assertThat(event.getBody()).isNull();
            assertThat(event.isIsBase64Encoded()).isFalse();
            var context = event.getRequestContext();
            assertThat(context.getRouteKey()).isEqualTo("$connect");
            assertThat(context.getEventType()).isEqualTo("CONNECT");
            assertThat(context.getMessageDirection()).isEqualTo("IN");
            assertThat(context.getMessageId()).isNull();
            assertThat(context.getConnectionId()).hasSize(16).endsWith("=");
            assertThat(context.getExtendedRequestId()).hasSize(16).isEqualTo(context.getRequestId());
            assertThat(context.getRequestTime()).isEqualTo(NOW_IN_LOG_FORMAT);
            assertThat(context.getRequestTimeEpoch()).isEqualTo(NOW);
            assertThat(context.getConnectedAt()).isEqualTo(NOW);
            assertThat(context.getStage()).isEqualTo("live");
            assertThat(context.getApiId()).isEqualTo("a1b2c3d4e5");
            assertThat(context.getDomainName()).isEqualTo("a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com");
            assertThat(context.getIdentity().getSourceIp()).isEqualTo("127.0.0.1");
            assertThat(context.getIdentity().getUserAgent()).startsWith("Java-http-client");
            assertThat(context.getIdentity().getUserArn()).isNull();
        }
    }

    @Test
    void namesTheLocalPrincipalWhenIamAuthorizes() throws Exception {
        serveInstead(WebSocketLimits.AWS, Authorization.AWS_IAM);

        try (var client = connect()) {
            assertThat(client.socket().isInputClosed()).isFalse();
            var identity = nextEvent("connect").getRequestContext().getIdentity();
            assertThat(identity.getUserArn()).isEqualTo("arn:aws:iam::123456789012:user/local");
            assertThat(identity.getAccountId()).isEqualTo("123456789012");
        }
    }

    @Test
    void letsOnlyThisMachineConnectAsTheLocalPrincipal() {
        serveInstead(WebSocketLimits.AWS, Authorization.AWS_IAM);

        assertThatThrownBy(() -> http.newWebSocketBuilder()
                        .header("Origin", "https://evil.example")
                        .buildAsync(uri("/live"), new WebSocket.Listener() {})
                        .get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> assertThat(
                                refused.getResponse().statusCode())
                        .isEqualTo(403));
        assertThat(functions.invocations()).isEmpty();
    }

    @Test
    void sendsMessagesToTheRouteTheyNameOrToDefault() throws Exception {
        try (var client = connect()) {
            var connection = connectedId();
            client.send("{\"action\":\"joinRoom\",\"room\":7}");
            var event = nextEvent("join");
            assertThat(event.getBody()).isEqualTo("{\"action\":\"joinRoom\",\"room\":7}");
            assertThat(event.isIsBase64Encoded()).isFalse();
            assertThat(event.getHeaders()).isNull();
            var context = event.getRequestContext();
            assertThat(context.getRouteKey()).isEqualTo("joinRoom");
            assertThat(context.getEventType()).isEqualTo("MESSAGE");
            assertThat(context.getMessageDirection()).isEqualTo("IN");
            assertThat(context.getConnectionId()).isEqualTo(connection);
            assertThat(context.getMessageId()).hasSize(16).isNotEqualTo(context.getRequestId());

            for (var message : List.of("{\"action\":\"leave\"}", "no json", "{\"action\":\"$connect\"}")) {
                client.send(message);
                var other = nextEvent("default");
                assertThat(other.getBody()).isEqualTo(message);
                assertThat(other.getRequestContext().getRouteKey()).isEqualTo("$default");
            }
        }
    }

    @Test
    void sendsTheDisconnectEventOnceAfterTheClientCloses() throws Exception {
        var client = connect();
        var connection = connectedId();
        client.close();

        var invocation = functions.next();
        assertThat(invocation.function()).isEqualTo("disconnect");
        var event = Json.MAPPER.readTree(invocation.event());
        assertThat(event.at("/requestContext/routeKey").asText()).isEqualTo("$disconnect");
        assertThat(event.at("/requestContext/eventType").asText()).isEqualTo("DISCONNECT");
        assertThat(event.at("/requestContext/connectionId").asText()).isEqualTo(connection);
        assertThat(event.at("/requestContext/disconnectStatusCode").asInt()).isEqualTo(1000);
        assertThat(event.at("/requestContext/disconnectReason").asText()).isEqualTo("bye");
        assertThat(event.at("/headers/Host").asText()).isEqualTo("a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com");
        assertThat(event.at("/multiValueHeaders/x-api-key/0").asText("absent")).isEmpty();
        server.close();
        assertThat(functions.invocations()).extracting("function").containsExactly("connect", "disconnect");
    }

    @Test
    void sendsTheDisconnectEventWhenTheClientVanishes() throws Exception {
        var client = connect();
        connectedId();
        client.socket().abort();

        assertThat(nextEvent("disconnect").getRequestContext().getEventType()).isEqualTo("DISCONNECT");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 500})
    void refusesTheHandshakeWithTheStatusOfConnect(int status) throws Exception {
        functions.returning("connect", "{\"statusCode\":" + status + "}");

        assertRefused(status);

        var connection = connectedId();
        assertThatThrownBy(() -> post(connection, "hi")).isInstanceOf(GoneException.class);
        assertThat(functions.invocations()).extracting("function").containsExactly("connect");
    }

    @Test
    void refusesTheHandshakeWith502WhenConnectFailsOrAnswersNonsense() {
        functions.returning("connect", "null");
        assertRefused(502);
        functions.on("connect", event -> new InvocationResult.FunctionError(new byte[0]));
        assertRefused(502);
    }

    private void assertRefused(int status) {
        assertThatThrownBy(this::connect)
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> assertThat(
                                refused.getResponse().statusCode())
                        .isEqualTo(status));
    }

    @Test
    void agreesToTheSubprotocolThatConnectChose() {
        functions.returning("connect", "{\"statusCode\":200,\"headers\":{\"Sec-WebSocket-Protocol\":\"v2\"}}");

        var socket = http.newWebSocketBuilder()
                .subprotocols("v1", "v2")
                .buildAsync(uri("/live"), new WebSocket.Listener() {})
                .orTimeout(10, TimeUnit.SECONDS)
                .join();

        assertThat(socket.getSubprotocol()).isEqualTo("v2");
        socket.abort();
    }

    @Test
    void disconnectsWhenTheHandshakeFailsAfterConnect() throws Exception {
        functions.returning("connect", "{\"statusCode\":200,\"headers\":{\"Sec-WebSocket-Protocol\":\"not-offered\"}}");

        assertRefused(500);

        var connection = connectedId();
        assertThat(nextEvent("disconnect").getRequestContext().getConnectionId())
                .isEqualTo(connection);
        assertThatThrownBy(() -> post(connection, "hi")).isInstanceOf(GoneException.class);
    }

    @Test
    void leavesOtherPathsAndPlainRequestsToTheNextHandler() throws Exception {
        var plain =
                http.send(HttpRequest.newBuilder(server.uri().resolve("/live")).build(), BodyHandlers.ofString());
        assertThat(plain.statusCode()).isEqualTo(404);
        assertThatThrownBy(() -> TestClient.connect(http, uri("/dead")))
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
        assertThat(functions.invocations()).isEmpty();
    }

    @Test
    void isGoneUntilConnectHasReturned() throws Exception {
        functions.on("connect", event -> {
            var connection = EVENTS.fromJson(event).getRequestContext().getConnectionId();
            assertThatThrownBy(() -> post(connection, "too early")).isInstanceOf(GoneException.class);
            return new InvocationResult.Success("{\"statusCode\":200}".getBytes(StandardCharsets.UTF_8));
        });

        try (var client = connect()) {
            post(connectedId(), "now");
            assertThat(client.nextMessage()).isEqualTo("now");
        }
    }

    @Test
    void answersForbiddenWithoutADefaultRoute() throws Exception {
        routes.remove("$default");
        serveInstead(WebSocketLimits.AWS, Authorization.NONE);

        try (var client = connect()) {
            var connection = connectedId();
            client.send("{\"action\":\"unknown\"}");
            assertErrorFrame(client.nextMessage(), "Forbidden", connection);
        }
    }

    @Test
    void tellsTheClientThatAFunctionFailed() throws Exception {
        functions.on("join", event -> new InvocationResult.FunctionError("{}".getBytes(StandardCharsets.UTF_8)));

        try (var client = connect()) {
            var connection = connectedId();
            client.send("{\"action\":\"joinRoom\"}");
            assertErrorFrame(client.nextMessage(), "Internal server error", connection);
        }
    }

    @Test
    void tellsTheClientThatAFunctionTookTooLong() throws Exception {
        serveInstead(WebSocketLimits.AWS.withIntegrationTimeout(Duration.ofMillis(200)), Authorization.NONE);
        var released = new CountDownLatch(1);
        functions.on("join", event -> waitFor(released));

        try (var client = connect()) {
            var connection = connectedId();
            client.send("{\"action\":\"joinRoom\"}");
            assertErrorFrame(client.nextMessage(), "Endpoint request timed out", connection);
        } finally {
            released.countDown();
        }
    }

    private static void assertErrorFrame(String frame, String message, String connection) throws IOException {
        var json = Json.MAPPER.readTree(frame);
        assertThat(json.path("message").asText()).isEqualTo(message);
        assertThat(json.path("connectionId").asText()).isEqualTo(connection);
        assertThat(json.path("requestId").asText()).hasSize(16);
    }

    private static InvocationResult waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new InvocationResult.Success("{\"statusCode\":200}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void handlesTheMessagesOfAConnectionInOrderAndOthersMeanwhile() throws Exception {
        var released = new CountDownLatch(1);
        functions.on("join", event -> waitFor(released));

        try (var slow = connect();
                var quick = connect()) {
            connectedId();
            connectedId();
            slow.send("{\"action\":\"joinRoom\"}");
            assertThat(nextEvent("join").getBody()).isEqualTo("{\"action\":\"joinRoom\"}");
            for (var i = 0; i < 20; i++) {
                slow.send("after " + i);
            }
            quick.send("meanwhile");
            assertThat(nextEvent("default").getBody()).isEqualTo("meanwhile");

            released.countDown();
            for (var i = 0; i < 20; i++) {
                assertThat(nextEvent("default").getBody()).isEqualTo("after " + i);
            }
        }
    }

    @Test
    void postsMessagesInOrder() throws Exception {
        try (var client = connect()) {
            var connection = connectedId();
            for (var i = 0; i < 50; i++) {
                post(connection, "message " + i);
            }
            for (var i = 0; i < 50; i++) {
                assertThat(client.nextMessage()).isEqualTo("message " + i);
            }
        }
    }

    @Test
    void postsUpTo128KilobytesInFramesOfAtMost32() throws Exception {
        var largest = "ü😀".repeat(128 * 1024 / 6) + "xx";
        assertThat(largest.getBytes(StandardCharsets.UTF_8)).hasSize(128 * 1024);
        try (var client = new RawClient(server.port(), "/live")) {
            var connection = connectedId();
            post(connection, largest);
            var received = new StringBuilder();
            RawClient.Frame frame;
            do {
                frame = client.read();
                assertThat(frame.length()).isLessThanOrEqualTo(32 * 1024);
                received.append(frame.text());
            } while (!frame.isFinal());
            assertThat(received).hasToString(largest);

            assertThatThrownBy(() -> post(connection, largest + "x")).isInstanceOf(PayloadTooLargeException.class);
        }
    }

    @Test
    void neverWaitsForASlowClient() throws Exception {
        var message = "x".repeat(128 * 1024);
        var deaf = TestClient.connectDeaf(http, uri("/live"));
        var deafId = connectedId();
        try (var client = connect()) {
            var connection = connectedId();
            // The sockets' own buffers take some megabytes first; the test's time limit is the point.
            await().atMost(Duration.ofSeconds(20))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> isFull(deafId, message));
            post(connection, "not held up");
            assertThat(client.nextMessage()).isEqualTo("not held up");
        } finally {
            deaf.socket().abort();
        }
    }

    private boolean isFull(String connection, String message) {
        try {
            post(connection, message);
            return false;
        } catch (LimitExceededException full) {
            return full.statusCode() == 429;
        }
    }

    @Test
    void describesAndDeletesAConnection() throws Exception {
        var client = connect();
        var connection = connectedId();

        var described = management.getConnection(get -> get.connectionId(connection));
        assertThat(described.connectedAt()).isEqualTo(Instant.ofEpochMilli(NOW));
        assertThat(described.lastActiveAt()).isEqualTo(Instant.ofEpochMilli(NOW));
        assertThat(described.identity().sourceIp()).isEqualTo("127.0.0.1");
        assertThat(described.identity().userAgent()).startsWith("Java-http-client");

        management.deleteConnection(delete -> delete.connectionId(connection));
        assertThat(client.closed().code()).isEqualTo(1000);
        assertThat(nextEvent("disconnect").getRequestContext().getConnectionId())
                .isEqualTo(connection);
        assertThatThrownBy(() -> post(connection, "late")).isInstanceOf(GoneException.class);
        assertThatThrownBy(() -> management.getConnection(get -> get.connectionId(connection)))
                .isInstanceOf(GoneException.class);
        client.close();
    }

    @Test
    void managesWithOrWithoutTheStageButNotOfAnother() throws Exception {
        try (var client = connect();
                var custom = management("/");
                var other = management("/dead")) {
            var connection = connectedId();
            custom.postToConnection(
                    post -> post.connectionId(connection).data(SdkBytes.fromUtf8String("custom domain")));
            assertThat(client.nextMessage()).isEqualTo("custom domain");
            assertThatThrownBy(() -> other.deleteConnection(delete -> delete.connectionId(connection)))
                    .isInstanceOf(ForbiddenException.class);
        }
    }

    @Test
    void acceptsMessagesOf128KilobytesAndClosesWith1009AboveThat() throws Exception {
        var frame = 32 * 1024;
        try (var client = new RawClient(server.port(), "/live")) {
            connectedId();
            client.sendText(frame, false);
            client.sendContinuation(frame, false);
            client.sendContinuation(frame, false);
            client.sendContinuation(frame, true);
            assertThat(nextEvent("default").getBody()).hasSize(128 * 1024);

            client.sendText(frame, false);
            client.sendContinuation(frame, false);
            client.sendContinuation(frame, false);
            client.sendContinuation(frame, false);
            client.sendContinuation(1, true);
            assertThat(client.read().closeCode()).isEqualTo(1009);
        }
        var context = Json.MAPPER.readTree(functions.next().event()).path("requestContext");
        assertThat(context.path("disconnectStatusCode").asInt()).isEqualTo(1009);
    }

    @Test
    void closesWith1009OnAFrameAbove32Kilobytes() throws Exception {
        try (var client = new RawClient(server.port(), "/live")) {
            connectedId();
            client.sendText(32 * 1024 + 1, true);
            assertThat(client.read().closeCode()).isEqualTo(1009);
        }
        assertThat(functions.next().function()).isEqualTo("disconnect");
    }

    @Test
    void closesWith1003OnABinaryFrame() {
        var client = connect();
        client.socket().sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();

        assertThat(client.closed().code()).isEqualTo(1003);
        client.close();
    }

    @Test
    void closesIdleConnectionsWith1001() throws Exception {
        serveInstead(
                WebSocketLimits.AWS.withDurations(Duration.ofMillis(100), Duration.ofHours(2)), Authorization.NONE);
        var client = connect();
        connectedId();

        assertThat(client.closed().code()).isEqualTo(1001);
        assertThat(nextEvent("disconnect").getRequestContext().getEventType()).isEqualTo("DISCONNECT");
        client.close();
    }

    @Test
    void closesOldConnectionsWith1001() throws Exception {
        serveInstead(
                WebSocketLimits.AWS.withDurations(Duration.ofMinutes(10), Duration.ofMillis(100)), Authorization.NONE);
        var client = connect();
        connectedId();

        assertThat(client.closed()).isEqualTo(new CloseStatus(1001, "Going away"));
        assertThat(nextEvent("disconnect").getRequestContext().getEventType()).isEqualTo("DISCONNECT");
        client.close();
    }

    @Test
    void closesConnectionsAndInvokesDisconnectWhenTheServerCloses() throws Exception {
        var client = connect();
        connectedId();

        server.close();

        assertThat(client.closed().code()).isEqualTo(1001);
        assertThat(functions.invocations()).extracting("function").containsExactly("connect", "disconnect");
        client.close();
    }

    /** On AWS, too, $disconnect is best effort; and a crowd of connections must not keep the server from stopping. */
    @Test
    void closesInTimeAlthoughDisconnectTakesForEver() {
        var never = new CountDownLatch(1);
        functions.on("disconnect", _ -> answerAfter(never));
        var client = connect();

        assertThatCode(server::close).doesNotThrowAnyException();

        assertThat(client.closed().code()).isEqualTo(1001);
        client.close();
    }

    private static InvocationResult answerAfter(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new InvocationResult.Success(Json.bytes(Map.of("statusCode", 200)));
    }

    private void post(String connection, String message) {
        management.postToConnection(post -> post.connectionId(connection).data(SdkBytes.fromUtf8String(message)));
    }
}
