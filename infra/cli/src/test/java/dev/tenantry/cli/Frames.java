package dev.tenantry.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A WebSocket client that keeps all that it hears, until it goes away. */
final class Frames implements WebSocket.Listener, AutoCloseable {
    private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;

    private Frames(HttpClient http, URI live) {
        socket = http.newWebSocketBuilder().buildAsync(live, this).join();
    }

    /** Connects, and says this one thing. */
    static Frames of(HttpClient http, URI live, JsonNode message) {
        var client = new Frames(http, live);
        client.socket.sendText(message.toString(), true).join();
        return client;
    }

    /** The frames received so far; the list keeps growing. */
    List<JsonNode> heard() {
        return heard;
    }

    /** Goes away without a word, as clients do. */
    @Override
    public void close() {
        socket.abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            heard.add(RunningSystem.json(text.toString()));
            text.setLength(0);
        }
        return WebSocket.Listener.super.onText(from, data, last);
    }
}
