package dev.tenantry.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.Environment;
import dev.tenantry.core.access.Caller;
import dev.tenantry.core.access.Scope;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.metrics.MetricLines;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.AnswerLog;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a connection gets that was opened by this or that caller, before its token expires and after. */
class LiveAccessTest {
    private static final String ID = "L0SM9cOFvHcCIhw=";
    private static final String UNKNOWN_JOB = "job_01K9XJ3V8Q4T5Y6Z7A8B9C0D1E";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant EXPIRY = NOW.plusSeconds(600);

    @RegisterExtension
    final LocalTable local = new LocalTable();

    @RegisterExtension
    final ConnectionsServer server = new ConnectionsServer();

    private final Invocation invocation = new Invocation();
    private final AnswerLog answers = new AnswerLog();
    private Jobs jobs;

    @BeforeEach
    void jobs() {
        jobs = new Jobs(local.table());
    }

    @Test
    void theCallerOfTheAuthorizerIsStoredWithTheConnection() {
        var caller = caller(Optional.of("acme"));

        new ConnectHandler(connections(NOW)).handleRequest(Events.connect(ID, caller), invocation);

        assertThat(connections(NOW).find(ID)).hasValueSatisfying(connection -> assertThat(connection.caller())
                .isEqualTo(caller));
    }

    @Test
    void whoMayNotReadMayNotConnect() {
        var caller =
                new Caller("auth0|7", EnumSet.complementOf(EnumSet.of(Scope.READ)), Optional.empty(), Optional.empty());

        var answer = new ConnectHandler(connections(NOW)).handleRequest(Events.connect(ID, caller), invocation);

        assertThat(answer.getStatusCode()).isEqualTo(403);
        assertThat(connections(NOW).find(ID)).isEmpty();
    }

    @Test
    void aCallerHearsOfItsOrganisationAndOfItsJobs() {
        open(Optional.of("acme"));
        var job = jobs.atVersion("acme", 2);

        subscribe("jobId", job.value(), NOW);
        subscribe("orgId", "acme", NOW);
        ping(job.value(), NOW);

        assertThat(server.frames(ID))
                .extracting(frame -> frame.get("type").asText())
                .containsExactly("snapshot", "snapshot", "pong");
        assertThat(connections(NOW).subscribers(new Topic.OfJob(job))).containsExactly(ID);
        assertThat(connections(NOW).subscribers(org("acme"))).containsExactly(ID);
    }

    @Test
    void aJobOfAnotherOrganisationIsAnsweredExactlyLikeOneThatDoesNotExist() {
        open(Optional.of("owl"));
        var job = jobs.atVersion("acme", 2);

        subscribe("jobId", job.value(), NOW);
        ping(job.value(), NOW);
        subscribe("jobId", UNKNOWN_JOB, NOW);
        ping(UNKNOWN_JOB, NOW);

        assertThat(server.frames(ID)).hasSize(4);
        assertThat(text(0, job)).contains("not-found").isEqualTo(text(2, job));
        assertThat(text(1, job)).contains("not-found").isEqualTo(text(3, job));
        assertThat(connections(NOW).subscribers(new Topic.OfJob(job))).isEmpty();
    }

    /** So that the time of an answer does not tell the two apart either. */
    @Test
    void ofAForeignJobIsReadWhatIsReadOfOneThatDoesNotExist() {
        open(Optional.of("owl"));
        var job = jobs.atVersion("acme", 2);

        subscribe("jobId", job.value(), NOW);
        assertThat(answers.take()).containsExactly("Query: 0");
        subscribe("jobId", UNKNOWN_JOB, NOW);
        assertThat(answers.take()).containsExactly("Query: 0");
        ping(job.value(), NOW);
        var foreign = answers.take();
        ping(UNKNOWN_JOB, NOW);
        assertThat(foreign).endsWith("Query: 0").isEqualTo(answers.take());
    }

    @Test
    void anotherOrganisationIsAnsweredTheSameWhetherItExistsOrNot() {
        open(Optional.of("owl"));
        jobs.create("acme");

        subscribe("orgId", "acme", NOW);
        subscribe("orgId", "nope", NOW);

        assertThat(server.frames(ID)).hasSize(2);
        assertThat(server.frames(ID).getFirst().at("/problem/code").asText()).isEqualTo("not-found");
        assertThat(server.frames(ID).getFirst().toString().replace("acme", "nope"))
                .isEqualTo(server.frames(ID).getLast().toString());
        assertThat(connections(NOW).subscribers(org("acme"))).isEmpty();
        assertThat(connections(NOW).subscribers(org("nope"))).isEmpty();
    }

    @Test
    void allJobsAreForThoseWhoActForAllOrganisations() {
        open(Optional.of("acme"));
        subscribe("jobs", "all", NOW);
        assertThat(server.frames(ID)).singleElement().satisfies(frame -> assertThat(
                        frame.at("/problem/code").asText())
                .isEqualTo("forbidden"));
        assertThat(connections(NOW).subscribers(new Topic.AllJobs())).isEmpty();

        open(Optional.empty());
        subscribe("jobs", "all", NOW);

        assertThat(server.frames(ID)).hasSize(1);
        assertThat(connections(NOW).subscribers(new Topic.AllJobs())).containsExactly(ID);
    }

    @Test
    void aPingAfterTheExpiryIsAnsweredWithAnErrorAndTheConnectionIsClosed() {
        open(Optional.of("acme"));

        ping(null, EXPIRY.minusMillis(1));
        assertThat(server.isClosed(ID)).isFalse();
        ping(null, EXPIRY);

        assertThat(server.frames(ID))
                .extracting(frame -> frame.get("type").asText())
                .containsExactly("pong", "error");
        assertExpired();
    }

    @Test
    void aSubscriptionAfterTheExpiryIsAnsweredWithAnErrorAndTheConnectionIsClosed() {
        open(Optional.of("acme"));
        var job = jobs.create("acme");

        subscribe("jobId", job.value(), EXPIRY);

        assertThat(server.frames(ID)).hasSize(1);
        assertExpired();
        assertThat(connections(NOW).subscribers(new Topic.OfJob(job))).isEmpty();
    }

    @Test
    void aChangeAfterTheExpiryReachesNobodyAndTheConnectionIsClosedAndForgotten() {
        open(Optional.of("acme"));
        var job = jobs.create("acme");
        subscribe("jobId", job.value(), NOW);
        subscribe("orgId", "acme", NOW);

        broadcast(EXPIRY.minusMillis(1));
        assertThat(server.versions(ID)).containsExactly(1L);
        jobs.change(job);
        broadcast(EXPIRY);

        assertThat(server.versions(ID)).containsExactly(1L);
        assertExpired();
        assertThat(connections(NOW).find(ID)).isEmpty();
        assertThat(connections(NOW).subscribers(new Topic.OfJob(job))).isEmpty();
        assertThat(connections(NOW).subscribers(org("acme"))).isEmpty();
        assertThat(invocation.lines()).anyMatch(line -> line.contains(ID) && line.contains("token has expired"));
    }

    @Test
    void aChangeAfterTheExpiryIsSentToTheOthers() {
        open(Optional.of("acme"));
        connections(NOW).open("other=", Events.OPERATOR);
        var job = jobs.create("acme");
        subscribe("jobId", job.value(), NOW);
        connections(NOW).subscribe(connections(NOW).find("other=").orElseThrow(), new Topic.OfJob(job));

        broadcast(EXPIRY.plusSeconds(1));

        assertThat(server.versions("other=")).containsExactly(1L);
        assertThat(server.versions(ID)).isEmpty();
        assertThat(server.isClosed("other=")).isFalse();
    }

    @Test
    void aConnectionThatIsGoneIsForgottenAfterTheExpiryToo() {
        open(Optional.of("acme"));
        var job = jobs.create("acme");
        subscribe("jobId", job.value(), NOW);
        server.answer(ID, 410);

        broadcast(EXPIRY);

        assertThat(connections(NOW).find(ID)).isEmpty();
    }

    private void assertExpired() {
        var problem = server.frames(ID).getLast().get("problem");
        assertThat(problem.get("code").asText()).isEqualTo("invalid-token");
        assertThat(problem.get("status").intValue()).isEqualTo(401);
        assertThat(server.isClosed(ID)).isTrue();
    }

    /** A frame, in which a job that exists and one that does not look the same. */
    private String text(int index, JobId job) {
        return server.frames(ID).get(index).toString().replace(job.value(), UNKNOWN_JOB);
    }

    private void open(Optional<String> orgId) {
        connections(NOW).open(ID, caller(orgId));
    }

    private static Caller caller(Optional<String> orgId) {
        return new Caller("auth0|7", Set.of(Scope.READ), orgId.map(id -> Set.of(new OrgId(id))), Optional.of(EXPIRY));
    }

    private void subscribe(String name, String value, Instant now) {
        var clock = InstantSource.fixed(now);
        var frame = Json.object().put("action", "subscribe").put(name, value);
        new SubscribeHandler(
                        new SubscriptionService(connections(now), new JobStore(local.table(answers)), poster(), clock),
                        poster())
                .handleRequest(Events.message("subscribe", ID, Json.write(frame)), invocation);
    }

    private void ping(String jobId, Instant now) {
        var frame = Json.object().put("action", "ping");
        Optional.ofNullable(jobId).ifPresent(id -> frame.put("jobId", id));
        new PingHandler(local.table(answers), poster(), InstantSource.fixed(now))
                .handleRequest(Events.message("ping", ID, Json.write(frame)), invocation);
    }

    /** Broadcasts the newest change. */
    private void broadcast(Instant now) {
        var clock = InstantSource.fixed(now);
        new BroadcastHandler(
                        new Broadcaster(connections(now), poster(), clock),
                        new MetricLines.Source("Tenantry/test", clock),
                        clock)
                .handleRequest(
                        Events.stream(jobs.images()
                                .subList(jobs.images().size() - 1, jobs.images().size())),
                        invocation);
    }

    private Connections connections(Instant now) {
        return new Connections(local.table(), InstantSource.fixed(now));
    }

    private ConnectionPoster poster() {
        var variables = new HashMap<>(local.variables());
        variables.put("CONNECTIONS_ENDPOINT", server.endpoint().toString());
        return ConnectionPoster.of(Environment.of(variables));
    }

    private static Topic org(String id) {
        return new Topic.OfOrg(new OrgId(id));
    }
}
