package dev.tenantry.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.tenantry.core.storage.ContentionException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What every handler of the HTTP API does the same: problems become {@code application/problem+json}, and the
 * unexpected is logged and told without its inside.
 */
abstract class ApiHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    @Override
    public final APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        var request = new Request(event, context.getLogger());
        try {
            return answer(request).toLambda("application/json");
        } catch (ProblemException refused) {
            return problem(refused.problem(), request);
        } catch (ContentionException busy) {
            log(request, busy);
            return problem(Problem.busy(), request);
        } catch (RuntimeException unexpected) {
            log(request, unexpected);
            return problem(Problem.internal(), request);
        }
    }

    /**
     * Answers one request.
     *
     * @throws ProblemException when the request cannot be done
     */
    abstract Response answer(Request request);

    private static APIGatewayV2HTTPResponse problem(Problem problem, Request request) {
        var headers = problem.status() == 503 ? Map.of("Retry-After", "1") : Map.<String, String>of();
        return new Response(problem.status(), headers, Optional.of(problem.json(request.id())))
                .toLambda("application/problem+json");
    }

    /** The kind of failure and where it was thrown; not its message, which may quote what the caller sent. */
    private static void log(Request request, RuntimeException failure) {
        var thrower = failure.getStackTrace().length == 0 ? "unknown" : failure.getStackTrace()[0].toString();
        request.log(LogLevel.ERROR, failure.getClass().getName() + " at " + thrower);
    }

    /**
     * What comes of work that needs another service.
     *
     * @param unknown what is not known when that service does not answer
     * @param nextAction what the caller should do then
     * @throws ProblemException when it does not answer
     */
    static <T> T unlessUnreachable(Supplier<T> work, String unknown, String nextAction) {
        try {
            return work.get();
        } catch (SdkException unreachable) {
            throw new ProblemException(Problem.unavailable(unknown, nextAction));
        }
    }
}
