package dev.tenantry.twilio.internal;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Pooled connections that all transports of a process with the same time-out share. Each {@link HttpClient} has a
 * thread of its own, and a process that runs many execution environments, as a local one does, would have one for each.
 */
final class SharedHttpClient implements AutoCloseable {
    private static final Map<Duration, SharedHttpClient> OPEN = new HashMap<>();

    private final Duration connectTimeout;
    private final HttpClient client;
    private int users;

    private SharedHttpClient(Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
        this.client = newClient(connectTimeout);
    }

    /** The client with this time-out; each caller closes it once. */
    static SharedHttpClient open(Duration connectTimeout) {
        synchronized (OPEN) {
            var shared = OPEN.computeIfAbsent(connectTimeout, SharedHttpClient::new);
            shared.users++;
            return shared;
        }
    }

    static HttpClient newClient(Duration connectTimeout) {
        // HTTP/1.1, because HTTP/2 would let the JDK repeat a write that the server has turned away.
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build();
    }

    HttpClient client() {
        return client;
    }

    /** Closes the connections when the last user does. */
    @Override
    public void close() {
        synchronized (OPEN) {
            users--;
            if (users == 0) {
                OPEN.remove(connectTimeout);
                client.shutdownNow();
            }
        }
    }
}
