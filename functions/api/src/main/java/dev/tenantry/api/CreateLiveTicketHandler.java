package dev.tenantry.api;

import dev.tenantry.api.http.ApiHandler;
import dev.tenantry.api.http.ProblemException;
import dev.tenantry.api.http.Problems;
import dev.tenantry.api.http.Request;
import dev.tenantry.api.http.Response;
import dev.tenantry.core.Environment;
import dev.tenantry.core.access.LiveTickets;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.settings.Settings;
import dev.tenantry.core.settings.StackSettings;
import dev.tenantry.core.storage.Table;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code POST /v1/live-tickets}: makes a ticket, by which the caller opens one connection of the live feed. Browsers
 * send no header with a handshake, so the ticket is a part of the address.
 */
public final class CreateLiveTicketHandler extends ApiHandler {
    private static final String AGAIN = "Send the request again, or poll the job meanwhile.";

    private final LiveTickets tickets;
    private final Supplier<Optional<URI>> liveUrl;

    public CreateLiveTicketHandler() {
        this(Environment.current());
    }

    private CreateLiveTicketHandler(Environment environment) {
        var settings = StackSettings.of(environment);
        this(new LiveTickets(Table.of(environment), InstantSource.system()), () -> settings.find(Settings::liveUrl));
    }

    CreateLiveTicketHandler(LiveTickets tickets, Supplier<Optional<URI>> liveUrl) {
        this.tickets = tickets;
        this.liveUrl = liveUrl;
    }

    @Override
    protected Optional<Scope> scope() {
        return Optional.of(Scope.READ);
    }

    @Override
    protected Response answer(Request request) {
        var address = unlessUnreachable(liveUrl, "The live channel's address is not known.", AGAIN)
                .orElseThrow(() -> new ProblemException(
                        Problems.unavailable("The stack is being updated: it has no live channel yet.", AGAIN)));
        var ticket = tickets.issue(request.caller());
        return Response.of(
                201,
                Json.object()
                        .put("ticket", ticket.secret())
                        .put("url", address + "?ticket=" + ticket.secret())
                        .put("expiresAt", Json.time(ticket.expiresAt())),
                Map.of());
    }
}
