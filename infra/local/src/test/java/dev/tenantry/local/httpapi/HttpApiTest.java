package dev.tenantry.local.httpapi;

import static dev.tenantry.local.apigateway.SignedRequests.SIGNATURE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.local.apigateway.ApiIdentity;
import dev.tenantry.local.apigateway.Authorization;
import dev.tenantry.local.apigateway.LocalPrincipal;
import dev.tenantry.local.invocation.FakeFunctions;
import dev.tenantry.local.invocation.InvocationResult;
import dev.tenantry.local.traffic.HttpExchange;
import dev.tenantry.local.traffic.TrafficObserver;
import dev.tenantry.local.web.Json;
import dev.tenantry.local.web.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpApiTest {

    /**
     * The {@code timeEpoch} of the example in "Create AWS Lambda proxy integrations for HTTP APIs", and its other form.
     */
    private static final long TIME_EPOCH = 1583348638390L;

    private static final String TIME = "04/Mar/2020:19:03:58 +0000";

    private static final ApiIdentity API = ApiIdentity.of("123456789012", "eu-west-1", "a1b2c3d4e5");

    private static final String SIGNED = "Authorization: " + SIGNATURE + "\r\n";

    private final FakeFunctions functions = new FakeFunctions().returning("echo", "{\"statusCode\": 204}");
    private final HttpClient client = HttpClient.newHttpClient();
    private WebServer server = serve(Optional.empty(), HttpApiConfiguration.MAX_INTEGRATION_TIMEOUT);

    private WebServer serve(Optional<CorsConfiguration> cors, Duration timeout) {
        return WebServer.start(0, api(cors, timeout));
    }

    private HttpApi api(Optional<CorsConfiguration> cors, Duration timeout) {
        var clock = Clock.fixed(Instant.ofEpochMilli(TIME_EPOCH), ZoneOffset.UTC);
        return new HttpApi(configuration(cors, timeout), functions, clock);
    }

    private static HttpApiConfiguration configuration(Optional<CorsConfiguration> cors, Duration timeout) {
        var routes = List.of(
                new HttpRoute("POST", "/pets/{petId}", "echo", Authorization.NONE),
                new HttpRoute("GET", "/signed", "echo", Authorization.AWS_IAM));
        return new HttpApiConfiguration(
                API, routes, Optional.empty(), cors, LocalPrincipal.user("123456789012", "local"), timeout);
    }

    private void serveInstead(Optional<CorsConfiguration> cors, Duration timeout) {
        server.close();
        server = serve(cors, timeout);
    }

    @AfterEach
    void close() {
        server.close();
        client.close();
    }

    @Test
    void sendsTheEventOfPayloadFormat2() throws Exception {
        var response = send(request("/pets/a%20b?tag=x&tag=y%20z&empty=")
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Cookie", "first=1; second=2")
                .header("X-Two", "one")
                .header("X-Two", "two")
                .header("User-Agent", "test/1")
                .POST(BodyPublishers.ofString("{\"name\":\"Chester\"}")));

        assertThat(response.statusCode()).isEqualTo(204);
        var event = lambdaEvent();
        assertThat(event.getVersion()).isEqualTo("2.0");
        assertThat(event.getRouteKey()).isEqualTo("POST /pets/{petId}");
        assertThat(event.getRawPath()).isEqualTo("/pets/a b");
        assertThat(event.getRawQueryString()).isEqualTo("tag=x&tag=y%20z&empty=");
        assertThat(event.getQueryStringParameters()).containsOnly(entry("tag", "x,y z"), entry("empty", ""));
        assertThat(event.getPathParameters()).containsOnly(entry("petId", "a b"));
        assertThat(event.getCookies()).containsExactly("first=1", "second=2");
        assertThat(event.getHeaders())
                .containsEntry("x-two", "one,two")
                .containsEntry("x-forwarded-for", "127.0.0.1")
                .containsEntry("x-forwarded-proto", "http")
                .doesNotContainKey("cookie");
        assertThat(event.getBody()).isEqualTo("{\"name\":\"Chester\"}");
        assertThat(event.getIsBase64Encoded()).isFalse();
    }

    private static Map.Entry<String, String> entry(String key, String value) {
        return Map.entry(key, value);
    }

    @Test
    void sendsTheRequestContextOfPayloadFormat2() throws Exception {
        var response = send(request("/pets/7").header("User-Agent", "test/1").POST(BodyPublishers.noBody()));

        var event = lambdaEvent();
        var context = event.getRequestContext();
        assertThat(context.getAccountId()).isEqualTo("123456789012");
        assertThat(context.getApiId()).isEqualTo("a1b2c3d4e5");
        assertThat(context.getDomainName()).isEqualTo("a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com");
        assertThat(context.getDomainPrefix()).isEqualTo("a1b2c3d4e5");
        assertThat(context.getStage()).isEqualTo("$default");
        assertThat(context.getRouteKey()).isEqualTo("POST /pets/{petId}");
        assertThat(context.getTime()).isEqualTo(TIME);
        assertThat(context.getTimeEpoch()).isEqualTo(TIME_EPOCH);
        assertThat(context.getRequestId()).hasSize(16).endsWith("=");
        assertThat(response.headers().firstValue("apigw-requestid")).contains(context.getRequestId());
        assertThat(context.getHttp().getMethod()).isEqualTo("POST");
        assertThat(context.getHttp().getPath()).isEqualTo("/pets/7");
        assertThat(context.getHttp().getProtocol()).isEqualTo("HTTP/1.1");
        assertThat(context.getHttp().getSourceIp()).isEqualTo("127.0.0.1");
        assertThat(context.getHttp().getUserAgent()).isEqualTo("test/1");
        assertThat(context.getAuthorizer()).isNull();
        assertThat(event.getBody()).isNull();
        assertThat(event.getCookies()).isNull();
        assertThat(event.getQueryStringParameters()).isNull();
    }

    @Test
    void takesAnySignatureAsThatOfTheLocalPrincipal() throws Exception {
        send(request("/signed").header("Authorization", SIGNATURE).GET());

        var iam = lambdaEvent().getRequestContext().getAuthorizer().getIam();
        assertThat(iam.getAccountId()).isEqualTo("123456789012");
        assertThat(iam.getUserArn()).isEqualTo("arn:aws:iam::123456789012:user/local");
        assertThat(iam.getUserId()).isEqualTo(iam.getCallerId()).startsWith("AIDA");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer x",
                "Basic eDp5",
                "AWS4-HMAC-SHA256",
                "AWS4-HMAC-SHA256 Credential=any, SignedHeaders=host, Signature=0",
                "AWS4-HMAC-SHA256 Credential=any/20261201/us-east-1/execute-api/aws4_request, SignedHeaders=host"
            })
    void refusesWhatIsNotSignedAsApiGatewayDoes(String authorization) throws Exception {
        var head = "Host: 127.0.0.1" + (authorization.isEmpty() ? "" : "\r\nAuthorization: " + authorization);

        assertThat(raw("GET /signed", head)).startsWith("HTTP/1.1 403").endsWith("{\"message\":\"Forbidden\"}");
        assertThat(functions.invocations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, false",
        "text/csv; charset=utf-8, false",
        "application/json, false",
        "application/xml, false",
        "application/javascript, false",
        "application/x-www-form-urlencoded, true",
        "application/octet-stream, true",
        "multipart/form-data; boundary=x, true",
    })
    void encodesBodiesThatAreNotText(String contentType, boolean encoded) throws Exception {
        send(request("/pets/1").header("Content-Type", contentType).POST(BodyPublishers.ofString("a=ü")));

        var event = lambdaEvent();
        assertThat(event.getIsBase64Encoded()).isEqualTo(encoded);
        var body = encoded ? new String(Base64.getDecoder().decode(event.getBody()), UTF_8) : event.getBody();
        assertThat(body).isEqualTo("a=ü");
    }

    @Test
    void answersWithStatusHeadersCookiesAndBody() throws Exception {
        functions.returning("echo", """
                {"statusCode": 201, "headers": {"Content-Type": "text/html", "X-Count": 3, "Content-Length": "99"},
                 "multiValueHeaders": {"X-Ignored": ["in format 2.0"]},
                 "cookies": ["a=1; Path=/", "b=2"], "body": "<p>ü</p>"}""");

        var response = post("{}");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).isEqualTo("<p>ü</p>");
        assertThat(response.headers().allValues("set-cookie")).containsExactly("a=1; Path=/", "b=2");
        assertThat(response.headers().firstValue("content-type")).contains("text/html");
        assertThat(response.headers().firstValue("x-count")).contains("3");
        assertThat(response.headers().firstValue("x-ignored")).isEmpty();
    }

    @Test
    void decodesABase64Body() throws Exception {
        functions.returning("echo", """
                {"statusCode": 200, "isBase64Encoded": true, "body": "SGVsbG8gd29ybGQ="}""");

        assertThat(post("{}").body()).isEqualTo("Hello world");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"Hello from Lambda!\" | Hello from Lambda!",
                "{ \"message\": \"Hello from Lambda!\" } | { \"message\": \"Hello from Lambda!\" }",
            })
    void infersTheAnswerFromAResultWithoutStatusCode(String result, String body) throws Exception {
        functions.returning("echo", result);

        var response = post("{}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(response.body()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{\"statusCode\": \"soon\"}",
                "{\"statusCode\": 200, \"body\": {}}",
                "{\"statusCode\": 200, \"isBase64Encoded\": true, \"body\": \"*\"}",
            })
    void answers500ToAResultOfNoKnownFormat(String result) throws Exception {
        functions.returning("echo", result);

        assertInternalServerError(post("{}"));
    }

    @Test
    void answers500WhenTheFunctionFails() throws Exception {
        functions.on(
                "echo",
                event -> new InvocationResult.FunctionError(
                        "{\"errorMessage\":\"secret detail\",\"errorType\":\"X\",\"stackTrace\":[]}".getBytes(UTF_8)));

        assertInternalServerError(post("{}"));
    }

    @Test
    void answers500WhenTheFunctionIsNotInvoked() throws Exception {
        functions.on(
                "echo", event -> new InvocationResult.ServiceError("TooManyRequestsException", "Rate exceeded", 429));

        assertInternalServerError(post("{}"));
    }

    private static void assertInternalServerError(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(json(response)).isEqualTo(Json.MAPPER.readTree("{\"message\":\"Internal Server Error\"}"));
    }

    @Test
    void answers503WhenTheFunctionIsTooSlow() throws Exception {
        var released = new CountDownLatch(1);
        functions.on("echo", event -> {
            awaitUninterrupted(released);
            return new InvocationResult.Success("{}".getBytes(UTF_8));
        });
        serveInstead(Optional.empty(), Duration.ofMillis(20));

        var response = post("{}");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(json(response)).isEqualTo(Json.MAPPER.readTree("{\"message\":\"Service Unavailable\"}"));
        released.countDown();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, https://evil.example, 403",
        "127.0.0.1, null, 403",
        "127.0.0.1, http://localhost:3000, 204",
        "localhost:8080, http://127.0.0.1, 204",
        "[::1]:8080, http://[::1]:8080, 204",
        "evil.example, http://evil.example, 403",
    })
    void letsOnlyThisMachineActAsTheLocalPrincipal(String host, String origin, int status) throws Exception {
        var head = SIGNED + "Host: " + host + "\r\nOrigin: " + origin;

        assertThat(raw("GET /signed", head)).startsWith("HTTP/1.1 " + status);
        assertThat(raw("POST /pets/1", head)).startsWith("HTTP/1.1 204");
    }

    @Test
    void sendsNoContentTypeWithoutABody() throws Exception {
        functions.returning("echo", "{\"statusCode\": 304, \"headers\": {\"ETag\": \"\\\"v7\\\"\"}}");

        assertThat(raw("GET /signed", SIGNED + "Host: 127.0.0.1"))
                .startsWith("HTTP/1.1 304")
                .contains("ETag: \"v7\"")
                .doesNotContainIgnoringCase("content-type");
    }

    @Test
    void answers404WithoutARoute() throws Exception {
        var response = send(request("/nowhere").GET());

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response)).isEqualTo(Json.MAPPER.readTree("{\"message\":\"Not Found\"}"));
        assertThat(functions.invocations()).isEmpty();
    }

    @Test
    void acceptsTenMegabytesAndNotMore() throws Exception {
        var tenMegabytes = new byte[10 * 1024 * 1024];
        assertThat(send(request("/pets/1").POST(BodyPublishers.ofByteArray(tenMegabytes)))
                        .statusCode())
                .isEqualTo(204);

        var oneMore = new byte[tenMegabytes.length + 1];
        var refused = send(request("/pets/1").POST(BodyPublishers.ofByteArray(oneMore)));

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(json(refused)).isEqualTo(Json.MAPPER.readTree("{\"message\":\"Request Entity Too Large\"}"));
        assertThat(functions.invocations()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /signed%zz", "POST /pets/1?a=%zz"})
    void answersMalformedRequestsInJson(String request) throws Exception {
        assertThat(raw(request, "Host: x")).startsWith("HTTP/1.1 400").endsWith("{\"message\":\"Bad Request\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ZZZ\r\n{}\r\n0\r\n\r\n",
                "FFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n",
                "-2\r\n{}\r\n0\r\n\r\n",
                "2\r\n{}{}\r\n0\r\n\r\n"
            })
    void answers400ToABodyWhoseChunksAreBroken(String chunks) throws Exception {
        assertThat(raw("POST /pets/1", "Host: x\r\nTransfer-Encoding: chunked", chunks))
                .startsWith("HTTP/1.1 400")
                .endsWith("{\"message\":\"Bad Request\"}");
        assertThat(functions.invocations()).isEmpty();
    }

    @Test
    void answers408ToABodyThatStops() throws Exception {
        server.close();
        server = WebServer.start(
                Duration.ofMillis(100), api(Optional.empty(), HttpApiConfiguration.MAX_INTEGRATION_TIMEOUT));

        assertThat(raw("POST /pets/1", "Host: x\r\nContent-Length: 100", "{")).startsWith("HTTP/1.1 408");
        assertThat(functions.invocations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22fffe22", "22c0af22", "22eda08022", "22e282"})
    void passesABodyThatIsNotUtf8AsItIs(String hex) throws Exception {
        var bytes = HexFormat.of().parseHex(hex);

        send(request("/pets/1").header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(bytes)));

        assertThat(lambdaEvent().getIsBase64Encoded()).isTrue();
        assertThat(Base64.getDecoder().decode(lambdaEvent().getBody())).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"cross-site, 403", "same-site, 204", "same-origin, 204", "none, 204"})
    void refusesWhatAPageOfAnotherSiteMakesABrowserFetch(String site, int status) throws Exception {
        assertThat(raw("GET /signed", SIGNED + "Host: 127.0.0.1\r\nSec-Fetch-Site: " + site))
                .startsWith("HTTP/1.1 " + status);
    }

    /** A page of another loopback name is of another site, and yet of this machine. */
    @Test
    void goesByTheOriginWhereItIsNamed() throws Exception {
        assertThat(raw(
                        "GET /signed",
                        SIGNED + "Host: 127.0.0.1\r\nOrigin: http://localhost:3000\r\nSec-Fetch-Site: cross-site"))
                .startsWith("HTTP/1.1 204");
        assertThat(raw(
                        "GET /signed",
                        SIGNED + "Host: 127.0.0.1\r\nOrigin: http://localhost\r\nOrigin: https://evil.example"))
                .startsWith("HTTP/1.1 403");
    }

    /** Such a page is of another site, and may call nevertheless. */
    @Test
    void answersThePagesThatMayCallByCors() throws Exception {
        serveInstead(Optional.of(cors(List.of("https://app.example"))), Duration.ofSeconds(30));

        assertThat(raw(
                        "GET /signed",
                        SIGNED + "Host: 127.0.0.1\r\nOrigin: https://app.example\r\nSec-Fetch-Site: cross-site"))
                .startsWith("HTTP/1.1 204");
        assertThat(raw("GET /signed", SIGNED + "Host: 127.0.0.1\r\nOrigin: https://app.example.evil.example"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("GET /signed", SIGNED + "Host: app.example\r\nOrigin: https://app.example"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void showsItsObserverEveryAnswer() throws Exception {
        var seen = new CopyOnWriteArrayList<HttpExchange>();
        server.close();
        server = WebServer.start(
                0,
                new HttpApi(
                        configuration(Optional.empty(), HttpApiConfiguration.MAX_INTEGRATION_TIMEOUT),
                        functions.returning("echo", "{\"statusCode\": 201, \"body\": \"made\"}"),
                        Clock.systemUTC(),
                        new TrafficObserver() {
                            @Override
                            public void answered(int status, Supplier<HttpExchange> exchange) {
                                seen.add(exchange.get());
                            }

                            @Override
                            public void received(String connectionId, String message) {}

                            @Override
                            public void sent(String connectionId, String message) {}
                        }));

        send(request("/pets/a%20b?x=%31").POST(BodyPublishers.ofString("body")));
        send(request("/nowhere"));

        assertThat(seen).hasSize(2);
        assertThat(seen.getFirst()).hasToString("POST /pets/a%20b?x=%31 → 201");
        assertThat(seen.getFirst().requestBody()).asString(UTF_8).isEqualTo("body");
        assertThat(seen.getFirst().responseBody()).asString(UTF_8).isEqualTo("made");
        assertThat(seen.getFirst().responseHeaders()).containsKey("apigw-requestid");
        assertThat(seen.getLast().responseHeaders()).containsEntry("content-type", "application/json");
        assertThat(seen.getLast().status()).isEqualTo(404);
    }

    /** Sends what an HTTP client would not. */
    private String raw(String request, String headers) throws IOException {
        return raw(request, headers, "");
    }

    private String raw(String request, String headers, String body) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n" + body)
                            .getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @Test
    void answersPreflightRequestsItself() throws Exception {
        serveInstead(Optional.of(cors(List.of("https://app.example", "http://*"))), Duration.ofSeconds(30));

        var response = send(request("/pets/1")
                .header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(204);
        var headers = response.headers();
        assertThat(headers.firstValue("access-control-allow-origin")).contains("https://app.example");
        assertThat(headers.firstValue("access-control-allow-methods")).contains("GET,POST");
        assertThat(headers.firstValue("access-control-allow-headers")).contains("content-type");
        assertThat(headers.firstValue("access-control-allow-credentials")).contains("true");
        assertThat(headers.firstValue("access-control-max-age")).contains("300");
        assertThat(functions.invocations()).isEmpty();
    }

    @Test
    void replacesTheCorsHeadersOfTheFunction() throws Exception {
        functions.returning("echo", """
                {"statusCode": 200, "headers": {"Access-Control-Allow-Origin": "*"}}""");
        serveInstead(Optional.of(cors(List.of("http://*"))), Duration.ofSeconds(30));

        var allowed = send(
                request("/pets/1").header("Origin", "http://any.example:81").POST(BodyPublishers.noBody()));
        var refused =
                send(request("/pets/1").header("Origin", "https://any.example").POST(BodyPublishers.noBody()));

        assertThat(allowed.headers().allValues("access-control-allow-origin")).containsExactly("http://any.example:81");
        assertThat(allowed.headers().firstValue("access-control-expose-headers"))
                .contains("etag");
        assertThat(refused.headers().firstValue("access-control-allow-origin")).isEmpty();
    }

    private static CorsConfiguration cors(List<String> origins) {
        return new CorsConfiguration(
                origins, List.of("GET", "POST"), List.of("content-type"), List.of("etag"), true, Duration.ofMinutes(5));
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return send(request("/pets/1").POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(server.uri().resolve(pathAndQuery)).timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return Json.MAPPER.readTree(response.body());
    }

    private APIGatewayV2HTTPEvent lambdaEvent() {
        var event = functions.invocations().getLast().event();
        return LambdaEventSerializers.serializerFor(
                        APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPEvent.class.getClassLoader())
                .fromJson(event);
    }
}
