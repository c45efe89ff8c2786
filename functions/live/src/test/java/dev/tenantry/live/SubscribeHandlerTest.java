package dev.tenantry.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.Environment;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.json.EventJson;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.core.storage.Table;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscribeHandlerTest {
    private static final String ID = "L0SM9cOFvHcCIhw=";

    @RegisterExtension
    final LocalTable local = new LocalTable();

    @RegisterExtension
    final ConnectionsServer server = new ConnectionsServer();

    private final Invocation invocation = new Invocation();
    private Connections connections;
    private JobStore store;
    private Jobs jobs;

    @BeforeEach
    void connect() {
        connections = new Connections(local.table(), InstantSource.system());
        connections.open(ID, Events.OPERATOR);
        store = new JobStore(local.table());
        jobs = new Jobs(local.table());
    }

    @Test
    void sendsASnapshotToAClientThatHasSeenNothing() {
        var job = jobs.atVersion("acme", 3);

        subscribe(job, null);

        assertThat(server.frames(ID))
                .containsExactly(received(EventJson.snapshot(store.find(job).orElseThrow())));
        assertThat(connections.subscribers(new Topic.OfJob(job))).containsExactly(ID);
        assertThat(invocation.lines()).isEmpty();
    }

    @Test
    void replaysWhatTheClientHasNotSeenInOrderOverManyPages() {
        var job = jobs.atVersion("acme", 12);

        subscribe(job, 4L);

        assertThat(server.versions(ID)).containsExactly(5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
        assertThat(server.frames(ID))
                .containsExactlyElementsOf(store.events(job, 4, 100).stream()
                        .map(SubscribeHandlerTest::received)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"3", "4", "9223372036854775807"})
    void replaysNothingToAClientThatHasSeenAll(long after) {
        var job = jobs.atVersion("acme", 3);

        subscribe(job, after);

        assertThat(server.posts(ID)).isZero();
        assertThat(connections.subscribers(new Topic.OfJob(job))).containsExactly(ID);
    }

    @Test
    void missesNoChangeThatIsStoredWhileItSubscribes() {
        var job = jobs.atVersion("acme", 2);
        var subscribersAtFirstRead = new ArrayList<Set<String>>();
        var table = local.table(new QueryInterceptor(partition -> {
            if (subscribersAtFirstRead.isEmpty()) {
                subscribersAtFirstRead.add(connections.subscribers(new Topic.OfJob(job)));
                jobs.change(job);
            }
        }));

        handle(handler(table), frame(job, 0L));

        assertThat(subscribersAtFirstRead).containsExactly(Set.of(ID));
        assertThat(server.versions(ID)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void sendsTheLatestJobOfAnOrganisation() {
        var job = jobs.atVersion("acme", 2);

        handle("""
                {"action":"subscribe","orgId":"acme"}""");

        assertThat(server.frames(ID)).singleElement().satisfies(frame -> {
            assertThat(frame.required("type").asText()).isEqualTo("snapshot");
            assertThat(frame.at("/job/id").asText()).isEqualTo(job.value());
        });
        assertThat(connections.subscribers(new Topic.OfOrg(new OrgId("acme")))).containsExactly(ID);
        assertThat(connections.subscribers(new Topic.OfJob(job))).isEmpty();
    }

    @Test
    void subscribesToTheNewsOfAllJobsOnceAndUntilItEndsThat() throws Exception {
        jobs.atVersion("acme", 2);

        handle("""
                {"action":"subscribe","jobs":"all"}""");

        assertThat(server.posts(ID)).isZero();
        assertThat(connections.subscribers(new Topic.AllJobs())).containsExactly(ID);
        connections.unsubscribe(ID, UnsubscribeRequest.parse("""
                {"action":"unsubscribe","jobs":"all"}""").topic());
        assertThat(connections.subscribers(new Topic.AllJobs())).isEmpty();
    }

    @Test
    void subscribesToAnOrganisationThatHasNoJobYet() {
        handle("""
                {"action":"subscribe","orgId":"acme"}""");

        assertThat(server.posts(ID)).isZero();
        assertThat(connections.subscribers(new Topic.OfOrg(new OrgId("acme")))).containsExactly(ID);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"action\":\"subscribe\"}|malformed-request",
                "{\"action\":\"subscribe\",\"jobId\":\"JOB\",\"orgId\":\"acme\"}|malformed-request",
                "{\"action\":\"subscribe\",\"orgId\":\"acme\",\"after\":1}|malformed-request",
                "{\"action\":\"subscribe\",\"jobs\":\"all\",\"after\":1}|malformed-request",
                "{\"action\":\"subscribe\",\"jobs\":\"all\",\"orgId\":\"acme\"}|malformed-request",
                "{\"action\":\"subscribe\",\"jobs\":\"acme\"}|malformed-request",
                "{\"action\":\"subscribe\",\"jobs\":true}|malformed-request",
                "{\"action\":\"subscribe\",\"orgId\":\"a b\"}|malformed-request",
                "{\"action\":\"subscribe\",\"orgId\":7}|malformed-request",
                "{\"action\":\"subscribe\",\"jobId\":null}|malformed-request",
                "{\"action\":\"subscribe\",\"jobId\":\"job_1\"}|malformed-request",
                "{\"action\":\"subscribe\",\"jobId\":\"JOB\",\"after\":-1}|malformed-request",
                "{\"action\":\"subscribe\",\"jobId\":\"JOB\",\"after\":1.5}|malformed-request",
                "{\"action\":\"subscribe\",\"jobId\":\"JOB\",\"after\":\"1\"}|malformed-request",
                "{\"action\":\"subscribe\",\"jobId\":\"JOB\",\"after\":null}|malformed-request",
                "{\"action\":\"subscribe\",\"jobId\":\"JOB\",\"after\":9223372036854775808}|malformed-request",
                "{\"action\":\"subscribe\",\"jobId\":\"JOB\",\"since\":1}|unknown-field",
                "{\"action\":\"subscribe\",\"jobId\":\"job_01K9XJ3V8Q4T5Y6Z7A8B9C0D1E\"}|not-found",
                "{\"action\":\"subscribe\",\"jobId\":\"JOB\",\"jobId\":\"JOB\"}|malformed-json",
                "nothing|malformed-json",
            })
    void answersWhatItCannotObeyWithAnErrorFrame(String body, String code) {
        var job = jobs.create("acme");

        var status = handle(body.replace("JOB", job.value()));

        assertThat(status).isEqualTo(200);
        assertThat(server.frames(ID)).singleElement().satisfies(frame -> {
            assertThat(frame.required("type").asText()).isEqualTo("error");
            assertThat(frame.at("/problem/code").asText()).isEqualTo(code);
            assertThat(frame.required("problem").properties())
                    .extracting(Map.Entry::getKey)
                    .containsExactlyInAnyOrder("type", "title", "status", "detail", "code", "retryable", "nextAction");
        });
        assertThat(connections.subscribers(new Topic.OfJob(job))).isEmpty();
        assertThat(connections.subscribers(new Topic.OfOrg(new OrgId("acme")))).isEmpty();
        assertThat(connections.subscribers(new Topic.AllJobs())).isEmpty();
        assertThat(invocation.lines())
                .singleElement()
                .asString()
                .contains(ID, code)
                .doesNotContain(body);
    }

    @Test
    void endsQuietlyWhenTheConnectionIsGoneBeforeItSubscribes() {
        var job = jobs.create("acme");
        connections.remove(ID);

        assertThat(subscribe(job, 0L)).isEqualTo(200);

        assertThat(server.posts(ID)).isZero();
        assertThat(connections.subscribers(new Topic.OfJob(job))).isEmpty();
    }

    @Test
    void stopsAReplayWhenTheConnectionGoes() {
        var job = jobs.atVersion("acme", 5);
        server.answer(ID, 410);

        assertThat(subscribe(job, 0L)).isEqualTo(200);

        assertThat(server.posts(ID)).isEqualTo(1);
        assertThat(invocation.lines()).singleElement().asString().contains(ID, "Gone");
    }

    @Test
    void saysFromWhereToAskAgainWhenAReplayIsInterrupted() {
        var job = jobs.atVersion("acme", 5);
        server.throttle(ID, 3);

        assertThat(subscribe(job, 1L)).isEqualTo(200);

        assertThat(server.frames(ID)).singleElement().satisfies(frame -> {
            assertThat(frame.at("/problem/code").asText()).isEqualTo("replay-interrupted");
            assertThat(frame.at("/problem/retryable").asBoolean()).isTrue();
            assertThat(frame.at("/problem/nextAction").asText()).contains("after 1");
        });
    }

    @Test
    void sendsTheClientToTheApiWhenASnapshotIsTooLarge() {
        var job = jobs.atVersion("acme", 2);
        jobs.change(job, "x".repeat(128 * 1024));

        subscribe(job, null);

        assertThat(server.frames(ID)).singleElement().satisfies(frame -> {
            assertThat(frame.at("/problem/code").asText()).isEqualTo("snapshot-too-large");
            assertThat(frame.at("/problem/nextAction").asText()).contains("GET /v1/provisioning-jobs/" + job);
        });
        assertThat(connections.subscribers(new Topic.OfJob(job))).containsExactly(ID);
    }

    private int subscribe(JobId job, Long after) {
        return handle(frame(job, after));
    }

    private int handle(String body) {
        return handle(handler(local.table()), body);
    }

    private int handle(SubscribeHandler handler, String body) {
        return handler.handleRequest(Events.message("subscribe", ID, body), invocation)
                .getStatusCode();
    }

    private SubscribeHandler handler(Table table) {
        var variables = new HashMap<>(local.variables());
        variables.put("CONNECTIONS_ENDPOINT", server.endpoint().toString());
        var poster = ConnectionPoster.of(Environment.of(variables));
        return new SubscribeHandler(
                new SubscriptionService(
                        new Connections(table, InstantSource.system()),
                        new JobStore(table),
                        poster,
                        InstantSource.system(),
                        3),
                poster);
    }

    private static String frame(JobId job, Long after) {
        var frame = Json.object().put("action", "subscribe").put("jobId", job.value());
        Optional.ofNullable(after).ifPresent(version -> frame.put("after", version));
        return Json.write(frame);
    }

    /** As a client parses it, to whom an int and a long are the same. */
    private static JsonNode received(JsonNode json) {
        try {
            return Json.parse(Json.write(json));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
