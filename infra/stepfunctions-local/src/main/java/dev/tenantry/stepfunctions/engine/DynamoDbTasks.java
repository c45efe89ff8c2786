package dev.tenantry.stepfunctions.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.asl.Resource.ServiceIntegration;
import dev.tenantry.stepfunctions.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

/**
 * Passes DynamoDB calls through to an endpoint. Source: Developer Guide, "Perform DynamoDB CRUD operations with Step
 * Functions"; DynamoDB Developer Guide, "DynamoDB low-level API".
 */
final class DynamoDbTasks implements AutoCloseable {
    private final Optional<URI> endpoint;
    private final String region;
    private final HttpClient client;

    DynamoDbTasks(Optional<URI> endpoint, String region) {
        this.endpoint = endpoint;
        this.region = region;
        this.client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    TaskResult call(ServiceIntegration integration, JsonNode arguments, String requestId) {
        String prefix = integration.service().equals("dynamodb") ? "DynamoDB." : "DynamoDb.";
        if (endpoint.isEmpty()) {
            return new TaskResult.Failed(prefix + "SdkClientException", "No DynamoDB endpoint is configured");
        }
        HttpRequest request = HttpRequest.newBuilder(endpoint.get())
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "DynamoDB_20120810." + FieldCase.capital(integration.action()))
                .header("Authorization", authorization())
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(arguments)))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode body = Json.parse(response.body());
            return response.statusCode() == 200
                    ? succeeded(body, requestId)
                    : failed(prefix, response, body, requestId);
        } catch (JsonProcessingException e) {
            return new TaskResult.Failed(
                    prefix + "SdkClientException", "The response is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            return new TaskResult.Failed(
                    prefix + "SdkClientException", "Unable to execute HTTP request: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new TaskResult.Failed(prefix + "AbortedException", "The call was interrupted");
        }
    }

    /** DynamoDB Local takes the region from the credential's scope and checks no signature. */
    private String authorization() {
        return "AWS4-HMAC-SHA256 Credential=local/20200101/" + region
                + "/dynamodb/aws4_request, SignedHeaders=host, Signature=0";
    }

    private static TaskResult succeeded(JsonNode body, String requestId) {
        ObjectNode output = (ObjectNode) body;
        SdkMetadata.addTo(output, requestId);
        return new TaskResult.Succeeded(output);
    }

    private static TaskResult failed(String prefix, HttpResponse<String> response, JsonNode body, String requestId) {
        String code = body.path("__type").asText("InternalServerError").replaceFirst(".*#", "");
        String message = body.path("message").asText(body.path("Message").asText());
        return new TaskResult.Failed(
                prefix + code, SdkMetadata.message(message, "DynamoDb", response.statusCode(), requestId));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
