package dev.tenantry.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.job.JobId;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.LocalTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ConnectionsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration LIFETIME = Duration.ofHours(2).plusMinutes(10);
    private static final Topic ACME = new Topic.OfOrg(new OrgId("acme"));

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private Connections connections;

    @BeforeEach
    void connections() {
        connections = at(NOW);
    }

    @Test
    void keepsWhoOpenedAConnectionForTwoHoursAndTenMinutes() {
        connections.open("a=", Events.OPERATOR);

        assertThat(connections.find("a=")).contains(new Connection("a=", Events.OPERATOR, NOW, NOW.plus(LIFETIME)));
        assertThat(items()).singleElement().satisfies(item -> assertThat(item.get("expiresAt"))
                .isEqualTo(AttributeValue.fromN(Long.toString(NOW.plus(LIFETIME).getEpochSecond()))));
    }

    @Test
    void knowsNoConnectionThatWasNotOpened() {
        assertThat(connections.find("a=")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT2H10M", "PT48H"})
    void leavesOutWhatHasExpiredThoughItIsStillThere(Duration age) {
        open("a=", ACME);

        var later = at(NOW.plus(age));

        assertThat(items()).hasSize(3);
        assertThat(later.find("a=")).isEmpty();
        assertThat(later.subscribers(ACME)).isEmpty();
    }

    @Test
    void countsWhatIsAboutToExpire() {
        open("a=", ACME);

        var later = at(NOW.plus(LIFETIME).minusSeconds(1));

        assertThat(later.find("a=")).isPresent();
        assertThat(later.subscribers(ACME)).containsExactly("a=");
    }

    @Test
    void readsSubscribersOverManyPages() {
        var ids = IntStream.range(0, 7).mapToObj(i -> "c" + i + "=").toList();
        ids.forEach(id -> open(id, ACME));
        open("other=", new Topic.OfOrg(new OrgId("acme2")));

        var readByTwo = new Connections(local.table(), InstantSource.fixed(NOW), 2);

        assertThat(readByTwo.subscribers(ACME)).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void findsSubscribersBehindAPageOfExpiredOnes() {
        for (var i = 0; i < 4; i++) {
            open("a" + i + "=", ACME);
        }
        var later = new Connections(local.table(), InstantSource.fixed(NOW.plus(LIFETIME)), 2);
        later.open("z=", Events.OPERATOR);
        later.subscribe(later.find("z=").orElseThrow(), ACME);

        assertThat(later.subscribers(ACME)).containsExactly("z=");
    }

    @Test
    void subscribesOnceHoweverOftenAsked() {
        open("a=", ACME);

        connections.subscribe(connections.find("a=").orElseThrow(), ACME);

        assertThat(connections.subscribers(ACME)).containsExactly("a=");
    }

    @Test
    void endsOneSubscriptionAndLeavesTheOthers() {
        var job = new Topic.OfJob(JobId.next());
        open("a=", ACME, job);

        connections.unsubscribe("a=", job);

        assertThat(connections.subscribers(job)).isEmpty();
        assertThat(connections.subscribers(ACME)).containsExactly("a=");
        assertThat(items()).hasSize(3);
    }

    @Test
    void removesEveryRowOfAConnectionOverManyPagesAndNoneOfAnother() {
        open("b=", ACME);
        var before = items();
        open("a=", ACME, job(), job(), job(), job(), job());

        new Connections(local.table(), InstantSource.fixed(NOW), 2).remove("a=");

        assertThat(items()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void removesTheSubscriptionsThatARemovalLeftWhichDiedAfterTheConnection() {
        open("a=", ACME);
        local.table().client().deleteItem(delete -> delete.tableName(
                        local.table().name())
                .key(Map.of("PK", AttributeValue.fromS("CONNECTION#a="), "SK", AttributeValue.fromS("CONNECTION"))));

        connections.remove("a=");

        assertThat(items()).isEmpty();
    }

    private Connections at(Instant time) {
        return new Connections(local.table(), InstantSource.fixed(time));
    }

    private void open(String id, Topic... topics) {
        connections.open(id, Events.OPERATOR);
        for (var topic : topics) {
            connections.subscribe(connections.find(id).orElseThrow(), topic);
        }
    }

    private List<Map<String, AttributeValue>> items() {
        return local.table()
                .client()
                .scan(scan -> scan.tableName(local.table().name()))
                .items();
    }

    private static Topic job() {
        return new Topic.OfJob(JobId.next());
    }
}
