package dev.tenantry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.cli.show.Terminal;
import dev.tenantry.local.LocalCloud;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The whole system, through nothing but its public contracts: the command line, HTTP, WebSocket, AWS's API, and the
 * simulated Twilio's own view of what was bought.
 */
class ProvisioningIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double SPEED = 20;
    /** The plan that the README shows. */
    private static final Path EVERYTHING = Path.of("../../docs/examples/everything.json");

    private static LocalCloud cloud;
    private static HttpClient http;

    @BeforeAll
    static void start() throws Exception {
        var template = Path.of("../../template.yaml").toAbsolutePath().normalize();
        cloud = LocalCloud.start(LocalCloud.Options.inMemory(template, SPEED));
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.shutdownNow();
        cloud.close();
    }

    @Test
    void triggerWatchShowsEachStepBecomeCompleteAndEndsWithZero() {
        var run = commandLine("trigger", "watched", "--watch");

        assertThat(run.exitCode()).isZero();
        for (var step : List.of(
                "Create Twilio subaccount",
                "Create API key",
                "Buy numbers",
                "Create messaging service",
                "Attach numbers",
                "Set spend alarm",
                "Subscribe to Twilio events",
                "Check setup")) {
            assertThat(run.output()).containsSubsequence(step, "PENDING", step, "RUNNING", step, "COMPLETE");
        }
        assertThat(run.output())
                .containsPattern("Subaccount AC[0-9a-f]{32} created")
                .contains("Purchased 2 phone numbers")
                .containsPattern("Create SIP trunk +SKIPPED +The plan has no SIP trunk");
    }

    @Test
    void aPlanMayAskForAllOfATenant() throws Exception {
        var run = commandLine("trigger", "everything", "--watch", "--plan", EVERYTHING.toString());

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(stepStatuses("everything")).containsOnly("COMPLETE", "SKIPPED");
        assertThat(elements(latest("everything").get("steps"))
                        .filter(step -> step.get("status").textValue().equals("SKIPPED"))
                        .map(step -> step.get("message").textValue()))
                .as("a registration is asked for by docs/examples/registrations.json")
                .allMatch(reason -> reason.matches("The plan has no (A2P registration|toll-free verification)"));
        assertThat(run.output())
                .contains("Twilio is still registering the emergency address. Trying again.")
                .contains("area code 212 was sold out, so some are from elsewhere")
                .contains("Twilio has the subaccount, its 4 phone numbers and 10 more resources as planned");
    }

    @Test
    void aSecondJobBuysOnlyTheOneNumberThatIsNew() throws Exception {
        trigger("growing", "{}");
        ended("growing");

        var run = commandLine(
                "trigger", "growing", "--watch", "--plan", plan("{\"numbers\":[{\"type\":\"local\",\"count\":3}]}"));

        assertThat(run.output())
                .contains("Purchased 1 phone number; 2 phone numbers were there already")
                .contains("1 phone number put in messaging service")
                .containsPattern("API key SK[0-9a-f]{32} was there already");
        assertThat(numbersIn(accountsNamed("growing").getFirst())).isEqualTo(3);
    }

    @Test
    void everyVersionReachesAnIndependentClient() throws Exception {
        var id = trigger("listened", "{}").get("id").textValue();
        var frames = new CopyOnWriteArrayList<JsonNode>();

        var socket = subscribe(id, frames);

        await().atMost(PATIENCE).until(() -> frames.stream().anyMatch(ProvisioningIT::isComplete));
        socket.abort();
        assertThat(frames.stream()
                        .map(frame -> frame.get("version").longValue())
                        .distinct()
                        .sorted())
                .containsExactlyElementsOf(versionsOf(id));
        assertThat(frames.getFirst().fieldNames().next()).isEqualTo("type");
    }

    @Test
    void aRefusedPurchaseMakesTheStepTryAnotherNumber() throws Exception {
        // This job alone asks for toll-free numbers, so the rule meets no other test's purchase.
        addFault("""
                {"method": "POST", "path": "/2010-04-01/Accounts/*/IncomingPhoneNumbers.json", "parameters": {"FriendlyName": "phone-number-US-toll-free-1"},
                 "fault": {"type": "refuse", "code": 21422, "status": 400}}""");

        trigger("unlucky", "{\"numbers\":[{\"type\":\"toll-free\",\"count\":1}]}");

        var job = ended("unlucky");
        assertThat(job.get("status").textValue()).isEqualTo("COMPLETE");
        assertThat(numbersOf(job)).hasSize(1);
        assertThat(purchaseStatuses(accountsNamed("unlucky").getFirst())).containsExactly(400, 201);
    }

    @Test
    void noNumbersAtAllFailTheJobWithAReasonAndANextAction() throws Exception {
        var run =
                commandLine("trigger", "nowhere", "--watch", "--plan", plan("{\"numbers\":[{\"areaCode\":\"212\"}]}"));

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.output())
                .contains("Twilio has no US local numbers in area code 212 for sale that can send SMS.")
                .contains("Ask for another area code");
        assertThat(ended("nowhere").get("status").textValue()).isEqualTo("FAILED");
        assertThat(stepStatuses("nowhere")).containsOnlyOnce("FAILED").doesNotContain("RUNNING", "PENDING");
    }

    @Test
    void anExecutionThatIsStoppedCancelsItsJobAndLeavesNoStepOpen() throws Exception {
        addFault("""
                {"method": "POST", "path": "/2010-04-01/Accounts.json", "parameters": {"FriendlyName": "stopped"}, "fault": {"type": "slow", "delayMillis": 3000}}""");
        var job = trigger("stopped", "{}");
        await().atMost(PATIENCE).until(() -> stepStatuses("stopped").contains("RUNNING"));

        aws(
                "AWSStepFunctions.StopExecution",
                JSON.createObjectNode()
                        .put("executionArn", job.at("/executions/0/arn").textValue()));

        assertThat(ended("stopped").get("status").textValue()).isEqualTo("CANCELLED");
        assertThat(stepStatuses("stopped")).containsOnly("CANCELLED", "SKIPPED");
    }

    @Test
    void whatAStoppedJobLeftIsAdoptedByTheNext() throws Exception {
        addFault("""
                {"method": "POST", "path": "/2010-04-01/Accounts.json", "parameters": {"FriendlyName": "orphan"}, "fault": {"type": "done-but-dropped"}}""");

        trigger("orphan", "{}");

        assertThat(ended("orphan").get("status").textValue()).isEqualTo("COMPLETE");
        assertThat(accountsNamed("orphan")).hasSize(1);
        assertThat(commandLine("trigger", "orphan", "--watch").output())
                .contains("was there already")
                .contains("2 phone numbers were there already");
        assertThat(accountsNamed("orphan")).hasSize(1);
        assertThat(numbersIn(accountsNamed("orphan").getFirst())).isEqualTo(2);
    }

    /** What a command printed, and how it ended. */
    private record Run(int exitCode, String output) {}

    private static Run commandLine(String... arguments) {
        var output = new ByteArrayOutputStream();
        var print = new PrintStream(output, true, UTF_8);
        var context = new Context(
                Terminal.of(print, false, Map.of()), print, Clock.system(ZoneOffset.UTC), Map.of(), (_, _) -> {
                    throw new AssertionError("The system runs already");
                });
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--endpoint",
                cloud.apiUrl().toString(),
                "--live-endpoint",
                cloud.liveUrl().toString()));
        var code = ProvisioningCommand.in(context).execute(all.toArray(String[]::new));
        return new Run(code, output.toString(UTF_8));
    }

    private static String plan(String json) throws IOException {
        var file = Files.createTempFile("plan", ".json");
        file.toFile().deleteOnExit();
        return Files.writeString(file, json).toString();
    }

    private static JsonNode trigger(String org, String plan) {
        var answer = send(post("/v1/orgs/" + org + "/provisioning-jobs", plan));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Location")).isPresent();
        return json(answer);
    }

    private static JsonNode latest(String org) {
        return json(send(get(cloud.apiUrl(), "/v1/orgs/" + org + "/provisioning-jobs/latest")));
    }

    private static JsonNode ended(String org) {
        await().atMost(PATIENCE).until(() -> latest(org).has("endedAt"));
        return latest(org);
    }

    private static List<String> stepStatuses(String org) {
        return latest(org).get("steps").findValuesAsText("status");
    }

    private static List<String> numbersOf(JsonNode job) {
        return elements(job.get("steps"))
                .filter(step -> step.get("name").textValue().equals("buy-numbers"))
                .flatMap(step -> elements(step.get("resources")))
                .map(resource -> resource.get("sid").textValue())
                .toList();
    }

    private static List<Long> versionsOf(String id) {
        return elements(json(send(get(cloud.apiUrl(), "/v1/provisioning-jobs/" + id + "/events")))
                        .get("events"))
                .map(event -> event.get("version").longValue())
                .toList();
    }

    private static boolean isComplete(JsonNode frame) {
        return frame.at("/job/status").asText().equals("COMPLETE");
    }

    private static List<String> accountsNamed(String name) {
        return elements(simulator("/_simulator/state").get("accounts"))
                .filter(account -> account.get("friendlyName").textValue().equals(name))
                .map(account -> account.get("sid").textValue())
                .toList();
    }

    private static long numbersIn(String accountSid) {
        return elements(simulator("/_simulator/state").get("numbers"))
                .filter(number -> number.get("accountSid").textValue().equals(accountSid))
                .count();
    }

    private static List<Integer> purchaseStatuses(String accountSid) {
        var path = "/2010-04-01/Accounts/" + accountSid + "/IncomingPhoneNumbers.json";
        return elements(simulator("/_simulator/requests").get("requests"))
                .filter(request -> request.get("method").textValue().equals("POST"))
                .filter(request -> request.get("path").textValue().equals(path))
                .map(request -> request.get("status").intValue())
                .toList();
    }

    private static JsonNode simulator(String path) {
        return json(send(get(cloud.twilioUrl(), path)));
    }

    private static void addFault(String rule) {
        var answer = send(HttpRequest.newBuilder(cloud.twilioUrl().resolve("/_simulator/faults"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(rule))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static void aws(String target, JsonNode body) {
        var answer = send(HttpRequest.newBuilder(cloud.awsUrl())
                .header("X-Amz-Target", target)
                .header("Content-Type", "application/x-amz-json-1.0")
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static WebSocket subscribe(String jobId, List<JsonNode> frames) {
        var socket = http.newWebSocketBuilder()
                .buildAsync(cloud.liveUrl(), new Frames(frames))
                .join();
        var subscription = JSON.createObjectNode()
                .put("action", "subscribe")
                .put("jobId", jobId)
                .put("after", 0);
        socket.sendText(subscription.toString(), true).join();
        return socket;
    }

    private static HttpRequest post(String path, String body) {
        return HttpRequest.newBuilder(cloud.apiUrl().resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static HttpRequest get(URI base, String path) {
        return HttpRequest.newBuilder(base.resolve(path)).build();
    }

    private static HttpResponse<String> send(HttpRequest request) {
        return http.sendAsync(request, BodyHandlers.ofString()).join();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return read(answer.body());
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            throw new AssertionError(text, notJson);
        }
    }

    /** Collects the frames of a connection. */
    private static final class Frames implements WebSocket.Listener {
        private final List<JsonNode> frames;
        private final StringBuilder text = new StringBuilder();

        Frames(List<JsonNode> frames) {
            this.frames = frames;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                frames.add(read(text.toString()));
                text.setLength(0);
            }
            return WebSocket.Listener.super.onText(socket, data, last);
        }
    }
}
