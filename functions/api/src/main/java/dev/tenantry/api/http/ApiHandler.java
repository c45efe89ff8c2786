package dev.tenantry.api.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.audit.AuditRecord.Operation;
import dev.tenantry.core.log.FunctionLog;
import dev.tenantry.core.quota.CapExceededException;
import dev.tenantry.core.quota.CapExceededException.Cap;
import dev.tenantry.core.storage.ContentionException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Base class of the HTTP API's handlers: turns problems into {@code application/problem+json}, logs unexpected
 * exceptions, of which the response shows no details, and records requests that change something in the audit.
 */
public abstract class ApiHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private final Optional<Oversight> oversight;
    private final Optional<Operation> audited;

    /** A handler whose requests are neither limited nor audited: they change nothing. */
    protected ApiHandler() {
        this(Optional.empty(), Optional.empty());
    }

    /** A handler whose requests are limited, because each is expensive, and not audited: they change nothing. */
    protected ApiHandler(Oversight oversight) {
        this(Optional.of(oversight), Optional.empty());
    }

    /** A handler whose requests are limited, and recorded in the audit. */
    protected ApiHandler(Operation operation, Oversight oversight) {
        this(Optional.of(oversight), Optional.of(operation));
    }

    private ApiHandler(Optional<Oversight> oversight, Optional<Operation> audited) {
        this.oversight = oversight;
        this.audited = audited;
    }

    @Override
    public final APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        var request = new Request(event, FunctionLog.of(context));
        return oversight
                .map(all -> oversee(all, request))
                .orElseGet(() -> outcome(request))
                .toLambda();
    }

    private Outcome oversee(Oversight all, Request request) {
        var admission = all.admission();
        request.limitedBy(admission);
        if (audited.isEmpty()) {
            return outcome(request).with(admission.headers());
        }
        var draft = all.begin(audited.get(), request);
        request.auditedBy(draft);
        var concluded = draft.conclude(outcome(request));
        request.logChange(audited.get().word(), concluded.status());
        return concluded.with(admission.headers());
    }

    private Outcome outcome(Request request) {
        try {
            check(request);
            return Outcome.of(answer(request));
        } catch (ProblemException refused) {
            return Outcome.of(refused.problem(), refused.headers(), request.id());
        } catch (ContentionException busy) {
            log(request, busy);
            return Outcome.of(Problems.busy(), Map.of(), request.id());
        } catch (CapExceededException exceeded) {
            return Outcome.of(Problems.capExceeded(exceeded), untilTomorrow(exceeded), request.id());
        } catch (RuntimeException unexpected) {
            log(request, unexpected);
            return Outcome.of(Problems.internal(), Map.of(), request.id());
        }
    }

    private static Map<String, String> untilTomorrow(CapExceededException exceeded) {
        var now = Instant.now();
        var tomorrow = now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        return exceeded.cap() == Cap.PER_JOB
                ? Map.of()
                : Map.of("Retry-After", Long.toString(now.until(tomorrow, ChronoUnit.SECONDS) + 1));
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
        scope().ifPresent(scope -> request.authorization().require(scope, Instant.now()));
        request.requireJsonAccepted();
        request.requireParametersAmong(queryParameters());
        request.requireAdmission();
    }

    /** The kind of failure and where it was thrown; not its message, which may quote what the caller sent. */
    private static void log(Request request, RuntimeException failure) {
        var thrower = failure.getStackTrace().length == 0 ? "unknown" : failure.getStackTrace()[0].toString();
        request.log(LogLevel.ERROR, failure.getClass().getName() + " at " + thrower, failure);
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
