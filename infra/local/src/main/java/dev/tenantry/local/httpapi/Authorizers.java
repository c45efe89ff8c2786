package dev.tenantry.local.httpapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.local.apigateway.AuthorizerDecision;
import dev.tenantry.local.apigateway.Integrations;
import dev.tenantry.local.httpapi.HttpApiConfiguration.LambdaAuthorizer;
import dev.tenantry.local.invocation.InvocationResult;
import dev.tenantry.local.web.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Asks an HTTP API's Lambda authorizer, and remembers its answers ("Controlling access to HTTP APIs with AWS Lambda
 * authorizers").
 */
final class Authorizers {
    /** A bearer has a token for an hour or so; this many at once are more than one machine serves. */
    private static final int KEPT = 1_000;

    private final LambdaAuthorizer authorizer;
    private final Clock clock;
    private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > KEPT;
        }
    };

    private record Kept(AuthorizerDecision decision, Instant until) {}

    Authorizers(LambdaAuthorizer authorizer, Clock clock) {
        this.authorizer = authorizer;
        this.clock = clock;
    }

    /**
     * Decides about a request.
     *
     * @param event the request's event, as its function would get it from an open route
     * @throws IOException if the authorizer failed, or answered in no known form
     */
    AuthorizerDecision decide(HttpApiEvent event, Integrations integrations)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        var identity = event.headers().getOrDefault("authorization", "");
        if (identity.isEmpty()) {
            return new AuthorizerDecision.Unidentified();
        }
        var known = find(identity);
        if (known.isPresent()) {
            return known.get();
        }
        var decision = ask(event, identity, integrations);
        keep(identity, decision);
        return decision;
    }

    private synchronized Optional<AuthorizerDecision> find(String identity) {
        return Optional.ofNullable(kept.get(identity))
                .filter(one -> clock.instant().isBefore(one.until()))
                .map(Kept::decision);
    }

    private synchronized void keep(String identity, AuthorizerDecision decision) {
        kept.put(identity, new Kept(decision, clock.instant().plus(authorizer.timeToLive())));
    }

    private AuthorizerDecision ask(HttpApiEvent event, String identity, Integrations integrations)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        ObjectNode question = Json.MAPPER.valueToTree(event);
        question.put("type", "REQUEST").putArray("identitySource").add(identity);
        question.remove(List.of("body", "isBase64Encoded"));
        var result = integrations.invoke(authorizer.function(), Json.bytes(question));
        if (!(result instanceof InvocationResult.Success success)) {
            throw new IOException("The authorizer " + authorizer.function() + " failed");
        }
        var answer = Json.MAPPER.readTree(success.payload());
        if (!answer.path("isAuthorized").isBoolean()) {
            throw new IOException("The authorizer " + authorizer.function() + " answers without isAuthorized");
        }
        return answer.get("isAuthorized").booleanValue()
                ? new AuthorizerDecision.Allowed(answer.path("context"))
                : new AuthorizerDecision.Denied();
    }
}
