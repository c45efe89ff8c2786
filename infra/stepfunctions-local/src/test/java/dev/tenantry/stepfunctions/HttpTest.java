package dev.tenantry.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tenantry.stepfunctions.clock.SystemClock;
import dev.tenantry.stepfunctions.json.Json;
import dev.tenantry.stepfunctions.lambda.HttpLambdaInvoker;
import dev.tenantry.stepfunctions.lambda.LambdaResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What goes out over HTTP. Sources: Lambda API reference, Invoke; DynamoDB Developer Guide, "DynamoDB low-level API".
 */
class HttpTest {
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int status = 200;
    private String answer = "{}";
    private List<String> header = List.of("X-Amz-Executed-Version", "7");

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        requests.add((target == null ? exchange.getRequestURI().toString() : target) + " " + body);
        exchange.getResponseHeaders().set(header.getFirst(), header.getLast());
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private LambdaResponse invoke() {
        return new HttpLambdaInvoker(endpoint()).invoke("fn:live", "{\"a\":1}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void invokesAFunction() {
        answer = "[1]";
        assertThat(invoke()).isEqualTo(new LambdaResponse.Success("[1]", "7"));
        assertThat(requests).containsExactly("/2015-03-31/functions/fn%3Alive/invocations {\"a\":1}");
    }

    @Test
    void tellsAFailedFunctionFromARefusedCall() {
        answer = "{\"errorType\":\"E\"}";
        header = List.of("X-Amz-Function-Error", "Unhandled");
        assertThat(invoke()).isEqualTo(new LambdaResponse.FunctionError(answer));
        status = 429;
        answer = "{\"Message\":\"Rate Exceeded.\"}";
        header = List.of("x-amzn-ErrorType", "TooManyRequestsException:http://internal");
        assertThat(invoke())
                .isEqualTo(new LambdaResponse.ServiceError("TooManyRequestsException", "Rate Exceeded.", 429));
    }

    private EngineFixture.Outcome putItem() {
        try (var fixture =
                new EngineFixture(new SystemClock(), StepFunctions.builder().dynamoDbEndpoint(endpoint()))) {
            return fixture.run("""
                    {"QueryLanguage": "JSONata", "StartAt": "T", "States": {"T": {"Type": "Task", "End": true,
                      "Resource": "arn:aws:states:::dynamodb:putItem", "Arguments": {"TableName": "t", "Item": {"pk": {"S": "x"}}}}}}""", "{}");
        }
    }

    @Test
    void passesItemsThroughToDynamoDb() {
        answer = "{\"Attributes\":{\"n\":{\"N\":\"1.10\"}}}";
        var outcome = putItem();
        assertThat(requests)
                .containsExactly("DynamoDB_20120810.PutItem {\"TableName\":\"t\",\"Item\":{\"pk\":{\"S\":\"x\"}}}");
        assertThat(outcome.output().path("Attributes")).isEqualTo(Json.trusted("{\"n\":{\"N\":\"1.10\"}}"));
        assertThat(outcome.output()
                        .path("SdkHttpMetadata")
                        .path("HttpStatusCode")
                        .asInt())
                .isEqualTo(200);
    }

    @Test
    void namesTheErrorsOfDynamoDb() {
        status = 400;
        answer =
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException\",\"message\":\"The conditional"
                        + " request failed\"}";
        var outcome = putItem();
        assertThat(outcome.error()).isEqualTo("DynamoDB.ConditionalCheckFailedException");
        assertThat(outcome.cause())
                .startsWith("The conditional request failed (Service: DynamoDb, Status Code: 400, Request ID: ");
    }
}
