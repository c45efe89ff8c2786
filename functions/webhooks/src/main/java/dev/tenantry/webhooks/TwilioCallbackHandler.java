package dev.tenantry.webhooks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.tenantry.core.Environment;
import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.storage.Table;
import dev.tenantry.core.webhook.Inbox;
import dev.tenantry.core.webhook.InboxItem;
import java.time.InstantSource;
import java.util.Map;

/**
 * {@code POST /webhooks/twilio/{orgId}/{nonce}}: takes a callback of Twilio's, puts what it tells into the
 * organisation's inbox and notices, and answers 204.
 *
 * <p>What Twilio did not sign is refused, whatever the reason, with the same 403. What Twilio signed and we cannot read
 * is kept too, and answered 204: it would be no more readable if Twilio sent it again. Only a failure of ours is a 5xx,
 * after which Twilio tries again.
 */
public final class TwilioCallbackHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Gate gate;
    private final Inbox inbox;

    /** Made by Lambda. */
    public TwilioCallbackHandler() {
        var environment = Environment.current();
        var table = Table.of(environment);
        this(Gate.of(environment, table), new Inbox(table, InstantSource.system()));
    }

    TwilioCallbackHandler(Gate gate, Inbox inbox) {
        this.gate = gate;
        this.inbox = inbox;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        var requestId = event.getRequestContext().getRequestId();
        var log = context.getLogger();
        try {
            var request = CallbackRequest.of(event);
            gate.check(request);
            Messages.of(request).forEach(message -> keep(request.orgId(), message, log));
            return APIGatewayV2HTTPResponse.builder().withStatusCode(204).build();
        } catch (RefusedException refused) {
            log.log("Request " + requestId + ": refused a callback: " + refused.getMessage(), LogLevel.WARN);
            return answer(refused.problem(), requestId);
        } catch (RuntimeException unexpected) {
            log.log("Request " + requestId + " failed: " + origin(unexpected), LogLevel.ERROR);
            return answer(Problem.internal(), requestId);
        }
    }

    private void keep(OrgId orgId, Message message, LambdaLogger log) {
        var isNew =
                inbox.add(new InboxItem(orgId, message.id(), message.type(), message.payload()), message.notice(orgId));
        log.log(
                "Callback of " + orgId + ": " + message.id() + ", " + message.type() + (isNew ? "" : ", came again"),
                message instanceof Unrecognised ? LogLevel.WARN : LogLevel.INFO);
    }

    private static APIGatewayV2HTTPResponse answer(Problem problem, String requestId) {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(problem.status())
                .withHeaders(Map.of("Content-Type", "application/problem+json"))
                .withBody(Json.write(problem.json(requestId)))
                .build();
    }

    /** The kind of failure and where it was thrown; not its message, which may quote what the sender sent. */
    private static String origin(RuntimeException unexpected) {
        var thrower = unexpected.getStackTrace().length == 0 ? "unknown" : unexpected.getStackTrace()[0].toString();
        return unexpected.getClass().getName() + " at " + thrower;
    }
}
