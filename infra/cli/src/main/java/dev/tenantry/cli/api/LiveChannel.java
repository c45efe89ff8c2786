package dev.tenantry.cli.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/** Opens WebSockets for live updates. Each connection gets a new address, since a ticket is valid for only one. */
public final class LiveChannel {
    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http;
    private final ProvisioningApi api;

    /**
     * @param http the transport
     * @param api gives out the tickets, and says where the WebSocket answers
     */
    public LiveChannel(HttpClient http, ProvisioningApi api) {
        this.http = http;
        this.api = api;
    }

    /**
     * Connects; blocks until that is done or has failed.
     *
     * @throws ApiException when there is no connection to be had
     */
    public LiveSocket open(LiveSocket.Listener listener) throws ApiException, InterruptedException {
        var uri = ticketed();
        try {
            var webSocket = http.newWebSocketBuilder()
                    .connectTimeout(HANDSHAKE_TIMEOUT)
                    .buildAsync(uri, LiveSocket.incoming(listener))
                    .join();
            return new LiveSocket(webSocket, listener);
        } catch (CompletionException e) {
            throw UnreachableException.of(uri, asIo(e.getCause()));
        } catch (IllegalArgumentException e) {
            throw UnreachableException.notThisApi(uri, new IOException(e.getMessage(), e));
        }
    }

    /** The address of one connection, with its ticket. */
    private URI ticketed() throws ApiException, InterruptedException {
        var uri = api.createLiveTicket().value().url();
        var isEncrypted = "wss".equals(uri.getScheme());
        if (uri.getHost() == null || !(isEncrypted || ("ws".equals(uri.getScheme()) && Endpoint.isLoopback(uri)))) {
            throw UnreachableException.notThisApi(
                    uri, new IOException("its WebSocket has no address such as wss://host/live"));
        }
        return uri;
    }

    private static IOException asIo(Throwable cause) {
        return switch (cause) {
            case WebSocketHandshakeException refused ->
                new IOException("the handshake was refused with HTTP "
                        + refused.getResponse().statusCode());
            case IOException io -> io;
            default -> new IOException(cause);
        };
    }
}
