package dev.tenantry.api;

import static dev.tenantry.api.ApiRequests.body;
import static dev.tenantry.api.ApiRequests.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tenantry.core.access.AuthorizerContext;
import dev.tenantry.core.access.Caller;
import dev.tenantry.core.access.LiveTickets;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.LocalTable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.exception.SdkClientException;

class CreateLiveTicketHandlerTest {
    private static final Optional<URI> LIVE = Optional.of(URI.create("wss://live.example.com/live"));

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final ApiRequests requests = new ApiRequests();
    private final Instant now = Instant.now();

    @Test
    void answersATicketAndTheAddressWithIt() {
        var answer = create(Optional.empty());

        var ticket = body(answer).get("ticket").textValue();
        assertThat(answer.getStatusCode()).isEqualTo(201);
        assertThat(answer.getHeaders()).containsEntry("Cache-Control", "no-store");
        assertThat(body(answer).get("url").textValue()).isEqualTo("wss://live.example.com/live?ticket=" + ticket);
        assertThat(Instant.parse(body(answer).get("expiresAt").textValue()))
                .isEqualTo(now.plusSeconds(60).truncatedTo(ChronoUnit.SECONDS));
        assertThat(requests.logged()).isEmpty();
    }

    @Test
    void makesATicketForTheIamIdentityThatAsks() {
        var ticket = body(create(Optional.empty())).get("ticket").textValue();

        assertThat(tickets().consume(ticket)).contains(Caller.ofIam("arn:aws:iam::123456789012:user/operator"));
    }

    @Test
    void makesATicketForTheBearerThatAsks() {
        var caller = new Caller(
                "auth0|7",
                Set.of(Scope.READ, Scope.WRITE),
                Optional.of(Set.of(new OrgId("acme"))),
                Optional.of(now.plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS)));

        var ticket = body(create(Optional.of(caller))).get("ticket").textValue();

        assertThat(tickets().consume(ticket)).contains(caller);
    }

    @Test
    void saysWhenTheAddressIsNotKnown() {
        var unset = handle(new CreateLiveTicketHandler(tickets(), Optional::empty), Optional.empty());
        var unreadable = handle(
                new CreateLiveTicketHandler(tickets(), () -> {
                    throw SdkClientException.create("There is no answer.");
                }),
                Optional.empty());

        assertThat(unset.getStatusCode()).isEqualTo(503);
        assertThat(unreadable.getStatusCode()).isEqualTo(503);
        assertThat(body(unset).get("code").textValue()).isEqualTo("upstream-unavailable");
    }

    private LiveTickets tickets() {
        return new LiveTickets(local.table(), InstantSource.fixed(now));
    }

    private APIGatewayV2HTTPResponse create(Optional<Caller> bearer) {
        return handle(new CreateLiveTicketHandler(tickets(), () -> LIVE), bearer);
    }

    private APIGatewayV2HTTPResponse handle(CreateLiveTicketHandler handler, Optional<Caller> bearer) {
        var event = get(Map.of());
        bearer.ifPresent(caller -> event.getRequestContext()
                .setAuthorizer(Authorizer.builder()
                        .withLambda(AuthorizerContext.write(caller))
                        .build()));
        return handler.handleRequest(event, requests.context());
    }
}
