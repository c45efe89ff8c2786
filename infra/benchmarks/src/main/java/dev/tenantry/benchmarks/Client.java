package dev.tenantry.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.core.job.JobId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A WebSocket client of one job, which notes when it had parsed each frame. */
final class Client implements WebSocket.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringBuilder text = new StringBuilder();
    private final Map<Change, Long> heard = new HashMap<>();
    private final CompletableFuture<Void> subscribed = new CompletableFuture<>();
    private volatile WebSocket socket;

    private Client() {}

    /** Connects and subscribes; done when the subscription stands, which is when the ping after it is answered. */
    static CompletableFuture<Client> subscribe(HttpClient http, URI live, JobId job) {
        var client = new Client();
        var subscription = JSON.createObjectNode().put("action", "subscribe").put("jobId", job.value());
        return http.newWebSocketBuilder()
                .buildAsync(live, client)
                .thenCompose(socket -> socket.sendText(subscription.toString(), true))
                .thenCompose(socket -> socket.sendText("{\"action\":\"ping\"}", true))
                .thenCompose(client::open)
                .thenApply(_ -> client);
    }

    private CompletableFuture<Void> open(WebSocket opened) {
        socket = opened;
        return subscribed;
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
            default -> throw new IllegalStateException("Not expected: " + frame);
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
