package dev.tenantry.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tenantry.cli.ScriptedJob;
import dev.tenantry.cli.ScriptedServer;
import dev.tenantry.cli.api.Answer;
import dev.tenantry.cli.api.Authorization;
import dev.tenantry.cli.api.Endpoint;
import dev.tenantry.cli.api.Job;
import dev.tenantry.cli.api.JobUpdate;
import dev.tenantry.cli.api.LiveChannel;
import dev.tenantry.cli.api.ProvisioningApi;
import dev.tenantry.cli.api.RequestRejectedException;
import dev.tenantry.cli.api.Status;
import dev.tenantry.cli.api.UnreachableException;
import dev.tenantry.cli.watch.Change.StepChange;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobWatcherTest {
    private static final List<String> EVERY_STATUS = List.of(
            "create-subaccount PENDING",
            "buy-numbers PENDING",
            "create-subaccount RUNNING",
            "create-subaccount COMPLETE",
            "buy-numbers RUNNING",
            "buy-numbers COMPLETE");
    private static final String SINCE = "2026-11-22T10:41:07.000Z";
    private static final Duration NEVER = Duration.ofMinutes(10);
    private static final Duration SOON = Duration.ofMillis(20);

    /** Polls only when the socket is down, never checks on one that is up. */
    private static final WatchIntervals INTERVALS = new WatchIntervals(SOON, NEVER, NEVER, NEVER, SOON, SOON, NEVER);

    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final Recorder recorder = new Recorder();
    private ScriptedServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer();
    }

    @AfterEach
    void stop() throws InterruptedException {
        executor.shutdownNow();
        assertThat(executor.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        server.close();
    }

    @Test
    void tellsEveryStatusLive() throws Exception {
        var end = watch(INTERVALS);
        untilSubscribed();

        server.job().complete().forEach(server::send);

        assertThat(end.get(60, TimeUnit.SECONDS).value().status()).isEqualTo(Status.COMPLETE);
        assertThat(recorder.told).containsExactlyElementsOf(EVERY_STATUS);
        assertThat(recorder.connections).containsExactly(new Connection.Live());
        assertThat(server.messages().getFirst().path("after").longValue()).isEqualTo(1);
        assertThat(server.messages().getFirst().path("jobId").textValue()).isEqualTo(ScriptedJob.ID);
    }

    @Test
    void fillsAGapFromTheEventLog() throws Exception {
        var end = watch(INTERVALS);
        untilSubscribed();

        var events = server.job().complete();
        server.send(events.getFirst());
        server.send(events.getLast());
        server.send(events.getFirst());

        end.get(60, TimeUnit.SECONDS);
        assertThat(recorder.told).containsExactlyElementsOf(EVERY_STATUS);
        assertThat(server.calls()).anyMatch(call -> call.target().contains("/events?after="));
    }

    @Test
    void pollsWhileTheSocketIsRefusedAndSaysSo() throws Exception {
        server.refuseSockets(true);
        var end = watch(INTERVALS);
        await().until(() -> !recorder.connections.isEmpty());

        server.job().complete();

        end.get(60, TimeUnit.SECONDS);
        assertThat(recorder.told).containsExactlyElementsOf(EVERY_STATUS);
        assertThat(recorder.connections)
                .singleElement()
                .isInstanceOfSatisfying(Connection.Polling.class, polling -> assertThat(polling.reason())
                        .contains("403"));
    }

    @Test
    void pollsWithTheValidatorThatTheServerGave() throws Exception {
        server.refuseSockets(true);
        var end = watch(INTERVALS);

        await().until(() -> server.calls().stream()
                .anyMatch(call -> "\"v1\"".equals(call.headers().get("if-none-match"))));

        server.job().complete();
        end.get(60, TimeUnit.SECONDS);
    }

    @Test
    void connectsAgainWhenTheConnectionBreaksAndGoesOnFromWhereItWas() throws Exception {
        var end = watch(INTERVALS);
        untilSubscribed();
        server.send(server.job().step("create-subaccount", "RUNNING", ""));
        await().until(() -> recorder.told.contains("create-subaccount RUNNING"));

        server.breakSockets();
        await().until(() -> recorder.connections.size() == 3);
        server.send(server.job().step("create-subaccount", "COMPLETE", ""));
        server.send(server.job().end("COMPLETE"));

        end.get(60, TimeUnit.SECONDS);
        assertThat(recorder.connections)
                .extracting(connection -> connection.getClass().getSimpleName())
                .containsExactly("Live", "Polling", "Live");
        assertThat(server.messages().getLast().path("after").longValue()).isEqualTo(2);
        assertThat(recorder.told).containsOnlyOnce("create-subaccount RUNNING", "create-subaccount COMPLETE");
    }

    @Test
    void noticesALastFrameThatGotLost() throws Exception {
        var end = watch(new WatchIntervals(NEVER, SOON, NEVER, NEVER, SOON, SOON, NEVER));
        untilSubscribed();

        server.job().complete();

        end.get(60, TimeUnit.SECONDS);
        assertThat(recorder.told).containsExactlyElementsOf(EVERY_STATUS);
        assertThat(recorder.connections).containsExactly(new Connection.Live());
    }

    @Test
    void pingsWhenNothingIsHeard() throws Exception {
        var end = watch(new WatchIntervals(NEVER, NEVER, SOON, Duration.ofSeconds(5), SOON, SOON, NEVER));

        await().until(() -> server.messages().stream()
                .anyMatch(message -> message.path("action").textValue().equals("ping")));

        server.job().complete().forEach(server::send);
        end.get(60, TimeUnit.SECONDS);
        assertThat(recorder.connections).containsExactly(new Connection.Live());
    }

    @Test
    void givesUpAConnectionThatHasGoneSilent() throws Exception {
        server.withoutReplay();
        var end = watch(new WatchIntervals(SOON, NEVER, NEVER, SOON, SOON, SOON, NEVER));

        await().until(() -> recorder.connections.size() >= 2);
        assertThat(recorder.connections.get(1)).isInstanceOf(Connection.Polling.class);

        server.job().complete();
        end.get(60, TimeUnit.SECONDS);
        assertThat(recorder.told).containsExactlyElementsOf(EVERY_STATUS);
    }

    @Test
    void pollsWhenTheSubscriptionIsRefused() throws Exception {
        server.withoutReplay();
        var end = watch(INTERVALS);
        untilSubscribed();
        server.refuseSockets(true);

        // The shape in which Amazon API Gateway tells that a WebSocket route cannot be called.
        var internal = server.job().json().removeAll().put("message", "Internal server error");
        server.send(internal.put("connectionId", "c=").put("requestId", "r"));
        await().until(() -> recorder.connections.size() == 2);

        server.job().complete();
        end.get(60, TimeUnit.SECONDS);
        assertThat(recorder.told).containsExactlyElementsOf(EVERY_STATUS);
    }

    @Test
    void jumpsWhenTheLogDoesNotTellTheWay() throws Exception {
        server.refuseSockets(true);
        server.trimLog();
        var end = watch(INTERVALS);

        server.job().complete();

        assertThat(end.get(60, TimeUnit.SECONDS).value().status()).isEqualTo(Status.COMPLETE);
        assertThat(recorder.told).endsWith("create-subaccount COMPLETE", "buy-numbers COMPLETE");
    }

    @Test
    void hasNothingToFollowOnAJobThatHasEnded() throws Exception {
        server.job().complete();

        assertThat(watch(INTERVALS).get(60, TimeUnit.SECONDS).value().status()).isEqualTo(Status.COMPLETE);

        assertThat(recorder.told).containsExactly("create-subaccount COMPLETE", "buy-numbers COMPLETE");
        assertThat(server.messages()).isEmpty();
    }

    @Test
    void goesOnToTheEndOfAJobWhoseTenantIsUsable() throws Exception {
        server.job().withRegistration();
        var end = watch(INTERVALS);
        untilSubscribed();

        server.job().becomeUsable(SINCE).forEach(server::send);
        await().until(() -> recorder.told.contains("register-brand WAITING"));
        assertThat(end).isNotDone();

        server.send(server.job().step("register-brand", "COMPLETE", ""));
        server.send(server.job().end("COMPLETE"));
        assertThat(end.get(60, TimeUnit.SECONDS).value().status()).isEqualTo(Status.COMPLETE);
    }

    @Test
    void stopsWhenTheTenantIsUsableIfThatIsTheGoal() throws Exception {
        server.job().withRegistration();
        var last = watch(INTERVALS, WatchUntil.USABLE);
        untilSubscribed();

        server.job().becomeUsable(SINCE).forEach(server::send);

        assertThat(last.get(60, TimeUnit.SECONDS).value().usable()).isTrue();
        assertThat(recorder.told).contains("buy-numbers COMPLETE");
    }

    @Test
    void aJobThatEndsBeforeItsTenantIsUsableIsNotFollowedOn() throws Exception {
        var last = watch(INTERVALS, WatchUntil.USABLE);
        untilSubscribed();

        server.send(server.job().end("FAILED"));

        assertThat(last.get(60, TimeUnit.SECONDS).value().usable()).isFalse();
    }

    @Test
    void endsWhenNobodyAnswersForLong() throws Exception {
        // A socket that was opened while the server stopped may be silent without an end, and then only its age shows
        // it.
        var stale = Duration.ofSeconds(1);
        var end = watch(new WatchIntervals(SOON, NEVER, NEVER, stale, SOON, SOON, Duration.ofMillis(200)));
        untilSubscribed();

        server.close();

        // A poll that was under way when the server went may only end by its own time-out.
        assertThatThrownBy(() -> end.get(60, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(UnreachableException.class);
    }

    @Test
    void endsWhenTheApiRefusesForGood() throws Exception {
        server.refuseSockets(true);
        var end = watch(INTERVALS);
        await().until(() -> !recorder.connections.isEmpty());

        server.refuse(403, "application/json", "{\"message\":\"Forbidden\"}");

        assertThatThrownBy(() -> end.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(RequestRejectedException.class);
    }

    private Future<Answer<Job>> watch(WatchIntervals intervals) {
        return watch(intervals, WatchUntil.END);
    }

    private Future<Answer<Job>> watch(WatchIntervals intervals, WatchUntil until) {
        var http = ProvisioningApi.transport();
        var api = new ProvisioningApi(http, new Endpoint(server.api()), Authorization.NONE);
        var live = new LiveChannel(http, api);
        return executor.submit(
                () -> JobWatcher.watch(api, live, intervals, recorder, until, api.trigger("acme", new byte[0], "key")));
    }

    private void untilSubscribed() {
        await().until(() -> server.openSockets() == 1 && !recorder.connections.isEmpty());
    }

    private static final class Recorder implements Observer {
        private final List<String> told = new CopyOnWriteArrayList<>();
        private final List<Connection> connections = new CopyOnWriteArrayList<>();

        @Override
        public void began(JobView view, Answer<Job> job) {
            view.opening().forEach(this::add);
        }

        @Override
        public void changed(JobView view, List<Change> changes, Answer<JobUpdate> update) {
            changes.forEach(this::add);
        }

        @Override
        public void jumped(JobView view, List<Change> changes, Answer<Job> job) {
            changes.forEach(this::add);
        }

        @Override
        public void connection(JobView view, Connection connection) {
            connections.add(connection);
        }

        @Override
        public void tick(JobView view) {
            // The tests watch changes, not the clock.
        }

        @Override
        public void ended(JobView view, Answer<Job> job) {
            // The future gives the same job.
        }

        private void add(Change change) {
            if (change instanceof StepChange(var _, var step)) {
                told.add(step.name() + " " + step.status());
            }
        }
    }
}
