package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Hundreds of clients of fifty jobs, some of which vanish and some of which do not read, among others that show tickets
 * that are forged or used, or listen to an organisation that is not theirs. {@code -Dcrowd=1000} makes it a thousand.
 */
@Tag("long")
class LiveCrowdIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final double SPEED = 20;
    private static final int JOBS = 50;
    private static final int CLIENTS = Integer.getInteger("crowd", 200);
    /** Of ten clients, so many go away without a close in the middle of their job, and so many never read. */
    private static final int VANISHING = 2;

    private static final int DEAF = 1;

    private RunningSystem system;
    private HttpClient http;

    @BeforeEach
    void start() throws Exception {
        system = RunningSystem.start(RunningSystem.inMemory(SPEED), PATIENCE).insisting();
        http = HttpClient.newHttpClient();
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        system.close();
    }

    @Test
    void everyoneWhoMayListensAndReadsHearsEveryVersionAndNobodyElseHearsAnything() {
        var vanishing = new ArrayList<LiveClient>();
        var faithful = new ArrayList<LiveClient>();
        var deaf = new ArrayList<WebSocket>();
        var strangers = new ArrayList<Frames>();
        var refused = 0;
        for (var i = 0; i < CLIENTS; i++) {
            var org = org(i % JOBS);
            var address = system.liveUrl();
            if (i % 10 < VANISHING) {
                vanishing.add(listen(address, org));
            } else if (i % 10 < VANISHING + DEAF) {
                deaf.add(deaf(address, org));
            } else {
                faithful.add(listen(address, org));
            }
            if (i % 10 == 0) {
                strangers.add(stranger(org));
                refused += refusals(address);
            }
        }

        var jobs = IntStream.range(0, JOBS)
                .mapToObj(i -> system.trigger(org(i), "{}"))
                .toList();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            vanishing.removeIf(LiveCrowdIT::vanishesNow);
            faithful.forEach(LiveClient::tick);
            return vanishing.isEmpty() && faithful.stream().allMatch(LiveClient::hasSeenTheEnd);
        });

        for (var client : faithful) {
            var last = system.job(client.jobId()).get("version").longValue();
            assertThat(client.versions())
                    .isEqualTo(LongStream.rangeClosed(1, last).boxed().toList());
        }
        assertThat(strangers).allSatisfy(stranger -> assertThat(stranger.heard())
                .singleElement()
                .satisfies(frame -> assertThat(code(frame)).isEqualTo("not-found")));
        assertThat(jobs).hasSize(JOBS);
        System.out.printf(
                "%d clients of %d jobs: %d heard all of their %d updates, %d of them again, and asked %d times for what"
                        + " they had missed; %d handshakes with used or forged tickets refused, %d strangers%n",
                CLIENTS,
                JOBS,
                faithful.size(),
                faithful.stream().mapToInt(LiveClient::frames).sum(),
                faithful.stream().mapToInt(LiveClient::repeats).sum(),
                faithful.stream().mapToInt(LiveClient::refetches).sum(),
                refused,
                strangers.size());
        faithful.forEach(LiveClient::abort);
        deaf.forEach(WebSocket::abort);
        strangers.forEach(Frames::close);
    }

    private static String org(int job) {
        return "crowd-%02d".formatted(job);
    }

    private LiveClient listen(URI address, String org) {
        return LiveClient.ofOrg(http, system, address, org).join();
    }

    /** Goes away when it has heard something. */
    private static boolean vanishesNow(LiveClient client) {
        var hears = client.frames() > 2;
        if (hears) {
            client.abort();
        }
        return hears;
    }

    /** A client that subscribes, and takes nothing from its socket. */
    private WebSocket deaf(URI address, String org) {
        var socket = http.newWebSocketBuilder()
                .buildAsync(address, new WebSocket.Listener() {
                    @Override
                    public void onOpen(WebSocket opened) {
                        // Asks for no frame.
                    }
                })
                .join();
        socket.sendText("{\"action\":\"subscribe\",\"orgId\":\"" + org + "\"}", true)
                .join();
        return socket;
    }

    /** A client of another organisation that asks for this one. */
    private Frames stranger(String org) {
        return Frames.of(
                http,
                system.liveUrl("owl"),
                RunningSystem.json("{\"action\":\"subscribe\",\"orgId\":\"" + org + "\"}"));
    }

    /** Shows a ticket that has been used, and one that nobody made; how many of these handshakes were refused. */
    private int refusals(URI used) {
        var forged = URI.create(used.toString().replaceFirst("ticket=.*", "ticket=" + "x".repeat(43)));
        var refused = 0;
        for (var address : List.of(used, forged)) {
            CompletableFuture<WebSocket> handshake =
                    http.newWebSocketBuilder().buildAsync(address, new WebSocket.Listener() {});
            try {
                throw new AssertionError("Connected: " + handshake.join());
            } catch (CompletionException failure) {
                assertThat(failure).hasCauseInstanceOf(WebSocketHandshakeException.class);
                var answer = ((WebSocketHandshakeException) failure.getCause()).getResponse();
                assertThat(answer.statusCode()).isEqualTo(403);
                refused++;
            }
        }
        return refused;
    }

    private static String code(JsonNode frame) {
        return frame.at("/problem/code").asText();
    }
}
