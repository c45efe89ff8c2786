package dev.tenantry.local.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sends every example of the documents to a local system, whose answers must be those of the examples. */
class ExamplesIT {
    private static final JsonNode OPEN_API = Documents.openApi();
    private static final JsonNode ASYNC_API = Documents.asyncApi();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static ContractSystem system;
    private static String acmesJob;
    private static int organisations;

    @BeforeAll
    static void start() throws Exception {
        system = new ContractSystem();
        acmesJob = system.complete("acme");
    }

    @AfterAll
    static void stop() {
        system.close();
        system.contract().requireConformance();
    }

    @Test
    void everyRequestIsAnsweredAsItsExampleSays() throws IOException {
        var count = 0;
        var softly = new SoftAssertions();
        for (var operation : Operation.all(OPEN_API)) {
            for (var example : Examples.of(OPEN_API, operation)) {
                check(example, softly);
                count++;
            }
        }
        System.out.printf("%d examples of the OpenAPI document executed%n", count);
        softly.assertAll();
        assertThat(count).isGreaterThan(30);
    }

    private static void check(Examples.Example example, SoftAssertions softly) throws IOException {
        var name = example.operation().id() + " " + example.name();
        var parameters = new LinkedHashMap<>(example.parameters());
        parameters.putAll(given(name));
        var target = new StringBuilder();
        for (var part : example.operation().path().split("(?<=/)|(?=/)", -1)) {
            target.append(part.startsWith("{") ? encoded(parameters.get(part.substring(1, part.length() - 1))) : part);
        }
        var headers = new LinkedHashMap<String, String>();
        var separator = "?";
        for (var parameter : example.operation().parameters()) {
            var value = parameters.get(parameter.get("name").textValue());
            if (value != null && parameter.get("in").textValue().equals("query")) {
                target.append(separator)
                        .append(parameter.get("name").textValue())
                        .append('=')
                        .append(encoded(value));
                separator = "&";
            } else if (value != null && parameter.get("in").textValue().equals("header")) {
                headers.put(parameter.get("name").textValue(), value);
            }
        }
        example.body().ifPresent(_ -> headers.put("Content-Type", "application/json"));

        var answer = system.send(
                example.operation().method(),
                target.toString(),
                headers,
                example.body().map(JsonNode::toString));

        softly.assertThat(answer.statusCode()).as(name + "\n" + answer.body()).isEqualTo(example.status());
        example.answer().ifPresent(expected -> {
            var actual = ContractSystem.json(answer.body());
            softly.assertThat(names(actual)).as(name).isEqualTo(names(expected));
            for (var member : List.of("code", "title", "retryable")) {
                softly.assertThat(actual.path(member)).as(name).isEqualTo(expected.path(member));
            }
        });
    }

    /** What the examples' organisation and job are in the system: each example gets one that is as it says. */
    private static Map<String, String> given(String example) throws IOException {
        return switch (example) {
            case "startJob withKey", "startJob replayed", "startJob keyReused" -> Map.of("orgId", "with-key");
            case "startJob alreadyProvisioning" -> {
                system.waiting("busy");
                yield Map.of("orgId", "busy");
            }
            case "startJob defaultPlan",
                    "startJob everything",
                    "startJob registrations",
                    "startJob unknownField",
                    "startJob tooManyNumbers",
                    "getLatestJob noJob" -> Map.of("orgId", "new-" + ++organisations);
            case "getJob complete",
                    "getJob unchanged",
                    "listEvents first",
                    "listEvents nothingNewer",
                    "cancelJob complete",
                    "rollBackJob preview",
                    "rollBackJob unknownChoice" -> Map.of("jobId", acmesJob);
            case "cancelJob waiting" -> Map.of("jobId", system.waiting("waiting"));
            case "retryJob cancelled" -> Map.of("jobId", system.cancelled("cancelled"));
            case "retryJob otherPlan" -> Map.of("jobId", system.cancelled("corrected"));
            case "rollBackJob release" -> Map.of("jobId", system.complete("leaving"));
            case "rollBackJob overtaken" -> Map.of("jobId", system.overtaken("overtaken"));
            // So many that the page has no next one, whatever ran before.
            case "listAudit refused" -> Map.of("limit", "100");
            default -> Map.of();
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Set<String> names(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void aPageOfAnAllowedOriginMayCallAndOneOfAnotherMayNot() {
        var path = "/v1/provisioning-jobs/" + acmesJob;
        for (var operation : Operation.all(OPEN_API)) {
            var preflight = system.send(
                    "OPTIONS",
                    operation.path().replaceAll("\\{[^}]+}", "x"),
                    Map.of(
                            "Origin",
                            ContractSystem.ALLOWED_ORIGIN,
                            "Access-Control-Request-Method",
                            operation.method(),
                            "Access-Control-Request-Headers",
                            "authorization"),
                    Optional.empty());
            assertThat(preflight.statusCode()).isEqualTo(204);
            assertThat(preflight.headers().firstValue("access-control-allow-origin"))
                    .hasValue(ContractSystem.ALLOWED_ORIGIN);
            assertThat(preflight.headers().firstValue("access-control-allow-headers"))
                    .hasValueSatisfying(headers -> assertThat(headers).contains("authorization", "idempotency-key"));
        }

        var allowed = system.send("GET", path, Map.of("Origin", ContractSystem.ALLOWED_ORIGIN), Optional.empty());
        var other = system.send("GET", path, Map.of("Origin", "https://other.example"), Optional.empty());

        assertThat(allowed.statusCode()).isEqualTo(200);
        assertThat(allowed.headers().firstValue("access-control-allow-origin")).hasValue(ContractSystem.ALLOWED_ORIGIN);
        assertThat(allowed.headers().firstValue("access-control-expose-headers"))
                .hasValueSatisfying(headers -> assertThat(headers).contains("etag", "location", "retry-after"));
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(other.headers().firstValue("access-control-allow-origin")).isEmpty();
    }

    @Test
    void everyMessageIsAnsweredAsItsExampleSays() {
        var count = 0;
        for (var message : ASYNC_API.at("/components/messages").properties()) {
            for (var example : message.getValue().path("examples")) {
                count++;
                try (var client = new Client()) {
                    var payload = example.get("payload").toString().replaceAll("job_[0-9A-Z]{26}", acmesJob);
                    client.send(payload);
                    for (var type : example.get("x-answers")) {
                        await().atMost(PATIENCE).untilAsserted(() -> assertThat(client.types())
                                .as(payload)
                                .contains(type.textValue())
                                .doesNotContain("error"));
                    }
                    client.send("{\"action\":\"ping\"}");
                    await().atMost(PATIENCE).until(() -> client.types().contains("pong"));
                    assertThat(client.types()).as(payload).doesNotContain("error");
                }
            }
        }
        System.out.printf("%d examples of the AsyncAPI document executed%n", count);
        assertThat(count).isGreaterThan(7);
    }

    /** A client that keeps what it hears. */
    private static final class Client implements WebSocket.Listener, AutoCloseable {
        private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private final WebSocket socket = system.http()
                .newWebSocketBuilder()
                .buildAsync(system.liveUrl(), this)
                .join();

        void send(String message) {
            socket.sendText(message, true).join();
        }

        List<String> types() {
            return heard.stream().map(message -> message.path("type").asText()).toList();
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                heard.add(ContractSystem.json(text.toString()));
                text.setLength(0);
            }
            return WebSocket.Listener.super.onText(from, data, last);
        }

        @Override
        public void close() {
            socket.abort();
        }
    }
}
