package dev.tenantry.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.local.badinput.RawHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Sends random requests that are made from the OpenAPI document: none is answered with an error of the server, and
 * every answer is as the document says. The system properties {@code generated.requests} and {@code generated.seed} ask
 * for others.
 */
@Tag("long")
class GeneratedRequestsIT {
    private static final int COUNT = Integer.getInteger("generated.requests", 2_000);
    private static final long SEED = Long.getLong("generated.seed", 1);
    private static final int CLIENTS = 4;
    private static final JsonNode OPEN_API = Documents.openApi();

    private static ContractSystem system;
    private static RawHttp raw;
    private static Map<String, List<String>> known;

    /** The newest job of some organisations: the others cannot be retried or rolled back. */
    private static final Map<String, String> NEWEST = new ConcurrentHashMap<>();

    private static final Pattern START = Pattern.compile("/v1/orgs/(\\w+)/provisioning-jobs");

    @BeforeAll
    static void start() throws Exception {
        system = new ContractSystem();
        raw = new RawHttp(system.apiUrl(), system.token());
        NEWEST.put("acme", system.complete("acme"));
        NEWEST.put("owl", system.waiting("owl"));
        // Several, because a random rollback of one makes its retry impossible.
        for (var org : List.of("fox", "gnu", "hen")) {
            NEWEST.put(org, system.cancelled(org));
        }
        var overtaken = system.overtaken("elk");
        known = Map.of(
                "jobId", List.of("NEWEST_acme", "NEWEST_owl", "NEWEST_fox", "NEWEST_gnu", "NEWEST_hen", overtaken),
                "code", List.of("30034", "30896"),
                "orgId", List.of("acme", "owl", "fox", "gnu", "hen", "elk", "bee"),
                "query", List.of("a", "", "EL"),
                "If-None-Match", List.of("*", "\"v1\""));
    }

    @AfterAll
    static void stop() {
        system.close();
        system.contract().requireConformance();
    }

    @Test
    void everyGeneratedRequestIsAnsweredAsTheDocumentSays() throws Exception {
        var schemas = new Schemas(Documents.openApi());
        var generated = new GeneratedRequests(OPEN_API, SEED, known);
        var statuses = new ConcurrentSkipListMap<String, SortedMap<Integer, Integer>>();
        var tasks = new ArrayList<Callable<List<String>>>();
        for (var i = 0; i < COUNT; i++) {
            var request = generated.next();
            if (request.isValid() && request.body().isPresent()) {
                var schema = request.operation().json().at("/requestBody/content/application~1json/schema");
                assertThat(schemas.check(schema, request.body().get()))
                        .as("%s", request.body().get())
                        .isEmpty();
            }
            tasks.add(() -> send(request, statuses));
        }

        var faults = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            for (var result : threads.invokeAll(tasks)) {
                faults.addAll(result.get());
            }
        }

        System.out.printf("%d generated requests with seed %d: %s%n", COUNT, SEED, statuses);
        assertThat(faults).isEmpty();
        assertThat(statuses)
                .as("operations that a generated request was carried out for")
                .allSatisfy((operation, counts) -> assertThat(counts.firstKey())
                        .as(operation)
                        .isLessThan(operation.startsWith("receive") ? 404 : 400))
                .hasSameSizeAs(Operation.all(OPEN_API));
    }

    /** By a client that opens a connection for each request: what is refused early leaves the rest of a body unread. */
    private static List<String> send(
            GeneratedRequests.Request request, Map<String, SortedMap<Integer, Integer>> statuses) throws IOException {
        var headers = new StringBuilder();
        request.headers()
                .forEach((name, value) ->
                        headers.append(name).append(": ").append(value).append("\r\n"));
        var target = request.target();
        for (var org : NEWEST.keySet()) {
            target = target.replace("NEWEST_" + org, NEWEST.get(org));
        }
        var body = request.body().map(JsonNode::toString).orElse("").getBytes(StandardCharsets.UTF_8);
        var answer = raw.send(request.operation().method(), target, headers.toString(), body);
        var started = START.matcher(target);
        if (answer.status() == 202 && started.matches()) {
            NEWEST.replace(started.group(1), answer.header("location").replaceFirst(".*/", ""));
        }
        statuses.computeIfAbsent(request.operation().id(), _ -> new ConcurrentSkipListMap<>())
                .merge(answer.status(), 1, Integer::sum);
        return answer.status() >= 200 && answer.status() < 500 ? List.of() : List.of(answer + " answers " + request);
    }
}
