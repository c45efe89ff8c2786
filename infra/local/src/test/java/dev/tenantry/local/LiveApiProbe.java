package dev.tenantry.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.local.template.Template;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Connects to the WebSocket API with a ticket and sends a message, and tells which functions were invoked. */
final class LiveApiProbe {

    private LiveApiProbe() {}

    static String observe(Template template) throws Exception {
        try (var server = new ApiServer(template);
                var http = HttpClient.newHttpClient()) {
            var uri = URI.create("ws://" + server.uri().getAuthority() + "/live?ticket=t");
            var socket = http.newWebSocketBuilder()
                    .buildAsync(uri, new WebSocket.Listener() {})
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
            socket.sendText("{\"action\":\"ping\",\"type\":\"subscribe\"}", true)
                    .join();
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            var functions = new ArrayList<String>();
            JsonNode event;
            do {
                var invocation = server.next();
                functions.add(invocation.getKey());
                event = invocation.getValue();
                // Only after that the server has nothing more to do.
            } while (!event.at("/requestContext/eventType").asText().equals("DISCONNECT"));
            http.shutdownNow();
            return functions.toString();
        } catch (CompletionException e) {
            return "refused";
        }
    }
}
