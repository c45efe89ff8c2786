package dev.tenantry.local.badinput;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.local.LocalCloud;
import dev.tenantry.local.contract.ContractObserver;
import dev.tenantry.local.websocketapi.RawClient;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random requests and frames while the system provisions: each is answered, none with an error of the server or with a
 * stack trace. The system properties {@code fuzz.seed}, {@code fuzz.requests} and {@code fuzz.frames} ask for others.
 */
@Tag("long")
class FuzzIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();
    private static final double SPEED = 20;
    private static final int CLIENTS = 4;
    private static final int CLOSE = 8;
    private static final String PONG = "{\"type\":\"pong\"}";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 5_000);
    private static final int FRAMES = Integer.getInteger("fuzz.frames", 3_000);

    private static ContractObserver contract;
    private static LocalCloud cloud;
    private static RawHttp raw;
    private static String jobId;

    @BeforeAll
    static void provisionAnOrganisation() throws Exception {
        contract = new ContractObserver();
        cloud = LocalCloud.start(LocalCloud.Options.inMemory(PROJECT.resolve("template.yaml"), SPEED)
                .observer(contract));
        raw = new RawHttp(cloud.apiUrl(), cloud.devToken());
        jobId = await().atMost(PATIENCE).until(() -> trigger("acme"), id -> !id.isEmpty());
        await().atMost(PATIENCE).until(() -> status(jobId).equals("COMPLETE"));
    }

    @AfterAll
    static void stop() {
        cloud.close();
        contract.requireConformance();
    }

    @Test
    void everyRequestIsAnsweredAndNoneWithAnErrorOfTheServer() throws Exception {
        var requests = new ArrayList<RandomRequests.Request>();
        var random = new RandomRequests(SEED, "acme", jobId, plans());
        while (requests.size() < REQUESTS) {
            requests.add(random.next());
        }
        var statuses = new ConcurrentHashMap<Integer, Integer>();

        var faults = underLoad(requests, request -> {
            var answer = raw.send(request.method(), request.target(), request.headerLines(), request.body());
            statuses.merge(answer.status(), 1, Integer::sum);
            return faultOf(answer).map(fault -> fault + " answers " + request);
        });

        System.out.printf("%d random requests with seed %d: %s%n", REQUESTS, SEED, new TreeMap<>(statuses));
        assertThat(faults).isEmpty();
        assertThat(statuses).as("requests that reach what they are for").containsKeys(200, 202, 400, 404, 409);
    }

    @Test
    void everyFrameIsAnsweredOrClosesItsConnectionAsTheProtocolSays() throws Exception {
        var random = new RandomFrames(SEED, jobId);
        var parts = new ArrayList<List<RandomFrames.Frames>>();
        for (var client = 0; client < CLIENTS; client++) {
            var part = new ArrayList<RandomFrames.Frames>();
            while (part.size() < FRAMES / CLIENTS) {
                part.add(random.next());
            }
            parts.add(part);
        }

        assertThat(underLoad(parts, FuzzIT::faultOfConversation)).isEmpty();
    }

    /** Sends frames over one connection after another; the first answer that is wrong. */
    private static Optional<String> faultOfConversation(List<RandomFrames.Frames> frames) throws IOException {
        var socket = connect();
        try {
            for (var each : frames) {
                socket.send(each.bytes());
                if (each.closes().isEmpty()) {
                    socket.send(RandomFrames.PING_MESSAGE);
                }
                var frame = read(socket);
                while (frame.closes().isEmpty()
                        && !(each.closes().isEmpty() && frame.text().equals(PONG))) {
                    if (hasStackTrace(frame.text())) {
                        return Optional.of(frame.text() + " answers " + each.name());
                    }
                    frame = read(socket);
                }
                if (!frame.closes().equals(each.closes())) {
                    return Optional.of(frame + " answers " + each.name());
                }
                if (each.closes().isPresent()) {
                    socket.close();
                    socket = connect();
                }
            }
            return Optional.empty();
        } finally {
            socket.close();
        }
    }

    private static RawClient connect() throws IOException {
        var live = URI.create(json(raw.send("POST", "/v1/live-tickets", "", new byte[0]))
                .path("url")
                .asText());
        return new RawClient(live.getPort(), live.getPath() + "?" + live.getQuery());
    }

    /** The next frame; a connection that ends without a close frame counts as closed with 0. */
    private static RawClient.Frame read(RawClient socket) throws IOException {
        try {
            return socket.read();
        } catch (EOFException | SocketException ended) {
            return new RawClient.Frame(true, CLOSE, 0, "");
        }
    }

    /** What a call says that may fail. */
    private interface Check<T> {
        Optional<String> faultOf(T item) throws IOException;
    }

    /** Checks items by several clients at once, while one organisation after another is provisioned. */
    private static <T> List<String> underLoad(List<T> items, Check<T> check) throws Exception {
        var busy = new AtomicBoolean(true);
        try (var threads = Executors.newFixedThreadPool(CLIENTS);
                var load = Executors.newSingleThreadExecutor()) {
            var provisioned = load.submit(() -> provisionWhile(busy));
            var tasks = items.stream()
                    .<Callable<Optional<String>>>map(item -> () -> check.faultOf(item))
                    .toList();
            var faults = new ArrayList<String>();
            for (var result : threads.invokeAll(tasks)) {
                result.get().ifPresent(faults::add);
            }
            busy.set(false);
            assertThat(provisioned.get())
                    .as("organisations provisioned meanwhile")
                    .isPositive();
            return faults;
        }
    }

    private static int provisionWhile(AtomicBoolean busy) throws IOException {
        var count = 0;
        while (busy.get()) {
            var job = trigger("load-%05d".formatted(count++));
            await().atMost(PATIENCE).until(() -> status(job).equals("COMPLETE"));
        }
        return count;
    }

    private static Optional<String> faultOf(RawHttp.Answer answer) {
        var good = answer.status() >= 200 && answer.status() < 500 && !hasStackTrace(answer.body());
        return good ? Optional.empty() : Optional.of(answer.toString());
    }

    private static boolean hasStackTrace(String text) {
        return text.contains("Exception") || text.contains("\tat ") || text.contains("dev.tenantry");
    }

    private static List<String> plans() throws IOException {
        return List.of(
                Files.readString(PROJECT.resolve("docs/examples/everything.json")),
                Files.readString(PROJECT.resolve("docs/examples/registrations.json")));
    }

    private static String trigger(String org) throws IOException {
        var answer = raw.send("POST", "/v1/orgs/" + org + "/provisioning-jobs", "", new byte[0]);
        return json(answer).path("id").asText();
    }

    private static String status(String job) throws IOException {
        return json(raw.send("GET", "/v1/provisioning-jobs/" + job, "", new byte[0]))
                .path("status")
                .asText();
    }

    private static JsonNode json(RawHttp.Answer answer) throws IOException {
        return JSON.readTree(answer.body().getBytes(UTF_8));
    }
}
