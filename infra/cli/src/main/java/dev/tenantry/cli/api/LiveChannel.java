package dev.tenantry.cli.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Opens WebSockets for live updates. Each connection gets a new address, since a ticket or signature is valid for only
 * one connection.
 */
public final class LiveChannel {
    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http;
    private final Optional<URI> address;
    private final Optional<SigV4> signer;

    /**
     * @param http the transport
     * @param address where the WebSocket answers, or empty when nobody knows; then every opening fails
     * @param signer signs every handshake, or empty when no signature is asked for
     */
    public LiveChannel(HttpClient http, Optional<URI> address, Optional<SigV4> signer) {
        this.http = http;
        this.address = address;
        this.signer = signer;
    }

    /**
     * Connects; blocks until that is done or has failed.
     *
     * @throws ApiException when there is no connection to be had
     */
    public LiveSocket open(LiveSocket.Listener listener) throws ApiException {
        var unsigned = address.orElseThrow(UnreachableException::noLiveAddress);
        var uri = signer.isPresent() ? signer.get().presign(unsigned) : unsigned;
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
