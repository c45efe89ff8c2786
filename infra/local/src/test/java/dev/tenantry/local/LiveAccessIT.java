package dev.tenantry.local;

import static dev.tenantry.local.apigateway.SignedRequests.SIGNATURE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.local.contract.ContractObserver;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the whole local system lets each kind of ticket and caller do on the live channel. */
class LiveAccessIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path TEMPLATE =
            Path.of("../../template.yaml").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String UNKNOWN_JOB = "job_00000000000000000000000000";
    private static final ContractObserver CONTRACT = new ContractObserver();

    private static LocalCloud cloud;
    private static HttpClient http;
    private static String jobId;
    private static String table;

    @BeforeAll
    static void provision() throws Exception {
        cloud = LocalCloud.start(LocalCloud.Options.inMemory(TEMPLATE, 100).observer(CONTRACT));
        http = HttpClient.newHttpClient();
        table = dynamoDb("ListTables", JSON.createObjectNode())
                .at("/TableNames/0")
                .asText();
        jobId = JSON.readTree(post("/v1/orgs/acme/provisioning-jobs", SIGNATURE).body())
                .path("id")
                .asText();
        await().atMost(PATIENCE).until(() -> JSON.readTree(
                        send(HttpRequest.newBuilder(cloud.apiUrl().resolve("/v1/provisioning-jobs/" + jobId))
                                        .header("Authorization", SIGNATURE))
                                .body())
                .path("status")
                .asText()
                .equals("COMPLETE"));
    }

    @AfterAll
    static void stop() {
        http.shutdownNow();
        cloud.close();
        CONTRACT.requireConformance();
    }

    /** What is answered to a handshake and, if that opens a connection, to each kind of message. */
    @Test
    void eachKindOfTicketOpensWhatItIsForAndNothingElse() throws Exception {
        var used = ticket(SIGNATURE);
        connect(used).close();
        var matrix = new LinkedHashMap<String, List<String>>();
        matrix.put("no ticket", row(cloud.liveUrl()));
        matrix.put("empty", row(withTicket("")));
        matrix.put(
                "expired", row(withTicket(stored("e".repeat(43), Instant.now().minusSeconds(1)))));
        matrix.put("reused", row(used));
        matrix.put("forged", row(withTicket("f".repeat(43))));
        matrix.put("its hash", row(withTicket(sha256("e".repeat(43)))));
        matrix.put("of another organisation", row(ticket(token("owl"))));
        matrix.put("right", row(ticket(token("acme"))));
        matrix.put("by IAM", row(ticket(SIGNATURE)));
        matrix.put("stored", row(withTicket(stored("s".repeat(43), Instant.now().plusSeconds(60)))));

        System.out.println(
                "handshake, subscribe to the job, to the organisation, unsubscribe, ping, ping with the job:");
        matrix.forEach((kind, answers) -> System.out.println("  " + kind + ": " + answers));
        var welcome = List.of("101", "snapshot", "snapshot", "", "pong", "pong");
        assertThat(matrix)
                .containsEntry("no ticket", List.of("401"))
                .containsEntry("empty", List.of("401"))
                .containsEntry("expired", List.of("403"))
                .containsEntry("reused", List.of("403"))
                .containsEntry("forged", List.of("403"))
                .containsEntry("its hash", List.of("403"))
                .containsEntry(
                        "of another organisation", List.of("101", "not-found", "not-found", "", "pong", "not-found"))
                .containsEntry("right", welcome)
                .containsEntry("by IAM", welcome)
                .containsEntry("stored", welcome);
    }

    private static List<String> row(URI address) throws Exception {
        try (var client = connect(address)) {
            return List.of(
                    "101",
                    client.answer("subscribe", "jobId", jobId),
                    client.answer("subscribe", "orgId", "acme"),
                    client.answer("unsubscribe", "jobId", jobId),
                    client.answer("ping", "", ""),
                    client.answer("ping", "jobId", jobId));
        } catch (CompletionException refused) {
            var handshake = (WebSocketHandshakeException) refused.getCause();
            return List.of(Integer.toString(handshake.getResponse().statusCode()));
        }
    }

    @Test
    void whatIsAnotherOrganisationsIsAnsweredExactlyLikeWhatDoesNotExist() throws Exception {
        try (var client = connect(ticket(token("owl")))) {
            for (var action : List.of("subscribe", "ping")) {
                client.answer(action, "jobId", jobId);
                client.answer(action, "jobId", UNKNOWN_JOB);
                assertThat(client.last(1).toString().replace(jobId, UNKNOWN_JOB))
                        .isEqualTo(client.last(0).toString());
            }
            client.answer("subscribe", "orgId", "acme");
            client.answer("subscribe", "orgId", "nobody");
            assertThat(client.last(1).toString().replace("acme", "nobody"))
                    .isEqualTo(client.last(0).toString());
        }
    }

    @Test
    void allJobsAreForCallersOfAllOrganisations() throws Exception {
        try (var client = connect(ticket(token("acme")))) {
            assertThat(client.answer("subscribe", "jobs", "all")).isEqualTo("forbidden");
        }
        try (var client = connect(ticket(SIGNATURE))) {
            assertThat(client.answer("subscribe", "jobs", "all")).isEmpty();
        }
    }

    @Test
    void aTicketNeedsATokenThatIsAcceptedAndMayRead() throws Exception {
        assertThat(post("/v1/live-tickets", "Bearer x").statusCode()).isEqualTo(401);
        assertThat(post("/v1/live-tickets", issue("seconds=-61")).statusCode()).isEqualTo(401);
        assertThat(post("/v1/live-tickets", issue("scope=provisioning:write%20provisioning:admin"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/v1/live-tickets", issue("scope=provisioning:read")).statusCode())
                .isEqualTo(201);
    }

    @Test
    void ofManyWhoShowATicketAtOnceOneConnects() throws Exception {
        var address = ticket(SIGNATURE);
        var handshakes = new CopyOnWriteArrayList<CompletableFuture<WebSocket>>();
        for (var i = 0; i < 10; i++) {
            handshakes.add(http.newWebSocketBuilder().buildAsync(address, new WebSocket.Listener() {}));
        }

        var opened = handshakes.stream()
                .map(handshake -> handshake.handle((socket, _) -> socket != null))
                .filter(CompletableFuture::join)
                .count();

        assertThat(opened).isEqualTo(1);
        handshakes.stream()
                .filter(handshake -> !handshake.isCompletedExceptionally())
                .forEach(handshake -> handshake.join().abort());
    }

    /** The token has expired between the ticket and the ping. */
    @Test
    void aPingAfterTheExpiryOfTheTokenIsAnsweredWithAnErrorAndTheConnectionIsClosed() throws Exception {
        var past = Instant.now().minusSeconds(1);
        var secret = stored("p".repeat(43), Instant.now().plusSeconds(60), past);
        try (var client = connect(withTicket(secret))) {
            client.send("ping", "", "");

            assertThat(client.closed.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(WebSocket.NORMAL_CLOSURE);
            assertThat(client.heard)
                    .extracting(frame -> frame.at("/problem/code").asText())
                    .containsExactly("invalid-token");
        }
    }

    /**
     * The token expires after the subscription: its expiry is moved in the table, so that the test need not wait for
     * it.
     */
    @Test
    void aChangeAfterTheExpiryOfTheTokenIsNotSentAndTheConnectionIsClosed() throws Exception {
        try (var client = connect(ticket(token("late")));
                var other = connect(ticket(token("late")))) {
            assertThat(client.answer("subscribe", "orgId", "late")).isEmpty();
            expire("TOPIC#ORG#late");
            assertThat(other.answer("subscribe", "orgId", "late")).isEmpty();
            client.heard.clear();

            assertThat(post("/v1/orgs/late/provisioning-jobs", SIGNATURE).statusCode())
                    .isEqualTo(202);

            assertThat(client.closed.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(WebSocket.NORMAL_CLOSURE);
            assertThat(client.heard)
                    .extracting(frame -> frame.at("/problem/code").asText())
                    .containsExactly("invalid-token");
            await().atMost(PATIENCE).until(() -> other.heard.stream()
                    .anyMatch(frame -> frame.at("/job/status").asText().equals("COMPLETE")));
        }
    }

    /** Makes the tokens of a topic's subscribers expired ones. */
    private static void expire(String topic) throws IOException, InterruptedException {
        var query = request().put("KeyConditionExpression", "PK = :topic");
        query.putObject("ExpressionAttributeValues").putObject(":topic").put("S", topic);
        for (var row : dynamoDb("Query", query).get("Items")) {
            var put = request();
            ((ObjectNode) row).putObject("tokenExpiresAt").put("S", "2026-01-01T00:00:00.000Z");
            put.set("Item", row);
            dynamoDb("PutItem", put);
        }
    }

    private static String stored(String secret, Instant expiresAt) throws IOException, InterruptedException {
        return stored(secret, expiresAt, Instant.now().plusSeconds(3600));
    }

    /** Stores a ticket of acme as the API would have done a while ago. */
    private static String stored(String secret, Instant expiresAt, Instant tokenExpiresAt)
            throws IOException, InterruptedException {
        var put = request();
        var item = put.putObject("Item");
        item.putObject("PK").put("S", "TICKET#" + sha256(secret));
        item.putObject("SK").put("S", "TICKET");
        item.putObject("expiresAt").put("N", Long.toString(expiresAt.getEpochSecond()));
        var caller = item.putObject("caller").putObject("M");
        caller.putObject("name").put("S", "auth0|7");
        caller.putObject("scopes").put("S", "provisioning:read");
        caller.putObject("organisations").put("S", "acme");
        caller.putObject("expiresAt").put("S", tokenExpiresAt.toString());
        dynamoDb("PutItem", put);
        return secret;
    }

    private static ObjectNode request() {
        return JSON.createObjectNode().put("TableName", table);
    }

    private static JsonNode dynamoDb(String operation, JsonNode body) throws IOException, InterruptedException {
        var answer = send(HttpRequest.newBuilder(cloud.awsUrl())
                .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=any/20261122/us-east-1/dynamodb/aws4_request, SignedHeaders=host,"
                                + " Signature=0")
                .POST(BodyPublishers.ofString(body.toString())));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static URI withTicket(String ticket) {
        return URI.create(cloud.liveUrl() + "?ticket=" + ticket);
    }

    /** The address of one connection, for the bearer of a token or for the IAM identity. */
    private static URI ticket(String authorization) throws IOException, InterruptedException {
        var answer = post("/v1/live-tickets", authorization);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return URI.create(JSON.readTree(answer.body()).get("url").textValue());
    }

    private static String token(String organisation) throws IOException, InterruptedException {
        return issue("scope=provisioning:read&organisations=" + organisation);
    }

    private static String issue(String query) throws IOException, InterruptedException {
        return "Bearer "
                + JSON.readTree(post("/issuer/token?" + query, "").body())
                        .get("access_token")
                        .textValue();
    }

    private static HttpResponse<String> post(String target, String authorization)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(cloud.apiUrl().resolve(target)).POST(BodyPublishers.noBody());
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return send(request);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static Client connect(URI address) {
        var client = new Client();
        client.socket = http.newWebSocketBuilder().buildAsync(address, client).join();
        return client;
    }

    /** A client that keeps what it hears. */
    private static final class Client implements WebSocket.Listener, AutoCloseable {
        private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private WebSocket socket;

        void send(String action, String name, String value) {
            var message = JSON.createObjectNode().put("action", action);
            if (!name.isEmpty()) {
                message.put(name, value);
            }
            socket.sendText(message.toString(), true).join();
        }

        /**
         * The type of the answer to a message, or the code of its problem; empty if there is none before the pong of
         * the ping behind it.
         */
        String answer(String action, String name, String value) {
            var before = heard.size();
            send(action, name, value);
            send("ping", "", "");
            await().atMost(PATIENCE).until(() -> heard.subList(before, heard.size()).stream()
                    .anyMatch(frame -> frame.size() == 1
                            && frame.path("type").asText().equals("pong")
                            && (!action.equals("ping") || heard.size() > before + 1)));
            heard.removeLast();
            if (heard.size() == before) {
                return "";
            }
            assertThat(heard).hasSize(before + 1);
            return heard.getLast()
                    .at("/problem/code")
                    .asText(heard.getLast().path("type").asText());
        }

        /** The last frame, or one before it. */
        JsonNode last(int before) {
            return heard.get(heard.size() - 1 - before);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                heard.add(read(text.toString()));
                text.setLength(0);
            }
            return WebSocket.Listener.super.onText(from, data, last);
        }

        private static JsonNode read(String json) {
            try {
                return JSON.readTree(json);
            } catch (IOException e) {
                throw new AssertionError(json, e);
            }
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
            closed.complete(statusCode);
            return null;
        }

        @Override
        public void close() {
            socket.abort();
        }
    }
}
