package dev.tenantry.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;

/** Calls one server that speaks JSON. */
final class Web {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SIGNATURE =
            "AWS4-HMAC-SHA256 Credential=benchmark/20261201/us-east-1/execute-api/aws4_request,"
                    + " SignedHeaders=host, Signature=0";

    private final HttpClient http;
    private final URI base;
    private final Optional<String> authorization;

    Web(HttpClient http, URI base) {
        this(http, base, Optional.empty());
    }

    private Web(HttpClient http, URI base, Optional<String> authorization) {
        this.http = http;
        this.base = base;
        this.authorization = authorization;
    }

    /** Calls the HTTP API of a local system with the token that it gives. */
    static Web api(HttpClient http, URI base) throws IOException, InterruptedException {
        var configuration = new Web(http, base).get("/config.json");
        return new Web(
                http,
                base,
                Optional.of("Bearer " + configuration.required("devToken").textValue()));
    }

    /** The same server, called with a signature, which a local system does not verify. */
    Web signed() {
        return new Web(http, base, Optional.of(SIGNATURE));
    }

    /**
     * The same server, called with a token of the local issuer.
     *
     * @param organisation the only one that its bearer may act for; {@code *}: all of them
     */
    Web withToken(String organisation) throws IOException, InterruptedException {
        var token = post("/issuer/token?organisations=" + organisation)
                .required("access_token")
                .textValue();
        return new Web(http, base, Optional.of("Bearer " + token));
    }

    /** The path of an organisation's jobs, to which one is posted. */
    static String jobsOf(String organisation) {
        return "/v1/orgs/" + organisation + "/provisioning-jobs";
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    JsonNode post(String path) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    JsonNode post(String path, String json) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    /** Calls an operation of AWS that is named by its target, for instance {@code AWSStepFunctions.ListExecutions}. */
    JsonNode call(String target, String json) throws IOException, InterruptedException {
        return send(request("/")
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", target)
                .POST(BodyPublishers.ofString(json)));
    }

    void delete(String path) throws IOException, InterruptedException {
        send(request(path).DELETE());
    }

    /** A request to be sent by another client, with the authorization. */
    HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path));
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    private JsonNode send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        var request = builder.build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(request + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
