package dev.tenantry.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.Environment;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.metrics.MetricLines;
import dev.tenantry.core.notice.Notice;
import dev.tenantry.core.notice.NoticeId;
import dev.tenantry.core.notice.NoticeStore;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.core.storage.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

class BroadcastHandlerTest {
    @RegisterExtension
    final LocalTable local = new LocalTable();

    @RegisterExtension
    final ConnectionsServer server = new ConnectionsServer();

    private final Invocation invocation = new Invocation();
    private Connections connections;
    private Jobs jobs;

    @BeforeEach
    void connections() {
        connections = new Connections(local.table(), InstantSource.system());
        jobs = new Jobs(local.table());
    }

    @Test
    void tellsSubscribersExactlyWhatTheEventLogHolds() throws Exception {
        var job = jobs.atVersion("acme", 3);
        open("a=", new Topic.OfJob(job));

        assertThat(failures(broadcast())).isEmpty();

        var log = new JobStore(local.table()).events(job, 0, 10);
        assertThat(server.frames("a=")).hasSameSizeAs(log);
        for (var i = 0; i < log.size(); i++) {
            assertThat((Object) server.frames("a=").get(i))
                    .isEqualTo(Json.parse(log.get(i).toString()));
        }
    }

    @Test
    void keepsTheOrderInsideAJobWhereJobsAreMixed() {
        var one = jobs.create("acme");
        var other = jobs.create("globex");
        for (var i = 0; i < 5; i++) {
            jobs.change(one);
            jobs.change(other);
        }
        open("a=", new Topic.OfJob(one));
        open("b=", new Topic.OfJob(other));
        open("c=", new Topic.OfJob(one), new Topic.OfJob(other));

        broadcast();

        assertThat(server.versions("a=")).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(server.versions("b=")).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(versions("c=", one)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(versions("c=", other)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void tellsAConnectionOnceThatSubscribesToTheJobAndToItsOrganisation() {
        var job = jobs.atVersion("acme", 2);
        open("a=", new Topic.OfJob(job), org("acme"));
        open("b=", org("acme"));
        open("c=", org("globex"));

        broadcast();

        assertThat(server.versions("a=")).containsExactly(1L, 2L);
        assertThat(server.versions("b=")).containsExactly(1L, 2L);
        assertThat(server.posts("c=")).isZero();
    }

    @Test
    void tellsTheSubscribersOfAllJobsWhatHappensToAJobAsAWholeOnly() {
        var one = jobs.atVersion("acme", 3);
        var other = jobs.atVersion("globex", 2);
        open("a=", new Topic.AllJobs());
        open("b=", new Topic.AllJobs(), new Topic.OfJob(one));

        broadcast();

        assertThat(versions("a=", one)).containsExactly(1L);
        assertThat(versions("a=", other)).containsExactly(1L);
        assertThat(versions("b=", one)).containsExactly(1L, 2L, 3L);
        assertThat(versions("b=", other)).containsExactly(1L);
    }

    @Test
    void tellsTheSubscribersOfAnOrganisationItsNotices() throws Exception {
        var job = jobs.create("acme");
        open("a=", org("acme"));
        open("b=", new Topic.OfJob(job));
        open("c=", org("globex"));
        var notice = notice("acme", 0);

        broadcast(List.of(image(notice)));

        assertThat(server.frames("a=")).containsExactly(Json.parse("""
                {"type": "notice", "orgId": "acme",
                 "notice": {"id": "%s", "at": "2026-11-22T10:00:00.000Z", "kind": "spend-alarm", "severity": "warning",
                            "message": "Much is spent", "by": "twilio"}}""".formatted(notice.id())));
        assertThat(server.posts("b=")).isZero();
        assertThat(server.posts("c=")).isZero();
    }

    @Test
    void keepsTheOrderOfAnOrganisationsChangesAndNotices() {
        jobs.atVersion("acme", 3);
        open("a=", org("acme"));
        var notices =
                IntStream.range(0, 3).mapToObj(second -> notice("acme", second)).toList();
        var images = new ArrayList<Map<String, AttributeValue>>();
        for (var i = 0; i < 3; i++) {
            images.add(image(notices.get(i)));
            images.add(jobs.images().get(i));
        }

        broadcast(images);

        assertThat(server.frames("a="))
                .extracting(frame -> frame.has("notice")
                        ? frame.at("/notice/id").asText()
                        : frame.required("version").asText())
                .containsExactly(
                        notices.get(0).id().value(),
                        "1",
                        notices.get(1).id().value(),
                        "2",
                        notices.get(2).id().value(),
                        "3");
    }

    @Test
    void failsAtANoticeWhoseSubscribersCannotBeRead() {
        var table = local.table(new QueryInterceptor(partition -> {
            throw ProvisionedThroughputExceededException.builder().build();
        }));

        var response = handler(table).handleRequest(Events.stream(List.of(image(notice("acme", 0)))), invocation);

        assertThat(failures(response)).containsExactly("1");
        assertThat(invocation.lines()).anyMatch(line -> line.contains("notice ntc_") && line.contains("of acme"));
    }

    @Test
    void removesADeadConnectionInTheMiddleOfABatchAndTellsTheOthersEverything() {
        var job = jobs.atVersion("acme", 4);
        var ids = IntStream.range(0, 10).mapToObj(i -> "c" + i + "=").toList();
        ids.forEach(id -> open(id, new Topic.OfJob(job), org("acme")));
        var dead = List.of("c3=", "c7=");
        dead.forEach(id -> server.answer(id, 410));

        assertThat(failures(broadcast())).isEmpty();

        assertThat(ids).filteredOn(id -> !dead.contains(id)).allSatisfy(id -> assertThat(server.versions(id))
                .containsExactly(1L, 2L, 3L, 4L));
        assertThat(dead).allSatisfy(id -> {
            assertThat(server.posts(id)).isEqualTo(1);
            assertThat(connections.find(id)).isEmpty();
            assertThat(rowsOf(id)).isEmpty();
            assertThat(invocation.lines()).anyMatch(line -> line.contains(id) && line.contains("gone"));
        });
        assertThat(connections.subscribers(org("acme"))).hasSize(8);
    }

    @Test
    void removesASubscriptionOfADeadConnectionThatNoOtherRowKnows() {
        var job = jobs.create("acme");
        open("a=", new Topic.OfJob(job));
        delete("CONNECTION#a=", "CONNECTION");
        delete("CONNECTION#a=", "TOPIC#JOB#" + job);
        server.answer("a=", 410);

        broadcast();

        assertThat(rowsOf("a=")).isEmpty();
    }

    @Test
    void doesNotMakeTheOthersWaitForASlowConnection() {
        var job = jobs.atVersion("acme", 5);
        var others = IntStream.range(0, 20).mapToObj(i -> "c" + i + "=").toList();
        others.forEach(id -> open(id, new Topic.OfJob(job)));
        open("slow=", new Topic.OfJob(job));
        server.block("slow=");
        var patient = ConnectionPoster.of(Environment.of(variables()), Duration.ofMinutes(1));

        var broadcast = CompletableFuture.supplyAsync(
                () -> handler(connections, patient).handleRequest(Events.stream(jobs.images()), invocation));

        await().until(() -> others.stream().allMatch(id -> server.versions(id).size() == 5));
        assertThat(broadcast).isNotDone();
        server.release();
        assertThat(failures(broadcast.join())).isEmpty();
        assertThat(server.versions("slow=")).first().isEqualTo(1L);
    }

    @Test
    void endsTheTurnOfAConnectionThatTakesNothing() {
        var job = jobs.atVersion("acme", 5);
        open("slow=", new Topic.OfJob(job));
        server.block("slow=");

        assertThat(failures(broadcast())).isEmpty();

        assertThat(server.posts("slow=")).isEqualTo(1);
        assertThat(invocation.lines()).anyMatch(line -> line.contains("slow= skipped"));
        assertThat(connections.find("slow=")).isPresent();
    }

    @Test
    void givesUpOnAClientsFaultForThisBatchOnly() {
        var job = jobs.atVersion("acme", 3);
        open("a=", new Topic.OfJob(job));
        open("b=", new Topic.OfJob(job));
        server.answer("a=", 500);

        assertThat(failures(broadcast())).isEmpty();

        assertThat(server.posts("a=")).isEqualTo(1);
        assertThat(server.versions("b=")).containsExactly(1L, 2L, 3L);
        assertThat(connections.subscribers(new Topic.OfJob(job))).containsExactlyInAnyOrder("a=", "b=");
    }

    @Test
    void beginsNoPostWhenTheInvocationIsNearlyOver() {
        var job = jobs.create("acme");
        open("a=", new Topic.OfJob(job));

        var response = handler(local.table())
                .handleRequest(Events.stream(jobs.images()), new Invocation(Duration.ofSeconds(10)));

        assertThat(failures(response)).isEmpty();
        assertThat(server.posts("a=")).isZero();
    }

    @Test
    void failsAtTheFirstRecordWhoseSubscribersCannotBeReadAndTellsNothingAfterIt() {
        var before = jobs.create("acme");
        var unreadable = jobs.create("globex");
        jobs.change(before);
        jobs.change(unreadable);
        open("a=", new Topic.OfJob(before));
        open("b=", new Topic.OfJob(unreadable));
        var table = local.table(new QueryInterceptor(partition -> {
            if (partition.contains(unreadable.value())) {
                throw ProvisionedThroughputExceededException.builder().build();
            }
        }));

        var response = handler(table).handleRequest(Events.stream(jobs.images()), invocation);

        assertThat(failures(response)).containsExactly("2");
        assertThat(server.versions("a=")).containsExactly(1L);
        assertThat(server.posts("b=")).isZero();
        assertThat(invocation.lines()).anyMatch(line -> line.contains(unreadable.value()));
    }

    @Test
    void doesNotFailTheBatchWhenADeadConnectionCannotBeRemoved() {
        var job = jobs.create("acme");
        open("a=", new Topic.OfJob(job));
        server.answer("a=", 410);
        var table = local.table(new QueryInterceptor(partition -> {
            if (partition.startsWith("CONNECTION#")) {
                throw ProvisionedThroughputExceededException.builder().build();
            }
        }));

        var response = handler(table).handleRequest(Events.stream(jobs.images()), invocation);

        assertThat(failures(response)).isEmpty();
        assertThat(invocation.lines()).anyMatch(line -> line.contains("a= is gone") && line.contains("not be removed"));
    }

    @Test
    void passesOverARecordThatIsNeitherAChangeOfAJobNorANotice() {
        var job = jobs.atVersion("acme", 2);
        open("a=", new Topic.OfJob(job));
        var images = new ArrayList<>(jobs.images());
        images.add(1, Map.of("PK", AttributeValue.fromS("JOB#x"), "SK", AttributeValue.fromS("HEAD")));
        images.add(Map.of("PK", AttributeValue.fromS("ORG#acme"), "SK", AttributeValue.fromS("NOTICE#x")));
        images.add(Map.of("PK", AttributeValue.fromS("ORG#acme")));

        var response = handler(local.table()).handleRequest(Events.stream(images), invocation);

        assertThat(failures(response)).isEmpty();
        assertThat(server.versions("a=")).containsExactly(1L, 2L);
        assertThat(invocation.lines()).anyMatch(line -> line.contains("record 2"));
        assertThat(invocation.lines()).anyMatch(line -> line.contains("record 4"));
        assertThat(invocation.lines()).anyMatch(line -> line.contains("record 5"));
    }

    @Test
    void readsSubscribersOverManyPages() {
        var job = jobs.create("acme");
        var ids = IntStream.range(0, 9).mapToObj(i -> "c" + i + "=").toList();
        ids.forEach(id -> open(id, new Topic.OfJob(job)));

        var paged = new Connections(local.table(), InstantSource.system(), 2);
        handler(paged).handleRequest(Events.stream(jobs.images()), invocation);

        assertThat(ids).allSatisfy(id -> assertThat(server.versions(id)).containsExactly(1L));
    }

    @Test
    void saysWhenAnEventIsTooLargeAndTellsItAllTheSame() {
        var job = jobs.atVersion("acme", 2);
        jobs.change(job, "x".repeat(33 * 1024));
        open("a=", new Topic.OfJob(job));

        broadcast();

        assertThat(server.versions("a=")).containsExactly(1L, 2L, 3L);
        assertThat(invocation.lines()).anyMatch(line -> line.contains("event 3 of " + job + " is too large"));
    }

    @Test
    void isMadeByItsPublicConstructorInItsEnvironment() throws Exception {
        var job = jobs.create("acme");
        open("a=", new Topic.OfJob(job));

        var handler = Environment.callWith(variables(), BroadcastHandler::new);
        handler.handleRequest(Events.stream(jobs.images()), invocation);

        assertThat(server.versions("a=")).containsExactly(1L);
    }

    private StreamsEventResponse broadcast() {
        return broadcast(jobs.images());
    }

    private StreamsEventResponse broadcast(List<Map<String, AttributeValue>> images) {
        return handler(local.table()).handleRequest(Events.stream(images), invocation);
    }

    private static Notice notice(String orgId, int second) {
        var at = Instant.parse("2026-11-22T10:00:00Z").plusSeconds(second);
        return new Notice(
                NoticeId.next(at),
                new OrgId(orgId),
                at,
                Notice.Kind.SPEND_ALARM,
                Notice.Severity.WARNING,
                "Much is spent",
                "twilio");
    }

    /** The item that the product writes of a notice. */
    private Map<String, AttributeValue> image(Notice notice) {
        return new NoticeStore(local.table()).addition(notice).item();
    }

    private BroadcastHandler handler(Table table) {
        return handler(new Connections(table, InstantSource.system()));
    }

    private BroadcastHandler handler(Connections subscribers) {
        return handler(subscribers, ConnectionPoster.of(Environment.of(variables())));
    }

    private static BroadcastHandler handler(Connections subscribers, ConnectionPoster poster) {
        var clock = InstantSource.system();
        return new BroadcastHandler(
                new Broadcaster(subscribers, poster, clock), new MetricLines.Source("Tenantry/test", clock), clock);
    }

    private Map<String, String> variables() {
        var variables = new HashMap<>(local.variables());
        variables.put("METRICS_NAMESPACE", "Tenantry/test");
        variables.put("CONNECTIONS_ENDPOINT", server.endpoint().toString());
        return variables;
    }

    private void open(String id, Topic... topics) {
        connections.open(id, Events.OPERATOR);
        for (var topic : topics) {
            connections.subscribe(connections.find(id).orElseThrow(), topic);
        }
    }

    private List<Long> versions(String id, JobId job) {
        return server.frames(id).stream()
                .filter(frame -> frame.required("jobId").asText().equals(job.value()))
                .map(frame -> frame.required("version"))
                .map(JsonNode::longValue)
                .toList();
    }

    private List<Map<String, AttributeValue>> rowsOf(String id) {
        return local.table().client().scan(scan -> scan.tableName(local.table().name())).items().stream()
                .filter(item -> item.toString().contains(id))
                .toList();
    }

    private void delete(String partition, String sort) {
        local.table()
                .client()
                .deleteItem(delete -> delete.tableName(local.table().name()).key(Table.key(partition, sort)));
    }

    private static List<String> failures(StreamsEventResponse response) {
        return response.getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }

    private static Topic org(String id) {
        return new Topic.OfOrg(new OrgId(id));
    }
}
