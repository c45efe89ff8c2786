package dev.tenantry.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.core.job.JobId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** A WebSocket client of jobs, which notes when it had parsed each frame. */
final class Client implements WebSocket.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<String> jobs;
    private final StringBuilder text = new StringBuilder();
    private final Map<Change, Long> heard = new HashMap<>();
    private final CompletableFuture<Void> subscribed = new CompletableFuture<>();
    private volatile WebSocket socket;

    private Client(Set<String> jobs) {
        this.jobs = jobs;
    }

    /** Connects and subscribes; done when the subscriptions stand, which is when the ping after them is answered. */
    static CompletableFuture<Client> subscribe(HttpClient http, Web api, List<JobId> jobs) {
        var client = new Client(jobs.stream().map(JobId::value).collect(Collectors.toSet()));
        return ticket(http, api)
                .thenCompose(live -> http.newWebSocketBuilder().buildAsync(live, client))
                .thenCompose(client::open);
    }

    /** The address of one connection, with its ticket. */
    private static CompletableFuture<URI> ticket(HttpClient http, Web api) {
        var request =
                api.request("/v1/live-tickets").POST(BodyPublishers.noBody()).build();
        return http.sendAsync(request, BodyHandlers.ofString())
                .thenApply(answer ->
                        URI.create(parse(answer.body()).required("url").textValue()));
    }

    private CompletableFuture<Client> open(WebSocket opened) {
        socket = opened;
        var sending = CompletableFuture.completedFuture(opened);
        for (var job : jobs) {
            var subscription =
                    JSON.createObjectNode().put("action", "subscribe").put("jobId", job);
            sending = sending.thenCompose(to -> to.sendText(subscription.toString(), true));
        }
        return sending.thenCompose(to -> to.sendText("{\"action\":\"ping\"}", true))
                .thenCompose(_ -> subscribed)
                .thenApply(_ -> this);
    }

    boolean follows(String jobId) {
        return jobs.contains(jobId);
    }

    /** Goes away without a word, as clients do. */
    void close() {
        socket.abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            hear(parse(text.toString()), System.nanoTime());
            text.setLength(0);
        }
        return WebSocket.Listener.super.onText(from, data, last);
    }

    private void hear(JsonNode frame, long parsedAt) {
        switch (frame.path("type").asText()) {
            case "provisioning-update" -> note(frame, parsedAt);
            case "snapshot" -> {}
            case "pong" -> subscribed.complete(null);
            default -> subscribed.completeExceptionally(new IllegalStateException("Not expected: " + frame));
        }
    }

    private synchronized void note(JsonNode frame, long parsedAt) {
        var change = new Change(
                frame.required("jobId").textValue(), frame.required("version").longValue());
        heard.putIfAbsent(change, parsedAt);
    }

    /** When it had parsed the frame of each change, by {@link System#nanoTime}. */
    synchronized Map<Change, Long> heard() {
        return Map.copyOf(heard);
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(json, e);
        }
    }
}
