package dev.tenantry.stepfunctions.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Invokes Lambda functions over HTTP, by Lambda's Invoke operation. */
public final class HttpLambdaInvoker implements LambdaInvoker {
    private final URI endpoint;
    private final HttpClient client;

    /** Calls functions at an endpoint such as {@code http://127.0.0.1:4566}. */
    public HttpLambdaInvoker(URI endpoint) {
        this.endpoint = endpoint;
        this.client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @Override
    public LambdaResponse invoke(String function, byte[] payload) {
        String path = "/2015-03-31/functions/" + URLEncoder.encode(function, StandardCharsets.UTF_8) + "/invocations";
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(endpoint.toString().replaceAll("/$", "") + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(payload))
                .build();
        try {
            return read(client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("Unable to execute HTTP request: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a function was running", e);
        }
    }

    private static LambdaResponse read(HttpResponse<String> response) {
        if (response.statusCode() >= 300) {
            String type = response.headers().firstValue("x-amzn-ErrorType").orElse("ServiceException");
            return new LambdaResponse.ServiceError(
                    type.split(":", 2)[0], message(response.body()), response.statusCode());
        }
        if (response.headers().firstValue("X-Amz-Function-Error").isPresent()) {
            return new LambdaResponse.FunctionError(response.body());
        }
        String version = response.headers().firstValue("X-Amz-Executed-Version").orElse("$LATEST");
        return new LambdaResponse.Success(response.body(), version);
    }

    private static String message(String body) {
        try {
            JsonNode error = Json.parse(body);
            return error.path("Message").asText(error.path("message").asText(""));
        } catch (JsonProcessingException _) {
            return body;
        }
    }
}
