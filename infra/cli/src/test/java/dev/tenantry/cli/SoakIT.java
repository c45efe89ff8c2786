package dev.tenantry.cli;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.local.LocalCloud;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many organisations while a fifth of Twilio's answers go wrong and lists lag, through nothing but the public contract:
 * every job gets there, after one retry at most, and Twilio has what the jobs say, no more and no less.
 *
 * <p>By default a hundred organisations, forty at once, and most lost answers being dropped connections, since to wait
 * 20 seconds for an answer shows nothing more. The system properties {@code soak.organisations}, {@code soak.atOnce},
 * {@code soak.seeds} and {@code soak.faults} ask for more; docs/failures.md has the command.
 */
class SoakIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final double SPEED = 50;

    private static final int ORGANISATIONS = Integer.getInteger("soak.organisations", 100);
    private static final int AT_ONCE = Integer.getInteger("soak.atOnce", 40);
    private static final String SEEDS = System.getProperty("soak.seeds", "1");
    private static final String FAULTS =
            System.getProperty("soak.faults", "timeout=0.5%,500=5%,429=5%,drop=9.5%,lag=5s");

    private final HttpClient http = HttpClient.newHttpClient();
    private LocalCloud cloud;

    /** How an organisation's job went. */
    private record Outcome(String org, int plannedNumbers, JsonNode job, boolean retried) {
        boolean isComplete() {
            return job.get("status").textValue().equals("COMPLETE");
        }
    }

    static LongStream seeds() {
        return Arrays.stream(SEEDS.split(",")).mapToLong(Long::parseLong);
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        cloud.close();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyJobGetsThereAndNothingIsMadeTwice(long seed) throws Exception {
        var template = Path.of("../../template.yaml").toAbsolutePath().normalize();
        cloud = LocalCloud.start(LocalCloud.Options.inMemory(template, SPEED).withTwilioSeed(seed));
        // One organisation without faults, to compare with; a rule that never strikes counts the requests.
        FaultMix.parse("slow=0%").install(cloud.twilioUrl());
        var quiet = provision(0);
        var usual = requests();
        FaultMix.parse(FAULTS).install(cloud.twilioUrl());
        var begin = System.nanoTime();

        var outcomes = provisionAll();

        tell(seed, (System.nanoTime() - begin) / 1e9, outcomes, usual);
        assertThat(quiet.retried()).isFalse();
        outcomes.add(quiet);
        assertThat(outcomes).filteredOn(outcome -> !outcome.isComplete()).isEmpty();
        assertTwilioHasWhatTheJobsSay(outcomes);
    }

    private List<Outcome> provisionAll() throws Exception {
        var jobs = IntStream.range(1, ORGANISATIONS)
                .<Callable<Outcome>>mapToObj(index -> () -> provision(index))
                .toList();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var outcomes = new ArrayList<Outcome>();
            for (var outcome : threads.invokeAll(jobs)) {
                outcomes.add(outcome.get());
            }
            return outcomes;
        }
    }

    private Outcome provision(int index) {
        var org = "soak-%04d".formatted(index);
        var numbers = index % 3 + 1;
        var plan = "{\"numbers\":[{\"count\":" + numbers + "}]}";
        var id = accepted(post("/v1/orgs/" + org + "/provisioning-jobs", plan));
        var first = ended(id);
        if (first.get("status").textValue().equals("COMPLETE")) {
            return new Outcome(org, numbers, first, false);
        }
        accepted(post("/v1/provisioning-jobs/" + id + "/retry", ""));
        return new Outcome(org, numbers, ended(id), true);
    }

    /** Of every organisation one subaccount, and in it what its job's steps say that they made. */
    private void assertTwilioHasWhatTheJobsSay(List<Outcome> outcomes) {
        var state = get(cloud.twilioUrl(), "/_simulator/state");
        var orgs = outcomes.stream().map(Outcome::org).collect(toSet());
        var accounts = elements(state.get("accounts"))
                .filter(account -> orgs.contains(account.get("friendlyName").textValue()))
                .collect(toMap(account -> account.get("sid").textValue(), account -> account.get("friendlyName")
                        .textValue()));
        assertThat(accounts.values()).as("subaccounts").containsExactlyInAnyOrderElementsOf(orgs);
        var numbers = elements(state.get("numbers"))
                .filter(number -> accounts.containsKey(number.get("accountSid").textValue()))
                .collect(groupingBy(
                        number -> accounts.get(number.get("accountSid").textValue()), counting()));
        assertThat(numbers)
                .isEqualTo(outcomes.stream().collect(toMap(Outcome::org, outcome -> (long) outcome.plannedNumbers())));
        assertThat(atTwilio(state, accounts))
                .isEqualTo(outcomes.stream().collect(toMap(Outcome::org, outcome -> told(outcome.job()))));
    }

    /** The SIDs of what each organisation has at Twilio, but the numbers' places in messaging services. */
    private static Map<String, Set<String>> atTwilio(JsonNode state, Map<String, String> accounts) {
        var owned = Stream.concat(elements(state.get("numbers")), elements(state.get("resources")))
                .filter(resource ->
                        accounts.containsKey(resource.get("accountSid").textValue()))
                .filter(resource -> !resource.path("type").asText().equals("sender_pool_numbers"))
                .collect(groupingBy(
                        resource -> accounts.get(resource.get("accountSid").textValue()),
                        mapping(resource -> resource.get("sid").textValue(), toSet())));
        accounts.forEach(
                (sid, org) -> owned.computeIfAbsent(org, _ -> new HashSet<>()).add(sid));
        return owned;
    }

    private static Set<String> told(JsonNode job) {
        return elements(job.get("steps"))
                .flatMap(step -> elements(step.get("resources")))
                .map(resource -> resource.get("sid").textValue())
                .collect(toSet());
    }

    /** How many requests the oldest rule has been asked about. */
    private long requests() {
        return get(cloud.twilioUrl(), "/_simulator/faults")
                .at("/faults/0/matched")
                .longValue();
    }

    private void tell(long seed, double seconds, List<Outcome> outcomes, long usual) {
        var struck = elements(get(cloud.twilioUrl(), "/_simulator/faults").get("faults"))
                .collect(groupingBy(
                        rule -> rule.at("/rule/fault/type").textValue(),
                        mapping(rule -> rule.get("struck").longValue(), summingLong(Long::longValue))));
        System.out.printf(
                "Soak with seed %d: %d organisations, %d at once, %.0f s; %d complete, %d of them after a retry;"
                        + " %.1f requests a job for look-ups and further attempts beside the usual %d; faults %s%n",
                seed,
                outcomes.size(),
                AT_ONCE,
                seconds,
                outcomes.stream().filter(Outcome::isComplete).count(),
                outcomes.stream().filter(Outcome::retried).count(),
                (requests() - usual) / (double) outcomes.size() - usual,
                usual,
                struck);
    }

    private JsonNode ended(String id) {
        var path = "/v1/provisioning-jobs/" + id;
        return await().pollInterval(POLL)
                .atMost(PATIENCE)
                .until(() -> get(cloud.apiUrl(), path), job -> job.has("endedAt"));
    }

    private static String accepted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return read(answer.body()).get("id").textValue();
    }

    private HttpResponse<String> post(String path, String body) {
        var request = HttpRequest.newBuilder(cloud.apiUrl().resolve(path))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body));
        return send(
                body.isEmpty()
                        ? request.build()
                        : request.header("Content-Type", "application/json").build());
    }

    private JsonNode get(URI base, String path) {
        return read(send(HttpRequest.newBuilder(base.resolve(path)).build()).body());
    }

    /** As any client should: what the server could not answer is asked again, under the same key. */
    private HttpResponse<String> send(HttpRequest request) {
        return await().pollInterval(POLL)
                .atMost(PATIENCE)
                .until(
                        () -> http.sendAsync(request, BodyHandlers.ofString()).join(),
                        answer -> answer.statusCode() < 500);
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException notJson) {
            throw new AssertionError(json, notJson);
        }
    }
}
