package dev.tenantry.webhooks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.tenantry.core.Environment;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.log.FunctionLog;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.problem.Problem;
import dev.tenantry.core.readiness.ReportedStatuses;
import dev.tenantry.core.storage.Table;
import dev.tenantry.core.webhook.Inbox;
import dev.tenantry.core.webhook.InboxItem;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /webhooks/twilio/{orgId}/{nonce}} and GET: takes a callback of Twilio's, puts what it tells into the
 * organisation's inbox and notices, and answers 204.
 *
 * <p>What Twilio did not sign is refused, whatever the reason, with the same 403. What Twilio signed and we cannot read
 * is kept too, and answered 204: it would be no more readable if Twilio sent it again. Only a failure of ours is a 5xx,
 * after which Twilio tries again.
 */
public final class TwilioCallbackHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final CallbackAuthenticator authenticator;
    private final Inbox inbox;
    private final ReportedStatuses reported;

    public TwilioCallbackHandler() {
        var environment = Environment.current();
        var table = Table.of(environment);
        this(
                CallbackAuthenticator.of(environment, table),
                new Inbox(table, InstantSource.system()),
                new ReportedStatuses(table));
    }

    TwilioCallbackHandler(CallbackAuthenticator authenticator, Inbox inbox, ReportedStatuses reported) {
        this.authenticator = authenticator;
        this.inbox = inbox;
        this.reported = reported;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        var requestId = event.getRequestContext().getRequestId();
        var log = FunctionLog.of(context)
                .with(
                        "orgId",
                        Optional.ofNullable(event.getPathParameters())
                                .orElse(Map.of())
                                .getOrDefault("orgId", ""));
        try {
            var request = CallbackRequest.of(event);
            authenticator.authenticate(request);
            TwilioCallbackParser.parse(request).forEach(callback -> store(request.orgId(), callback, log));
            return APIGatewayV2HTTPResponse.builder().withStatusCode(204).build();
        } catch (CallbackRejectedException refused) {
            log.log("Request " + requestId + ": refused a callback: " + refused.getMessage(), LogLevel.WARN);
            return answer(refused.problem(), requestId);
        } catch (RuntimeException unexpected) {
            log.log("Request " + requestId + " failed: " + origin(unexpected), LogLevel.ERROR, unexpected);
            return answer(CallbackProblems.internal(), requestId);
        }
    }

    /** The status first: once the inbox has the callback, a repeated delivery is not needed any more. */
    private void store(OrgId orgId, TwilioCallback callback, FunctionLog log) {
        callback.reported().ifPresent(status -> reported.store(orgId, status));
        var isNew = inbox.add(
                new InboxItem(orgId, callback.id(), callback.type(), callback.payload()), callback.notice(orgId));
        log.log(
                "Callback of " + orgId + ": " + callback.id() + ", " + callback.type()
                        + (isNew ? "" : ", received again"),
                callback instanceof UnknownCallback ? LogLevel.WARN : LogLevel.INFO);
    }

    private static APIGatewayV2HTTPResponse answer(Problem problem, String requestId) {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(problem.status())
                .withHeaders(Map.of("Content-Type", "application/problem+json", "X-Content-Type-Options", "nosniff"))
                .withBody(Json.write(problem.json(requestId)))
                .build();
    }

    /** The kind of failure and where it was thrown; not its message, which may quote what the sender sent. */
    private static String origin(RuntimeException unexpected) {
        var thrower = unexpected.getStackTrace().length == 0 ? "unknown" : unexpected.getStackTrace()[0].toString();
        return unexpected.getClass().getName() + " at " + thrower;
    }
}
