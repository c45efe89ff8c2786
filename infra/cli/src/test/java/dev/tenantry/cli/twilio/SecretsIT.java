package dev.tenantry.cli.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.twilio.simulator.openapi.Exchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The system as a process of its own, with everything that it says and keeps caught: its output with all that the
 * functions log, its HTTP answers, its WebSocket frames, its table, and the history of its executions. In none of these
 * is any secret that Twilio told it, nor the operator's, however badly it went; nor who the people are who register.
 */
@Tag("long")
class SecretsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern TOLD = Pattern.compile("\"(?:auth_token|secret)\":\\s*\"([^\"]+)\"");

    /** A line of a function in the output: the time, the level, the function, what it wrote. */
    private static final Pattern LOGGED = Pattern.compile("(?m)^[0-9:.]+ [A-Z]+ \\w+Function - (.*)$");

    /** A value that looks like a token, in a place that is not secret: it proves that the search finds tokens. */
    private static final String DECOY = "c0ffee".repeat(5) + "00";

    private static final String WRONG_TOKEN = "badcafe5".repeat(4);

    @TempDir
    private Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final Queue<String> frames = new ConcurrentLinkedQueue<>();
    private RecordingProxy proxy;
    private Path output;
    private Process system;
    private JsonNode addresses;
    private String token;

    @BeforeEach
    void start() throws Exception {
        proxy = new RecordingProxy();
        output = directory.resolve("output");
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                "-Dorg.slf4j.simpleLogger.log.function=trace",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tenantry.cli.Main",
                "up",
                "--json",
                "--speed=50",
                "--port=0",
                "--aws-port=0",
                "--twilio-port=0",
                "--template=../../template.yaml");
        builder.environment().put("TWILIO_BASE_URL", proxy.uri().toString());
        system = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        addresses =
                await().atMost(PATIENCE).until(this::said, Optional::isPresent).orElseThrow();
        proxy.forwardTo(uri("twilio"));
        token = read(send(HttpRequest.newBuilder(uri("api").resolve("/config.json"))))
                .get("devToken")
                .textValue();
    }

    @AfterEach
    void stop() throws Exception {
        http.shutdownNow();
        system.destroy();
        system.waitFor(1, TimeUnit.MINUTES);
        proxy.close();
    }

    /** The line of JSON that says where it listens. */
    private Optional<JsonNode> said() throws IOException {
        assertThat(system.isAlive()).as(Files.readString(output)).isTrue();
        return Files.readString(output)
                .lines()
                .filter(line -> line.startsWith("{\"api\""))
                .findFirst()
                .map(SecretsIT::read);
    }

    @Test
    void noSecretLeavesTheSystemOrLiesOpenInIt() throws Exception {
        listen("everything");
        var sound = ended(trigger("everything", Files.readString(Path.of("../../docs/examples/everything.json"))));
        assertThat(sound.get("status").textValue()).isEqualTo("COMPLETE");
        goWrong();
        ended(trigger("decoy", "{\"numbers\":[],\"displayName\":\"" + DECOY + "\"}"));
        readEverything("everything");
        var credentials = send(request("/v1/orgs/everything/credentials"));

        var secrets = secrets();

        assertThat(secrets).anyMatch(credentials::contains);
        var traces = traces(sound.get("id").textValue());
        assertFree(traces, secrets);
        assertThatFunctionsLogObjects(traces.get("the output"), sound);
        // And the search finds what is there.
        for (var where : List.of("the table", "an HTTP answer")) {
            var trace = Map.of(where, traces.get(where));
            assertThatThrownBy(() -> assertFree(trace, Set.of(DECOY))).isInstanceOf(AssertionError.class);
        }
    }

    /** Each line of a function is a JSON object, and those about a job tell its whole story. */
    private static void assertThatFunctionsLogObjects(String log, JsonNode sound) {
        var lines = LOGGED.matcher(log)
                .results()
                .map(line -> read(line.group(1)))
                // Metrics, whose format is CloudWatch's.
                .filter(line -> !line.has("_aws"))
                .toList();
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.path("timestamp").asText()).endsWith("Z");
            assertThat(line.path("level").asText()).isIn("INFO", "WARN", "ERROR");
            assertThat(line.path("message").asText()).isNotEmpty();
            assertThat(line.has("requestId") || line.has("AWSRequestId")).isTrue();
        });
        var done = elements(sound.get("steps"))
                .filter(step -> step.get("status").textValue().equals("COMPLETE"))
                .map(step -> step.get("name").textValue())
                .toList();
        var about = lines.stream()
                .filter(line -> line.path("jobId").equals(sound.get("id")))
                .toList();
        assertThat(about)
                .filteredOn(line -> line.path("orgId").equals(sound.get("orgId")))
                .filteredOn(line -> line.path("execution")
                        .asText()
                        .startsWith(sound.get("id").textValue()))
                .extracting(line -> line.path("step").asText())
                .containsAll(done);
        assertThat(about).anyMatch(line -> line.path("message").asText().endsWith("trigger is answered 202"));
        assertThat(lines)
                .filteredOn(line -> line.path("orgId").asText().equals("echo"))
                .anySatisfy(line -> {
                    assertThat(line.path("level").asText()).isEqualTo("ERROR");
                    assertThat(line.path("step").asText()).isEqualTo("create-subaccount");
                    assertThat(line.path("exception").path("message").asText()).contains("20003");
                });
    }

    /** The identity data of a registration reach only Twilio, and are stored encrypted. */
    @Test
    void noPersonalDataLeaveTheSystemOrLieOpenInIt() throws Exception {
        // The example's telephone number is one that the simulator sells, so the tenant could own it.
        var plan = Files.readString(Path.of("../../docs/examples/registrations.json"))
                .replace("+14155550123", "+14157770123");
        var people = Set.of(
                "12-3456789", "Athena", "Strix", "athena@owl-dentists.example", "+14157770123", "12 Feather Lane");
        assertThat(people).allMatch(plan::contains);
        listen("registered");

        var id = trigger("registered", plan);
        assertThat(ended(id).get("status").textValue()).isEqualTo("COMPLETE");
        readEverything("registered");

        assertFree(traces(id), people);
        var toldTwilio = proxy.exchanges().stream()
                .map(exchange -> exchange.request().form().toString())
                .collect(Collectors.joining());
        assertThat(people).allMatch(toldTwilio::contains);
    }

    /**
     * Twilio's errors repeat the token, its answers break off in the middle of one, come too late, or refuse a wrong
     * one.
     */
    private void goWrong() {
        var operatorsToken = operatorsSecret().get("authToken").textValue();
        addFault("""
                {"method": "POST", "path": "/2010-04-01/Accounts.json", "parameters": {"FriendlyName": "echo"},
                 "fault": {"type": "refuse", "code": 20003, "status": 401,
                           "message": "The token %s does not fit"}}""".formatted(operatorsToken));
        addFault("""
                {"method": "POST", "path": "/2010-04-01/Accounts.json", "parameters": {"FriendlyName": "garbled"},
                 "fault": {"type": "malformed-body"}}""");
        addFault("""
                {"method": "POST", "path": "/2010-04-01/Accounts.json", "parameters": {"FriendlyName": "late"},
                 "fault": {"type": "done-but-timed-out", "delayMillis": 21000}}""");
        var jobs = Stream.of("echo", "garbled", "late")
                .map(org -> trigger(org, "{\"numbers\":[]}"))
                .toList();
        assertThat(jobs.stream().map(job -> ended(job).get("status").textValue()))
                .containsExactly("FAILED", "COMPLETE", "COMPLETE");
        storeOperatorsToken(WRONG_TOKEN);
        assertThat(ended(trigger("refused", "{}")).get("status").textValue()).isEqualTo("FAILED");
        storeOperatorsToken(operatorsToken);
    }

    private JsonNode operatorsSecret() {
        return read(aws("secretsmanager.GetSecretValue", "{\"SecretId\":\"tenantry/twilio\"}")
                .get("SecretString")
                .textValue());
    }

    private void storeOperatorsToken(String token) {
        var secret = JSON.createObjectNode()
                .put("accountSid", operatorsSecret().get("accountSid").textValue())
                .put("authToken", token);
        aws(
                "secretsmanager.PutSecretValue",
                JSON.createObjectNode()
                        .put("SecretId", "tenantry/twilio")
                        .put("SecretString", secret.toString())
                        .toString());
    }

    /** Every answer that a client may ask for, but the credentials. */
    private void readEverything(String org) {
        Stream.of(
                        "/v1/provisioning-jobs",
                        "/v1/orgs/" + org + "/provisioning-jobs",
                        "/v1/orgs/" + org + "/provisioning-jobs/latest",
                        "/v1/orgs/" + org + "/notices")
                .forEach(this::get);
        get("/v1/provisioning-jobs").get("jobs").forEach(job -> {
            get("/v1/provisioning-jobs/" + job.get("id").textValue());
            get("/v1/provisioning-jobs/" + job.get("id").textValue() + "/events");
        });
        answers.add(send(post(request("/v1/estimates?orgId=" + org), "{}")));
    }

    /** The operator's tokens, the caller's, and every token and secret that Twilio told. */
    private Set<String> secrets() {
        var secrets = new HashSet<>(Set.of(operatorsSecret().get("authToken").textValue(), WRONG_TOKEN, token));
        proxy.exchanges().stream()
                .map(Exchange::answer)
                .flatMap(Optional::stream)
                .flatMap(answer -> TOLD.matcher(answer.body()).results())
                .forEach(told -> secrets.add(told.group(1)));
        assertThat(secrets).as("of four tenants, the token and the key").hasSizeGreaterThanOrEqualTo(11);
        return secrets;
    }

    /** All that the system has said and kept, by where that is. That it was caught, the job in it tells. */
    private Map<String, String> traces(String job) throws IOException {
        var kept = aws("DynamoDB_20120810.Scan", "{\"TableName\":\"tenantry-Table\"}");
        var traces = new HashMap<>(Map.of(
                "an HTTP answer", String.join("\n", answers),
                "a frame", String.join("", frames),
                "the table", kept.toString(),
                "a history", histories()));
        assertThat(traces).allSatisfy((_, text) -> assertThat(text).contains(job));
        traces.put("the output", Files.readString(output));
        return traces;
    }

    private static void assertFree(Map<String, String> traces, Set<String> secrets) {
        assertThat(traces).allSatisfy((where, text) -> assertThat(secrets)
                .as("the secrets that are not in " + where)
                .allMatch(secret -> !text.contains(secret) && !text.contains(base64(secret))));
    }

    private static String base64(String secret) {
        return Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(UTF_8));
    }

    /** What Step Functions keeps of all executions. */
    private String histories() {
        var machines = aws("AWSStepFunctions.ListStateMachines", "{}").get("stateMachines");
        var text = new StringBuilder();
        elements(machines)
                .flatMap(machine -> elements(aws("AWSStepFunctions.ListExecutions", arn("stateMachineArn", machine))
                        .get("executions")))
                .forEach(execution -> text.append(
                                aws("AWSStepFunctions.DescribeExecution", arn("executionArn", execution)))
                        .append(aws("AWSStepFunctions.GetExecutionHistory", history(execution))));
        return text.toString();
    }

    private static String arn(String name, JsonNode of) {
        return JSON.createObjectNode().put(name, of.get(name).textValue()).toString();
    }

    private static String history(JsonNode execution) {
        return JSON.createObjectNode()
                .put("executionArn", execution.get("executionArn").textValue())
                .put("maxResults", 1000)
                .toString();
    }

    private String trigger(String org, String plan) {
        var answer = send(post(request("/v1/orgs/" + org + "/provisioning-jobs"), plan));
        answers.add(answer);
        return read(answer).required("id").textValue();
    }

    private JsonNode ended(String id) {
        return await().atMost(PATIENCE).until(() -> get("/v1/provisioning-jobs/" + id), job -> job.has("endedAt"));
    }

    private JsonNode get(String path) {
        var answer = send(request(path));
        answers.add(answer);
        return read(answer);
    }

    private void addFault(String rule) {
        send(post(HttpRequest.newBuilder(uri("twilio").resolve("/_simulator/faults")), rule));
    }

    private JsonNode aws(String target, String body) {
        return read(
                send(
                        post(HttpRequest.newBuilder(uri("aws")), body)
                                .setHeader("Content-Type", "application/x-amz-json-1.1")
                                .header("X-Amz-Target", target)
                                .header(
                                        "Authorization",
                                        "AWS4-HMAC-SHA256 Credential=test/20261122/us-east-1/aws/aws4_request, SignedHeaders=host, Signature=0")));
    }

    /** The subscription stands when the ping behind it is answered. */
    private void listen(String org) {
        var ticket = read(send(post(request("/v1/live-tickets"), "")));
        var socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(ticket.get("url").textValue()), new Catching(frames))
                .join();
        socket.sendText("{\"action\":\"subscribe\",\"orgId\":\"" + org + "\"}", true)
                .join();
        socket.sendText("{\"action\":\"ping\"}", true).join();
        await().atMost(PATIENCE).until(() -> !frames.isEmpty());
    }

    private URI uri(String name) {
        return URI.create(addresses.get(name).textValue());
    }

    /** A request to the API, by somebody who may do everything. */
    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri("api").resolve(path)).header("Authorization", "Bearer " + token);
    }

    private static HttpRequest.Builder post(HttpRequest.Builder to, String body) {
        return to.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    private String send(HttpRequest.Builder request) {
        var answer = http.sendAsync(request.build(), BodyHandlers.ofString()).join();
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.body();
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

    /** Catches the frames of a connection, whatever they are. */
    private record Catching(Queue<String> frames) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            frames.add(data.toString());
            return WebSocket.Listener.super.onText(socket, data, last);
        }
    }
}
