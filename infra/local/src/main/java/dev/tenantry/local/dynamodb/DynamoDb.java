package dev.tenantry.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Calls DynamoDB by its JSON protocol. The host passes stream records on as JSON, which the SDK would only turn into
 * objects and back.
 */
final class DynamoDb {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** DynamoDB Local wants to see an access key and a region; it checks no signature. */
    private static final String AUTHORIZATION = "AWS4-HMAC-SHA256 Credential=LOCALHOST/20260101/us-east-1/dynamodb/"
            + "aws4_request, SignedHeaders=host, Signature=none";

    private final URI endpoint;
    private final HttpClient http;

    DynamoDb(URI endpoint, HttpClient http) {
        this.endpoint = endpoint;
        this.http = http;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /**
     * Makes a call.
     *
     * @param service {@code DynamoDB_20120810} or {@code DynamoDBStreams_20120810}
     * @throws DynamoDbException if DynamoDB answers with an error
     * @throws IOException if it does not answer
     */
    JsonNode call(String service, String operation, JsonNode body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(endpoint)
                .timeout(TIMEOUT)
                .header("Authorization", AUTHORIZATION)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", service + "." + operation)
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
        var response = http.send(request, BodyHandlers.ofByteArray());
        var answer = JSON.readTree(response.body());
        if (response.statusCode() != 200) {
            var type = answer.path("__type").asText("HTTP " + response.statusCode());
            throw new DynamoDbException(
                    operation,
                    type.substring(type.indexOf('#') + 1),
                    answer.path("message").asText(answer.path("Message").asText()));
        }
        return answer;
    }
}
