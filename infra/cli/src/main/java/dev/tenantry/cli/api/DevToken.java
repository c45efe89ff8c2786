package dev.tenantry.cli.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The access token that a local system gives to the programs of its machine, in {@code /config.json}. A new one is
 * taken before it expires, and when it is refused: a system that was started again has another key. From a server that
 * gives none, requests are sent without one.
 */
public final class DevToken implements Authorization {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration EARLY = Duration.ofMinutes(1);

    private final HttpClient http;
    private final URI address;
    private final Clock clock;
    private Optional<Taken> taken = Optional.empty();

    private record Taken(Optional<String> token, Instant until) {}

    /** Nothing is asked before the first request. */
    public DevToken(HttpClient http, Endpoint endpoint, Clock clock) {
        this.http = http;
        this.address = endpoint.resolve("config.json");
        this.clock = clock;
    }

    @Override
    public synchronized Map<String, List<String>> headers(String method, URI uri, byte[] body)
            throws UnreachableException, InterruptedException {
        if (taken.filter(one -> clock.instant().isBefore(one.until())).isEmpty()) {
            taken = Optional.of(take());
        }
        return taken.flatMap(Taken::token)
                .map(token -> Map.of("Authorization", List.of("Bearer " + token)))
                .orElse(Map.of());
    }

    @Override
    public synchronized boolean renew() {
        taken = Optional.empty();
        return true;
    }

    private Taken take() throws UnreachableException, InterruptedException {
        var request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            var token = answer.statusCode() == 200
                    ? Optional.ofNullable(
                            Json.MAPPER.readTree(answer.body()).path("devToken").textValue())
                    : Optional.<String>empty();
            var until = token.flatMap(AccessTokens::expiry).orElse(Instant.MAX);
            return new Taken(token, until.minus(EARLY));
        } catch (IOException e) {
            throw UnreachableException.of(address, e);
        }
    }
}
