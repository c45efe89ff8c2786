package dev.tenantry.local.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.local.web.Json;
import dev.tenantry.local.web.WebServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AwsEndpointTest {

    private final WebServer server = WebServer.start(
            0, new AwsEndpoint(List.of(new JsonServices(Map.of("AWSStepFunctions", AwsEndpointTest::stepFunctions)))));
    private final HttpClient client = HttpClient.newHttpClient();

    /** Tells what it was asked, with a status that only it gives. */
    private static AwsAnswer stepFunctions(AwsRequest request) {
        var told = request.operation() + " " + new String(request.body(), UTF_8) + " " + request.endpoint();
        return new AwsAnswer(299, Json.bytes(told));
    }

    @AfterEach
    void close() {
        server.close();
        client.close();
    }

    @Test
    void passesOperationBodyAndEndpointToThePluggedService() throws Exception {
        var response = call("AWSStepFunctions.StartExecution", "{}");

        assertThat(response.statusCode()).isEqualTo(299);
        assertThat(json(response).asText()).isEqualTo("StartExecution {} " + server.uri());
        assertThat(response.headers().firstValue("content-type")).contains("application/x-amz-json-1.0");
        assertThat(response.headers().firstValue("x-amzn-requestid")).isPresent();
    }

    @Test
    void refusesUnknownServicesAndPaths() throws Exception {
        var unknownService = call("AWSGlue.GetTable", "{}");
        var unknownPath = client.send(
                HttpRequest.newBuilder(server.uri().resolve("/bucket/key")).build(), BodyHandlers.ofString());

        assertThat(unknownService.statusCode()).isEqualTo(400);
        assertThat(json(unknownService).path("__type").asText()).isEqualTo("UnknownOperationException");
        assertThat(json(unknownService).path("message").asText()).contains("AWSGlue.GetTable");
        assertThat(json(unknownPath).path("message").asText()).contains("GET /bucket/key");
    }

    @Test
    void refusesCallsThatAForeignPageMakesTheBrowserSend() throws Exception {
        var request = HttpRequest.newBuilder(server.uri())
                .header("X-Amz-Target", "AWSStepFunctions.StartExecution")
                .header("Origin", "https://evil.example")
                .POST(BodyPublishers.ofString("{}"))
                .build();

        var response = client.send(request, BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(json(response).path("__type").asText()).isEqualTo("AccessDeniedException");
    }

    private HttpResponse<String> call(String target, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.uri())
                .header("X-Amz-Target", target)
                .header("Content-Type", "application/x-amz-json-1.0")
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return Json.MAPPER.readTree(response.body());
    }
}
