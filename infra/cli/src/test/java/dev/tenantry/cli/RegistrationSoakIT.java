package dev.tenantry.cli;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Many organisations register at once, while Twilio's answers go wrong and its lists lag, three of ten of its callbacks
 * are lost, and one of ten comes twice: none is stuck, and in the end each has at Twilio what an organisation has that
 * nothing happened to, and has paid what that one paid.
 *
 * <p>By default six organisations, and fewer faults than in {@link SoakIT}: a registration makes some sixty calls, and
 * what goes wrong is mostly waited for. The system properties {@code soak.registrations} and {@code soak.faults} ask
 * for more; docs/failures.md has the command.
 */
class RegistrationSoakIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final double SPEED = 50;

    private static final int ORGANISATIONS = Integer.getInteger("soak.registrations", 6);
    private static final String FAULTS = System.getProperty("soak.faults", "timeout=0.1%,500=2%,429=2%,drop=3%,lag=5s");
    private static final String LOST = "{\"rate\": 0.3, \"action\": {\"type\": \"drop\"}}";
    private static final String TWICE = "{\"rate\": 0.1, \"action\": {\"type\": \"duplicate\"}}";

    private final HttpClient http = HttpClient.newHttpClient();
    private LocalCloud cloud;

    @AfterEach
    void stop() {
        http.shutdownNow();
        cloud.close();
    }

    @Test
    void noneIsPaidTwiceAndNoneIsStuck() throws Exception {
        var template = Path.of("../../template.yaml").toAbsolutePath().normalize();
        cloud = LocalCloud.start(LocalCloud.Options.inMemory(template, SPEED));
        var plan = Files.readString(Path.of("../../docs/examples/registrations.json"));
        var quiet = ended(started("/v1/orgs/quiet/provisioning-jobs", plan));
        FaultMix.parse(FAULTS).install(cloud.twilioUrl());
        callbacks(LOST);
        callbacks(TWICE);
        var begin = System.nanoTime();

        var ids = IntStream.range(0, ORGANISATIONS)
                .mapToObj("registers-%03d"::formatted)
                .map(org -> started("/v1/orgs/" + org + "/provisioning-jobs", plan))
                .toList();
        var retried = ids.stream().filter(id -> isRetried(ended(id))).toList();
        var jobs = ids.stream().map(this::ended).toList();

        System.out.printf(
                "Registrations of %d organisations, %.0f s: %d complete, %d of them after a retry%n",
                jobs.size(),
                (System.nanoTime() - begin) / 1e9,
                jobs.stream().filter(RegistrationSoakIT::isComplete).count(),
                retried.size());
        assertThat(jobs).filteredOn(job -> !isComplete(job)).isEmpty();
        var expected = atTwilio(quiet);
        assertThat(expected).containsEntry("brand-registration", 1L).containsEntry("campaign-vetting", 1L);
        assertThat(jobs).allSatisfy(job -> assertThat(atTwilio(job))
                .as(job.get("orgId").textValue())
                .isEqualTo(expected));
    }

    /** Each job that was left FAILED by what went wrong has one more try. */
    private boolean isRetried(JsonNode job) {
        var failed = !isComplete(job);
        if (failed) {
            started("/v1/provisioning-jobs/" + job.get("id").textValue() + "/retry", "");
        }
        return failed;
    }

    private static boolean isComplete(JsonNode job) {
        return job.get("status").textValue().equals("COMPLETE");
    }

    /**
     * How many of which resources an organisation has, and how many of which fees it has paid. How often its papers
     * were evaluated is of no account.
     */
    private Map<String, Long> atTwilio(JsonNode job) {
        var account = job.at("/steps/0/resources/0/sid").textValue();
        var state = read(get(cloud.twilioUrl(), "/_simulator/state").body());
        return Stream.of("resources", "charges", "numbers")
                .flatMap(kind -> elements(state.get(kind))
                        .filter(one -> one.get("accountSid").textValue().equals(account))
                        .map(one -> one.path("type").asText(kind)))
                .filter(type -> !type.equals("evaluations"))
                .collect(groupingBy(type -> type, counting()));
    }

    private JsonNode ended(String id) {
        return await().pollInterval(POLL)
                .atMost(PATIENCE)
                .until(
                        () -> read(get(cloud.apiUrl(), "/v1/provisioning-jobs/" + id)
                                .body()),
                        job -> job.has("endedAt"));
    }

    private void callbacks(String rule) {
        assertThat(post(cloud.twilioUrl(), "/_simulator/callbacks/rules", rule).statusCode())
                .isEqualTo(201);
    }

    private String started(String path, String body) {
        var answer = post(cloud.apiUrl(), path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return read(answer.body()).get("id").textValue();
    }

    private HttpResponse<String> post(URI base, String path, String body) {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body));
        return send(
                body.isEmpty()
                        ? request.build()
                        : request.header("Content-Type", "application/json").build());
    }

    private HttpResponse<String> get(URI base, String path) {
        return send(HttpRequest.newBuilder(base.resolve(path)).build());
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
