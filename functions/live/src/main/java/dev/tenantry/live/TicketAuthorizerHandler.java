package dev.tenantry.live;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.tenantry.core.Environment;
import dev.tenantry.core.access.AuthorizerContext;
import dev.tenantry.core.access.Caller;
import dev.tenantry.core.access.LiveTickets;
import dev.tenantry.core.log.FunctionLog;
import dev.tenantry.core.storage.Table;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Authorizer of {@code $connect}: consumes the ticket of the handshake's address, and lets the caller connect that it
 * was made for. The answer is a policy, since API Gateway knows no simpler one for WebSocket APIs ("Control access to
 * WebSocket APIs with AWS Lambda REQUEST authorizers").
 *
 * <p>A policy that denies is answered with 403, whatever is wrong with the ticket. An exception with the message
 * {@code Unauthorized} would be answered with 401, and would count as a failure of this function.
 */
public final class TicketAuthorizerHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private final LiveTickets tickets;

    /** In Lambda. */
    public TicketAuthorizerHandler() {
        this(new LiveTickets(Table.of(Environment.current()), InstantSource.system()));
    }

    TicketAuthorizerHandler(LiveTickets tickets) {
        this.tickets = tickets;
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        var route = String.valueOf(event.get("methodArn"));
        var caller = ticket(event).flatMap(tickets::consume);
        if (caller.isEmpty()) {
            // Not the ticket: it may be one that is mistyped, and still valid.
            FunctionLog.of(context).log("refused a handshake: no such ticket, or no longer", LogLevel.WARN);
        }
        return caller.map(one -> answer("Allow", route, one)).orElseGet(() -> answer("Deny", route, Caller.NOBODY));
    }

    private static Optional<String> ticket(Map<String, Object> event) {
        return event.get("queryStringParameters") instanceof Map<?, ?> query
                        && query.get("ticket") instanceof String ticket
                ? Optional.of(ticket)
                : Optional.empty();
    }

    private static Map<String, Object> answer(String effect, String route, Caller caller) {
        return Map.of(
                "principalId", caller.name(),
                "policyDocument",
                        Map.of(
                                "Version",
                                "2012-10-17",
                                "Statement",
                                List.of(Map.of("Action", "execute-api:Invoke", "Effect", effect, "Resource", route))),
                "context", AuthorizerContext.write(caller));
    }
}
