package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.local.LocalCloud;
import dev.tenantry.twilio.simulator.TwilioSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * More organisations at once than the operator's account at Twilio takes requests at once: they wait their turn, and
 * Twilio need not refuse any.
 */
@Tag("long")
class OperatorAccountIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int TOO_MANY_REQUESTS = 429;

    /** As many as the template lets create subaccounts at once. */
    private static final int REQUESTS_AT_ONCE = 20;

    private static final int ORGANISATIONS = 50;

    /** So slow that all would meet in the operator's account if they could. */
    private static final double SPEED = 2;

    @Test
    void aCrowdWaitsItsTurnForTheOperatorsAccount() throws Exception {
        var template = Path.of("../../template.yaml").toAbsolutePath().normalize();
        try (var twilio = TwilioSimulator.builder()
                        .speed(SPEED)
                        .maxConcurrentRequests(REQUESTS_AT_ONCE)
                        .start();
                var cloud = LocalCloud.start(
                        LocalCloud.Options.inMemory(template, SPEED).twilioBaseUrl(twilio.baseUrl()));
                var http = HttpClient.newHttpClient()) {
            var token = cloud.devToken();
            var triggers = IntStream.range(0, ORGANISATIONS)
                    .mapToObj(i -> cloud.apiUrl().resolve("/v1/orgs/crowd-%02d/provisioning-jobs".formatted(i)))
                    .map(uri -> http.sendAsync(
                            HttpRequest.newBuilder(uri)
                                    .header("Authorization", "Bearer " + token)
                                    .POST(BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.ofString()))
                    .toList();
            assertThat(triggers.stream().map(answer -> answer.join().statusCode()))
                    .containsOnly(202);

            await().atMost(PATIENCE).until(() -> subaccounts(http, twilio.baseUrl()) == ORGANISATIONS);

            assertThat(refused(http, twilio)).isEmpty();
        }
    }

    private static long subaccounts(HttpClient http, URI twilio) {
        return get(http, twilio.resolve("/_simulator/state")).get("accounts").size() - 1L;
    }

    /** What Twilio refused to the operator's account, which its tenants' do not count against. */
    private static List<JsonNode> refused(HttpClient http, TwilioSimulator twilio) {
        var requests = get(http, twilio.baseUrl().resolve("/_simulator/requests"));
        return StreamSupport.stream(requests.get("requests").spliterator(), false)
                .filter(request -> request.path("account").asText().equals(twilio.accountSid()))
                .filter(request -> request.path("status").asInt() == TOO_MANY_REQUESTS)
                .toList();
    }

    private static JsonNode get(HttpClient http, URI uri) {
        try {
            HttpResponse<String> answer = http.sendAsync(
                            HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .join();
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
