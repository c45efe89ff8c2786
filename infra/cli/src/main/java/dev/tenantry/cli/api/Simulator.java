package dev.tenantry.cli.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The control API of a simulated Twilio on this machine; a real one has none. Every call throws
 * {@link UnreachableException} when nobody answers, and {@link RequestRejectedException} when the answer is an error.
 */
public final class Simulator {
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(35);

    private final HttpClient http;
    private final Endpoint endpoint;

    /**
     * @param http the transport, see {@link ProvisioningApi#transport}
     * @param endpoint where the simulator answers
     * @throws IllegalArgumentException when that is not on this machine
     */
    public Simulator(HttpClient http, Endpoint endpoint) {
        if (!endpoint.isLocal()) {
            throw new IllegalArgumentException(
                    endpoint.base() + " is not on this machine: only a simulated Twilio's reviews can be decided");
        }
        this.http = http;
        this.endpoint = endpoint;
    }

    /**
     * A review that is open.
     *
     * @param sid what is reviewed
     * @param accountSid whose it is
     * @param kind what kind of thing that is, e.g. {@code campaign}
     * @param endsAt when it ends by itself; empty: when it is decided
     */
    public record Review(String sid, String accountSid, String kind, Optional<Instant> endsAt) {}

    /**
     * How a review is to end.
     *
     * @param type {@code approve} or {@code reject}
     * @param code Twilio's code of a rejection
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Outcome(String type, Optional<Integer> code) {
        /** Well. */
        public static Outcome approval() {
            return new Outcome("approve", Optional.empty());
        }

        /** With a rejection. */
        public static Outcome rejection(int code) {
            return new Outcome("reject", Optional.of(code));
        }
    }

    private record Decision(String sid, Outcome outcome) {}

    private record Reviews(List<Review> open) {}

    private record Account(String sid, String friendlyName, String status) {}

    private record State(List<Account> accounts) {}

    /**
     * The open reviews of an organisation's subaccount, oldest first.
     *
     * @param orgId the organisation, whose id is its subaccount's friendly name
     * @return empty when it has no subaccount that is not closed
     */
    public Optional<List<Review>> openReviews(String orgId) throws ApiException, InterruptedException {
        var account = get(State.class, "state").accounts().stream()
                .filter(one -> one.friendlyName().equals(orgId) && !one.status().equals("closed"))
                .findFirst();
        if (account.isEmpty()) {
            return Optional.empty();
        }
        var sid = account.get().sid();
        return Optional.of(get(Reviews.class, "reviews").open().stream()
                .filter(review -> review.accountSid().equals(sid))
                .toList());
    }

    /** Ends a review now. */
    public void decide(String sid, Outcome outcome) throws ApiException, InterruptedException {
        var uri = endpoint.resolve("_simulator", "reviews", "decisions");
        var body = BodyPublishers.ofByteArray(Json.bytes(new Decision(sid, outcome)));
        send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .POST(body),
                uri,
                Reviews.class);
    }

    private <T> T get(Class<T> type, String name) throws ApiException, InterruptedException {
        var uri = endpoint.resolve("_simulator", name);
        return send(HttpRequest.newBuilder(uri).GET(), uri, type);
    }

    private <T> T send(HttpRequest.Builder request, URI uri, Class<T> type) throws ApiException, InterruptedException {
        try {
            var answer = http.send(request.timeout(ANSWER_TIMEOUT).build(), BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new RequestRejectedException(Problem.of(answer));
            }
            return Json.MAPPER.readValue(answer.body(), type);
        } catch (JsonProcessingException notThis) {
            throw UnreachableException.notThisApi(uri, notThis);
        } catch (IOException lost) {
            throw UnreachableException.of(uri, lost);
        }
    }
}
