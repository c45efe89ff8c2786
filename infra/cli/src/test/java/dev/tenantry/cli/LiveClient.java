package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A client of the live contract, written from the contract alone: it drops the versions that it has seen, reads the
 * event log where one is missing, and subscribes again when API Gateway says that a function failed. It follows one
 * job, its own or that of its organisation.
 */
final class LiveClient implements WebSocket.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> ENDED = Set.of("COMPLETE", "FAILED", "CANCELLED");

    /** Hundreds that ask every moment how far their jobs are would be what slows these down. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final Set<String> TRY_AGAIN = Set.of("Internal server error", "Endpoint request timed out");

    private final HttpClient http;
    private final Function<String, HttpRequest.Builder> api;
    private final String subscription;
    private final StringBuilder text = new StringBuilder();
    private final TreeMap<Long, JsonNode> updates = new TreeMap<>();
    private final CompletableFuture<Void> answered = new CompletableFuture<>();
    private Optional<Throwable> failure = Optional.empty();
    private WebSocket socket;
    private CompletableFuture<WebSocket> sending;
    private long heardAt;
    private long told;
    private boolean asking;
    private int frames;
    private int repeats;
    private int refetches;
    private int resubscriptions;

    private LiveClient(HttpClient http, Function<String, HttpRequest.Builder> api, ObjectNode topic) {
        this.http = http;
        this.api = api;
        this.subscription = topic.put("action", "subscribe").toString();
    }

    /** Subscribes to the only job that an organisation is going to have. */
    static CompletableFuture<LiveClient> ofOrg(HttpClient http, RunningSystem system, String orgId) {
        return address(http, system).thenCompose(address -> ofOrg(http, system, address, orgId));
    }

    /** The same with an address that was obtained before. */
    static CompletableFuture<LiveClient> ofOrg(HttpClient http, RunningSystem system, URI address, String orgId) {
        return subscribe(http, system, address, JSON.createObjectNode().put("orgId", orgId));
    }

    /** Subscribes to a job, with all that has happened so far. */
    static CompletableFuture<LiveClient> ofJob(HttpClient http, RunningSystem system, String jobId) {
        var topic = JSON.createObjectNode().put("jobId", jobId).put("after", 0);
        return address(http, system).thenCompose(address -> subscribe(http, system, address, topic));
    }

    /** Where to connect, with a new ticket; asked for without waiting, so that a crowd can ask at once. */
    private static CompletableFuture<URI> address(HttpClient http, RunningSystem system) {
        var request =
                system.request("/v1/live-tickets").POST(BodyPublishers.noBody()).build();
        return http.sendAsync(request, BodyHandlers.ofString()).thenApply(answer -> {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            return URI.create(read(answer.body()).required("url").textValue());
        });
    }

    /** The subscription stands when the ping behind it is answered: an API handles a connection's messages in order. */
    private static CompletableFuture<LiveClient> subscribe(
            HttpClient http, RunningSystem system, URI address, ObjectNode topic) {
        var client = new LiveClient(http, system::request, topic);
        return http.newWebSocketBuilder().buildAsync(address, client).thenCompose(client::open);
    }

    private CompletableFuture<LiveClient> open(WebSocket opened) {
        synchronized (this) {
            socket = opened;
            sending = CompletableFuture.completedFuture(opened);
        }
        return subscribe().thenCompose(_ -> answered).thenApply(_ -> this);
    }

    private synchronized CompletableFuture<?> subscribe() {
        var _ = send(subscription);
        return send("{\"action\":\"ping\"}");
    }

    /** A socket takes a message only when it is done with the one before. */
    private CompletableFuture<?> send(String message) {
        sending = sending.thenCompose(to -> to.sendText(message, true));
        return sending;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            hear(read(text.toString()));
            text.setLength(0);
        }
        return WebSocket.Listener.super.onText(from, data, last);
    }

    private synchronized void hear(JsonNode frame) {
        heardAt = System.nanoTime();
        switch (frame.path("type").asText()) {
            case "provisioning-update" -> update(frame);
            case "pong" -> pong(frame);
            default -> refused(frame);
        }
    }

    private void refused(JsonNode frame) {
        if (TRY_AGAIN.contains(frame.path("message").asText())) {
            resubscriptions++;
            failIfItFails(subscribe());
        } else {
            failed(new AssertionError("Not expected: " + frame));
        }
    }

    private void update(JsonNode update) {
        frames++;
        if (updates.putIfAbsent(update.get("version").longValue(), update) != null) {
            repeats++;
        }
        fillGap();
    }

    private void pong(JsonNode pong) {
        answered.complete(null);
        told = Math.max(told, pong.path("version").longValue());
        fillGap();
    }

    /** Reads from the event log what is missing before the last version that it was told of. */
    private void fillGap() {
        if (held() < told() && !asking) {
            asking = true;
            refetches++;
            var events = api.apply("/v1/provisioning-jobs/" + jobId() + "/events?after=" + held());
            failIfItFails(http.sendAsync(events.build(), BodyHandlers.ofString())
                    .thenAccept(answer -> take(read(answer.body()).required("events"))));
        }
    }

    private synchronized void take(JsonNode events) {
        events.forEach(event -> updates.putIfAbsent(event.get("version").longValue(), event));
        asking = false;
        fillGap();
    }

    /** The job that it hears of. */
    synchronized String jobId() {
        return updates.firstEntry().getValue().get("jobId").textValue();
    }

    private long told() {
        return updates.isEmpty() ? told : Math.max(told, updates.lastKey());
    }

    /** The last version before the first gap. */
    private long held() {
        var held = 0L;
        while (updates.containsKey(held + 1)) {
            held++;
        }
        return held;
    }

    /**
     * Asks for the job's version after a silence: no frame follows the last one that would show that it was missed.
     *
     * @throws AssertionError when something has gone wrong meanwhile
     */
    synchronized void tick() {
        failure.ifPresent(reason -> {
            throw new AssertionError("A client failed", reason);
        });
        if (!hasSeenTheEnd() && !updates.isEmpty() && System.nanoTime() - heardAt > SILENCE.toNanos()) {
            heardAt = System.nanoTime();
            var ping = JSON.createObjectNode().put("action", "ping").put("jobId", jobId());
            failIfItFails(send(ping.toString()));
        }
    }

    private void failIfItFails(CompletableFuture<?> work) {
        var _ = work.exceptionally(failure -> {
            failed(failure);
            return null;
        });
    }

    private synchronized void failed(Throwable reason) {
        failure = Optional.of(reason);
    }

    /** Whether it knows the whole of a job that has ended. */
    synchronized boolean hasSeenTheEnd() {
        return !updates.isEmpty() && held() == told() && ENDED.contains(status());
    }

    /** The versions that it holds, in order. */
    synchronized List<Long> versions() {
        return List.copyOf(updates.keySet());
    }

    /** The job's status at the last version that it holds. */
    synchronized String status() {
        return updates.lastEntry().getValue().at("/job/status").textValue();
    }

    /** How many updates came over the socket. */
    synchronized int frames() {
        return frames;
    }

    /** How many of them it had already. */
    synchronized int repeats() {
        return repeats;
    }

    /** How often it read the event log because a version was missing. */
    synchronized int refetches() {
        return refetches;
    }

    /** How often it subscribed again because a function had failed. */
    synchronized int resubscriptions() {
        return resubscriptions;
    }

    /** Goes away without a word, as clients do. */
    synchronized void abort() {
        socket.abort();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }
}
