package dev.tenantry.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.Sha256;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.LocalTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class LiveTicketsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.700Z");
    private static final Instant END = Instant.parse("2026-11-22T10:01:00Z");
    private static final Caller CALLER = new Caller(
            "auth0|7",
            Set.of(Scope.READ),
            Optional.of(Set.of(new OrgId("acme"), new OrgId("owl"))),
            Optional.of(Instant.parse("2026-11-22T11:00:00Z")));

    @RegisterExtension
    final LocalTable local = new LocalTable();

    @Test
    void isForItsCallerAndForOneMinute() {
        var ticket = at(NOW).issue(CALLER);

        assertThat(ticket.expiresAt()).isEqualTo(END);
        assertThat(at(END.minusMillis(1)).consume(ticket.secret())).contains(CALLER);
    }

    @Test
    void isForAnIamIdentityAsWell() {
        var caller = Caller.ofIam("arn:aws:iam::123456789012:user/operator");

        assertThat(at(NOW).consume(at(NOW).issue(caller).secret())).contains(caller);
    }

    @Test
    void isTakenOnceOnly() {
        var ticket = at(NOW).issue(CALLER);

        assertThat(at(NOW).consume(ticket.secret())).isPresent();
        assertThat(at(NOW).consume(ticket.secret())).isEmpty();
        assertThat(items()).isEmpty();
    }

    @Test
    void isTakenByOneOfManyWhoShowItAtOnce() throws Exception {
        var count = 16;
        var ticket = at(NOW).issue(CALLER);
        var barrier = new CyclicBarrier(count);
        Callable<Optional<Caller>> attempt = () -> {
            barrier.await();
            return at(NOW).consume(ticket.secret());
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var taken = 0;
            for (var result : threads.invokeAll(
                    IntStream.range(0, count).mapToObj(_ -> attempt).toList())) {
                taken += result.get().isPresent() ? 1 : 0;
            }
            assertThat(taken).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT1S", "PT48H"})
    void isNotTakenAfterItsEndThoughItIsStillThere(Duration later) {
        var ticket = at(NOW).issue(CALLER);

        assertThat(at(END.plus(later)).consume(ticket.secret())).isEmpty();
        assertThat(items()).hasSize(1);
    }

    @Test
    void endsWithTheTokenOfItsCaller() {
        var soon = new Caller("auth0|7", Set.of(Scope.READ), Optional.empty(), Optional.of(NOW.plusSeconds(10)));

        var ticket = at(NOW).issue(soon);

        assertThat(ticket.expiresAt()).isEqualTo(Instant.parse("2026-11-22T10:00:10Z"));
        assertThat(at(NOW.plusSeconds(10)).consume(ticket.secret())).isEmpty();
    }

    @Test
    void isStoredByItsHashOnly() {
        var ticket = at(NOW).issue(CALLER);

        var hash = Sha256.hex(ticket.secret());
        assertThat(items()).singleElement().satisfies(item -> {
            assertThat(item.get("PK").s()).isEqualTo("TICKET#" + hash);
            assertThat(item.get("expiresAt").n()).isEqualTo(Long.toString(END.getEpochSecond()));
            assertThat(item.toString()).doesNotContain(ticket.secret());
        });
        assertThat(ticket.toString()).doesNotContain(ticket.secret());
        // Who reads the table cannot connect by what it says.
        assertThat(at(NOW).consume(hash)).isEmpty();
        assertThat(at(NOW).consume(hash.substring(0, 43))).isEmpty();
        assertThat(at(NOW).consume(ticket.secret())).isPresent();
    }

    @Test
    void isNotTakenByATextThatIsNearlyTheSame() {
        var secret = at(NOW).issue(CALLER).secret();
        var forged = (secret.startsWith("A") ? "B" : "A") + secret.substring(1);

        for (var other : List.of(forged, secret + "A", secret.substring(1), secret + "=", " " + secret, "", "*")) {
            assertThat(at(NOW).consume(other)).as(other).isEmpty();
        }
        assertThat(at(NOW).consume(secret)).isPresent();
    }

    @Test
    void has256RandomBits() {
        var secrets = new HashSet<String>();
        for (var i = 0; i < 50; i++) {
            secrets.add(at(NOW).issue(CALLER).secret());
        }

        assertThat(secrets).hasSize(50).allMatch(secret -> secret.matches("[A-Za-z0-9_-]{43}"));
    }

    private LiveTickets at(Instant time) {
        return new LiveTickets(local.table(), InstantSource.fixed(time));
    }

    private List<Map<String, AttributeValue>> items() {
        return local.table()
                .client()
                .scan(scan -> scan.tableName(local.table().name()))
                .items();
    }
}
