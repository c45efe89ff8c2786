package dev.tenantry.api.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.problem.Problem;
import dev.tenantry.core.storage.ContentionException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Base class of the HTTP API's handlers: turns problems into {@code application/problem+json}, and logs unexpected
 * exceptions, of which the response shows no details.
 */
public abstract class ApiHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    @Override
    public final APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        var request = new Request(event, context.getLogger());
        try {
            check(request);
            return answer(request).toLambda("application/json");
        } catch (ProblemException refused) {
            return problem(refused.problem(), refused.headers(), request);
        } catch (ContentionException busy) {
            log(request, busy);
            return problem(Problems.busy(), Map.of(), request);
        } catch (RuntimeException unexpected) {
            log(request, unexpected);
            return problem(Problems.internal(), Map.of(), request);
        }
    }

    /**
     * Answers one request.
     *
     * @throws ProblemException when the request cannot be done
     */
    protected abstract Response answer(Request request);

    /** What the caller must be allowed to do; empty: nothing, because the answer is for everybody. */
    protected abstract Optional<Scope> scope();

    /** The parameters that the query may have; none, unless a handler says otherwise. */
    protected Set<String> queryParameters() {
        return Set.of();
    }

    /**
     * Refuses what no answer of this handler could do justice to, before anything is done.
     *
     * @throws ProblemException when the caller may not do this, or does not take JSON, or when the query has a
     *     parameter that is not known
     */
    protected void check(Request request) {
        scope().ifPresent(scope -> request.requireScope(scope, Instant.now()));
        request.requireJsonAccepted();
        request.requireParametersAmong(queryParameters());
    }

    private static APIGatewayV2HTTPResponse problem(Problem problem, Map<String, String> headers, Request request) {
        var all = new HashMap<>(headers);
        if (problem.status() == 503) {
            all.put("Retry-After", "1");
        }
        return new Response(problem.status(), all, Optional.of(Json.write(problem.json(request.id()))))
                .toLambda("application/problem+json");
    }

    /** The kind of failure and where it was thrown; not its message, which may quote what the caller sent. */
    private static void log(Request request, RuntimeException failure) {
        var thrower = failure.getStackTrace().length == 0 ? "unknown" : failure.getStackTrace()[0].toString();
        request.log(LogLevel.ERROR, failure.getClass().getName() + " at " + thrower);
    }

    /**
     * Does work that needs another service.
     *
     * @param unknown what is not known when that service does not answer
     * @param nextAction what the caller should do then
     * @throws ProblemException when it does not answer
     */
    public static <T> T unlessUnreachable(Supplier<T> work, String unknown, String nextAction) {
        try {
            return work.get();
        } catch (SdkException unreachable) {
            throw new ProblemException(Problems.unavailable(unknown, nextAction));
        }
    }
}
