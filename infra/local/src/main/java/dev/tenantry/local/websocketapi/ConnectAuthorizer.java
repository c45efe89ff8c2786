package dev.tenantry.local.websocketapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.local.apigateway.AuthorizerDecision;
import dev.tenantry.local.apigateway.Integrations;
import dev.tenantry.local.invocation.InvocationResult;
import dev.tenantry.local.web.Json;
import dev.tenantry.local.websocketapi.WebSocketApiConfiguration.LambdaAuthorizer;
import dev.tenantry.local.websocketapi.WebSocketEvent.ConnectAuthorization;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Asks a WebSocket API's Lambda authorizer about each handshake; its answers are not remembered. The forms of question
 * and answer are those of the API Gateway Developer Guide: "Control access to WebSocket APIs with AWS Lambda REQUEST
 * authorizers" and "Output from an API Gateway Lambda authorizer".
 */
final class ConnectAuthorizer {
    private static final String INVOKE = "execute-api:Invoke";
    private static final String UNAUTHORIZED = "Unauthorized";

    private final LambdaAuthorizer authorizer;
    private final Integrations integrations;

    ConnectAuthorizer(LambdaAuthorizer authorizer, Integrations integrations) {
        this.authorizer = authorizer;
        this.integrations = integrations;
    }

    /**
     * Decides about a handshake.
     *
     * @throws IOException if the authorizer failed, or answered in no known form
     */
    AuthorizerDecision decide(ConnectAuthorization question)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        if (!authorizer.identitySources().stream().allMatch(source -> source.isIn(question))) {
            return new AuthorizerDecision.Unidentified();
        }
        return switch (integrations.invoke(authorizer.function(), Json.bytes(question))) {
            case InvocationResult.Success success ->
                decision(Json.MAPPER.readTree(success.payload()), question.methodArn());
            case InvocationResult.FunctionError error -> thrown(Json.MAPPER.readTree(error.payload()));
            case InvocationResult.ServiceError error -> throw failed(error.message());
        };
    }

    private AuthorizerDecision thrown(JsonNode error) throws IOException {
        if (error.path("errorMessage").asText().equals(UNAUTHORIZED)) {
            return new AuthorizerDecision.Unidentified();
        }
        throw failed(error.path("errorMessage").asText());
    }

    private AuthorizerDecision decision(JsonNode answer, String methodArn) throws IOException {
        var statements = answer.at("/policyDocument/Statement");
        if (!answer.path("principalId").isTextual() || !statements.isArray()) {
            throw failed("its answer has no principalId or no policyDocument");
        }
        var effects = elements(statements)
                .filter(statement -> fits(statement.path("Action"), INVOKE))
                .filter(statement -> fits(statement.path("Resource"), methodArn))
                .map(statement -> statement.path("Effect").asText())
                .collect(Collectors.toSet());
        if (effects.contains("Deny") || !effects.contains("Allow")) {
            return new AuthorizerDecision.Denied();
        }
        return new AuthorizerDecision.Allowed(context(answer));
    }

    /** Functions get texts only, whatever the authorizer wrote. */
    private ObjectNode context(JsonNode answer) throws IOException {
        var context = Json.MAPPER.createObjectNode();
        for (var entry : answer.path("context").properties()) {
            if (!entry.getValue().isValueNode()) {
                throw failed("the value of " + entry.getKey() + " in its context is not a text, number or boolean");
            }
            context.put(entry.getKey(), entry.getValue().asText());
        }
        return context.put("principalId", answer.get("principalId").asText());
    }

    private IOException failed(String why) {
        return new IOException("The authorizer " + authorizer.function() + " failed: " + why);
    }

    private static boolean fits(JsonNode patterns, String value) {
        return (patterns.isArray() ? elements(patterns) : Stream.of(patterns))
                .anyMatch(pattern -> Pattern.matches(
                        Pattern.quote(pattern.asText()).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"), value));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
