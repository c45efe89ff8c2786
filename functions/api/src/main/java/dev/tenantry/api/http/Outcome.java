package dev.tenantry.api.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.problem.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of a request.
 *
 * @param response the answer
 * @param problem the problem that the answer shows, if it does
 */
record Outcome(Response response, Optional<Problem> problem) {
    private static final int UNAVAILABLE = 503;

    static Outcome of(Response response) {
        return new Outcome(response, Optional.empty());
    }

    static Outcome of(Problem problem, Map<String, String> headers, String requestId) {
        var all = new HashMap<>(headers);
        if (problem.status() == UNAVAILABLE) {
            all.put("Retry-After", "1");
        }
        var body = Json.write(problem.json(requestId));
        return new Outcome(new Response(problem.status(), all, Optional.of(body)), Optional.of(problem));
    }

    /** The same with headers that every answer to such a request has. */
    Outcome with(Map<String, String> headers) {
        var all = new HashMap<>(response.headers());
        all.putAll(headers);
        return new Outcome(new Response(response.status(), all, response.body()), problem);
    }

    int status() {
        return response.status();
    }

    /** The problem's code. */
    Optional<String> code() {
        return problem.map(Problem::code);
    }

    APIGatewayV2HTTPResponse toLambda() {
        return response.toLambda(problem.isPresent() ? "application/problem+json" : "application/json");
    }
}
