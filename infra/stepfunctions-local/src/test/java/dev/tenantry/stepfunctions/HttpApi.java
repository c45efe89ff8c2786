package dev.tenantry.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The API of a server, over HTTP. */
final class HttpApi implements AutoCloseable {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI endpoint;

    HttpApi(String endpoint) {
        this.endpoint = URI.create(endpoint);
    }

    String create(String name, String definition) {
        ObjectNode request = Json.NODES.objectNode().put("name", name).put("definition", definition);
        return call("CreateStateMachine", request.put("roleArn", EngineFixture.ROLE))
                .path("stateMachineArn")
                .textValue();
    }

    String start(String machine, String input) {
        ObjectNode request =
                Json.NODES.objectNode().put("stateMachineArn", machine).put("input", input);
        return call("StartExecution", request).path("executionArn").textValue();
    }

    JsonNode describe(String execution) {
        return call("DescribeExecution", Json.NODES.objectNode().put("executionArn", execution));
    }

    /** Makes a call that has to succeed. */
    JsonNode call(String operation, JsonNode request) {
        HttpResponse<byte[]> response = send(operation, request);
        if (response.statusCode() != 200) {
            throw new IllegalStateException(operation + ": " + new String(response.body(), StandardCharsets.UTF_8));
        }
        try {
            return Json.parse(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a call, whatever the answer. */
    HttpResponse<byte[]> send(String operation, JsonNode request) {
        return sendText(operation, Json.text(request));
    }

    /** Makes a call with any text. */
    HttpResponse<byte[]> sendText(String operation, String request) {
        HttpRequest call = HttpRequest.newBuilder(endpoint)
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "AWSStepFunctions." + operation)
                .POST(HttpRequest.BodyPublishers.ofString(request))
                .build();
        try {
            return client.send(call, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
