package dev.tenantry.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.core.Environment;
import dev.tenantry.core.Sha256;
import dev.tenantry.core.access.AuthorizerContext;
import dev.tenantry.core.access.Caller;
import dev.tenantry.core.access.LiveTickets;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.LocalTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TicketAuthorizerHandlerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Caller CALLER = new Caller(
            "auth0|7",
            Set.of(Scope.READ, Scope.WRITE),
            Optional.of(Set.of(new OrgId("acme"), new OrgId("owl"))),
            Optional.of(NOW.plusSeconds(3600)));

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final Invocation invocation = new Invocation();

    @Test
    void letsTheCallerOfTheTicketConnectAndSaysWhoThatIs() {
        var answer = ask(Map.of("ticket", issue()), NOW);

        assertThat(answer.get("principalId").asText()).isEqualTo("auth0|7");
        assertThat(answer.at("/policyDocument/Version").asText()).isEqualTo("2012-10-17");
        assertThat(answer.at("/policyDocument/Statement")).singleElement().satisfies(statement -> {
            assertThat(statement.get("Effect").asText()).isEqualTo("Allow");
            assertThat(statement.get("Action").asText()).isEqualTo("execute-api:Invoke");
            assertThat(statement.get("Resource").asText()).isEqualTo(Events.ROUTE);
        });
        assertThat(AuthorizerContext.read(texts(answer.get("context")))).isEqualTo(CALLER);
        assertThat(invocation.lines()).isEmpty();
    }

    @Test
    void letsAnIamIdentityConnectThatHasTakenATicket() {
        var ticket = tickets(NOW).issue(Events.OPERATOR).secret();

        var answer = ask(Map.of("ticket", ticket), NOW);

        assertThat(AuthorizerContext.read(texts(answer.get("context")))).isEqualTo(Events.OPERATOR);
    }

    @Test
    void deniesATicketThatIsUnknownForgedUsedExpiredOrMissing() {
        var used = issue();
        ask(Map.of("ticket", used), NOW);
        var expired = issue();

        assertDenied(Map.of("ticket", "x".repeat(43)), NOW);
        assertDenied(Map.of("ticket", used), NOW);
        assertDenied(Map.of("ticket", expired), NOW.plusSeconds(60));
        assertDenied(Map.of("ticket", Sha256.hex(expired)), NOW);
        assertDenied(Map.of("ticket", "A" + expired), NOW);
        assertDenied(Map.of("other", expired), NOW);
        assertDenied(Map.of(), NOW);
        // None of this has used it up.
        assertThat(effect(ask(Map.of("ticket", expired), NOW))).isEqualTo("Allow");
    }

    @Test
    void deniesAHandshakeWithoutAQuery() {
        var handshake = new HashMap<>(Events.handshake(Map.of()));
        handshake.remove("queryStringParameters");

        var answer = json(new TicketAuthorizerHandler(tickets(NOW)).handleRequest(handshake, invocation));

        assertThat(effect(answer)).isEqualTo("Deny");
    }

    @Test
    void letsOneOfTwoConnectThatShowATicketAtOnce() throws Exception {
        for (var round = 0; round < 10; round++) {
            var query = Map.of("ticket", issue());
            var barrier = new CyclicBarrier(2);
            Callable<String> attempt = () -> {
                barrier.await();
                return effect(ask(query, NOW));
            };
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var one = threads.submit(attempt);
                var other = threads.submit(attempt);
                assertThat(List.of(one.get(), other.get())).containsExactlyInAnyOrder("Allow", "Deny");
            }
        }
    }

    @Test
    void logsNoTicket() {
        var ticket = issue();
        ask(Map.of("ticket", ticket), NOW.plusSeconds(60));

        assertThat(invocation.lines()).singleElement().asString().doesNotContain(ticket);
    }

    @Test
    void isMadeAsLambdaMakesIt() throws Exception {
        var ticket = new LiveTickets(local.table(), InstantSource.system())
                .issue(Events.OPERATOR)
                .secret();

        var handler = Environment.callWith(local.variables(), TicketAuthorizerHandler::new);

        assertThat(effect(json(handler.handleRequest(Events.handshake(Map.of("ticket", ticket)), invocation))))
                .isEqualTo("Allow");
    }

    private void assertDenied(Map<String, String> query, Instant now) {
        var answer = ask(query, now);

        assertThat(effect(answer)).as("%s", query).isEqualTo("Deny");
        assertThat(AuthorizerContext.read(texts(answer.get("context"))).scopes())
                .as("%s", query)
                .isEmpty();
    }

    private static String effect(JsonNode answer) {
        return answer.at("/policyDocument/Statement/0/Effect").asText();
    }

    private String issue() {
        return tickets(NOW).issue(CALLER).secret();
    }

    private LiveTickets tickets(Instant now) {
        return new LiveTickets(local.table(), InstantSource.fixed(now));
    }

    private JsonNode ask(Map<String, String> query, Instant now) {
        return json(new TicketAuthorizerHandler(tickets(now)).handleRequest(Events.handshake(query), invocation));
    }

    private static JsonNode json(Map<String, Object> answer) {
        return JSON.valueToTree(answer);
    }

    private static Map<String, String> texts(JsonNode context) {
        var texts = new HashMap<String, String>();
        context.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().textValue()));
        return texts;
    }
}
