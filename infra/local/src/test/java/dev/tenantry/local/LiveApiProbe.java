package dev.tenantry.local;

import dev.tenantry.local.template.Template;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Connects to the WebSocket API and sends a message, and tells who connected and which function got the message. */
final class LiveApiProbe {

    private LiveApiProbe() {}

    static String observe(Template template) throws Exception {
        try (var server = new ApiServer(template);
                var http = HttpClient.newHttpClient()) {
            var uri = URI.create("ws://" + server.uri().getAuthority() + "/live");
            var socket = http.newWebSocketBuilder()
                    .buildAsync(uri, new WebSocket.Listener() {})
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
            var caller = server.next().getValue().at("/requestContext/identity/userArn");
            socket.sendText("{\"action\":\"ping\",\"type\":\"subscribe\"}", true)
                    .join();
            var function = server.next().getKey();
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            // $disconnect: only then the server has nothing more to do.
            server.next();
            http.shutdownNow();
            return caller.asText() + " reached " + function;
        } catch (CompletionException e) {
            return "refused";
        }
    }
}
