package dev.tenantry.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** The back end of the page's tests: the API that the page calls, and the simulated Twilio, controlled by the test. */
final class ApiBackend implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI api;
    private final URI twilio;
    private final String token;

    /** @param token what its requests to the API are sent with */
    ApiBackend(URI api, URI twilio, String token) {
        this.api = api;
        this.twilio = twilio;
        this.token = token;
    }

    /** Asks for a job; its id. */
    String trigger(String org, String plan) {
        var answer = post(request("/v1/orgs/" + org + "/provisioning-jobs"), plan);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return json(answer).get("id").textValue();
    }

    JsonNode job(String id) {
        return json(send(request("/v1/provisioning-jobs/" + id)));
    }

    /** A job after its end. */
    JsonNode ended(String id) {
        await().atMost(PATIENCE).until(() -> job(id).has("endedAt"));
        return job(id);
    }

    /** What the API says to a plan that it refuses. */
    JsonNode refusal(String org, String plan) {
        var answer = post(request("/v1/orgs/" + org + "/provisioning-jobs"), plan);
        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
        return json(answer);
    }

    /** What an organisation's senders are ready for, by text message to the United States. */
    List<String> readiness(String org) {
        var senders = json(send(request("/v1/orgs/" + org + "/senders"))).get("senders");
        return StreamSupport.stream(senders.spliterator(), false)
                .map(sender -> sender.at("/destinations/0/status").textValue())
                .toList();
    }

    /** Leaves the reviews of a kind that begin from now on to those who decide them by hand. */
    void reviewByHand(String kind) {
        var rule = JSON.createObjectNode().put("kind", kind);
        rule.putObject("outcome").put("type", "never");
        var answer = post(HttpRequest.newBuilder(twilio.resolve("/_simulator/reviews/rules")), rule.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    /** Makes Twilio raise the spend alarm that a job has set, at an amount of US dollars. */
    void raiseAlarm(String jobId, String spent) {
        var alarm = StreamSupport.stream(job(jobId).get("steps").spliterator(), false)
                .filter(step -> step.get("name").textValue().equals("set-spend-alarm"))
                .findFirst()
                .orElseThrow();
        var callback = JSON.createObjectNode()
                .put("type", "usage-trigger")
                .put("sid", alarm.at("/resources/0/sid").textValue())
                .put("currentValue", spent);
        var answer = post(HttpRequest.newBuilder(twilio.resolve("/_simulator/callbacks")), callback.toString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    /** Makes Twilio create nothing under this path that bears this friendly name, until it is released. */
    Hold hold(String path, String friendlyName) {
        var rule =
                JSON.createObjectNode().put("method", "POST").put("path", path).put("rate", 1);
        rule.putObject("parameters").put("FriendlyName", friendlyName);
        rule.putObject("fault").put("type", "held");
        var answer = post(HttpRequest.newBuilder(twilio.resolve("/_simulator/faults")), rule.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var faults = json(answer).get("faults");
        return new Hold(faults.get(faults.size() - 1).get("id").longValue());
    }

    /** Makes Twilio create no subaccount for this organisation, until it is released. */
    Hold holdSubaccount(String org) {
        return hold("/2010-04-01/Accounts.json", org);
    }

    /** What Twilio holds back. */
    final class Hold {
        private final long rule;

        private Hold(long rule) {
            this.rule = rule;
        }

        void release() {
            var uri = twilio.resolve("/_simulator/faults/" + rule);
            assertThat(send(HttpRequest.newBuilder(uri).DELETE()).statusCode()).isEqualTo(204);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> post(HttpRequest.Builder to, String body) {
        return send(to.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), BodyHandlers.ofString()).join();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return json(answer.body());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }
}
