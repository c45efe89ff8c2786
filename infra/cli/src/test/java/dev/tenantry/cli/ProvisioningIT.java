package dev.tenantry.cli;

import static dev.tenantry.cli.RunningSystem.elements;
import static dev.tenantry.cli.RunningSystem.status;
import static dev.tenantry.cli.RunningSystem.step;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tenantry.cli.display.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The whole system, through nothing but its public contracts: the command line, HTTP, WebSocket, AWS's API, and the
 * simulated Twilio's own view of what was bought.
 */
class ProvisioningIT {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double SPEED = 20;
    /** The plan that the README shows. */
    private static final Path EVERYTHING = Path.of("../../docs/examples/everything.json");

    private static RunningSystem system;

    @BeforeAll
    static void start() throws Exception {
        system = RunningSystem.start(RunningSystem.inMemory(SPEED), PATIENCE);
    }

    @AfterAll
    static void stop() {
        system.close();
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
                .containsPattern("Purchased 2 phone numbers \\(\\+1\\d{10}, \\+1\\d{10}\\)")
                .containsPattern("Create SIP trunk +SKIPPED +The plan has no SIP trunk");
    }

    @Test
    void aPlanMayAskForAllOfATenant() throws Exception {
        var run = commandLine("trigger", "everything", "--watch", "--plan", EVERYTHING.toString());

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(stepStatuses("everything")).containsOnly("COMPLETE", "SKIPPED");
        assertThat(elements(system.latest("everything").get("steps"))
                        .filter(step -> status(step).equals("SKIPPED"))
                        .map(step -> step.get("message").textValue()))
                .as("a registration is asked for by docs/examples/registrations.json")
                .allMatch(reason -> reason.matches("The plan has no (A2P registration|toll-free verification)"));
        assertThat(run.output())
                .contains("Twilio is still registering the emergency address. Trying again.")
                .contains("area code 212 was sold out, so some are from elsewhere")
                .contains("Twilio has the subaccount, its 4 phone numbers and 11 more resources as planned");
    }

    @Test
    void aSecondJobBuysOnlyTheOneNumberThatIsNew() throws Exception {
        system.ended(system.trigger("growing", "{}"));

        var run = commandLine(
                "trigger", "growing", "--watch", "--plan", plan("{\"numbers\":[{\"type\":\"local\",\"count\":3}]}"));

        assertThat(run.output())
                .containsPattern(
                        "Purchased 1 phone number \\(\\+1\\d{10}\\); 2 phone numbers \\(.+\\) were there already")
                .contains("1 phone number put in messaging service")
                .containsPattern("API key SK[0-9a-f]{32} was there already");
        assertThat(system.belongings("growing", "numbers")).hasSize(3);
    }

    @Test
    void everyVersionReachesAnIndependentClient() throws Exception {
        var id = system.trigger("listened", "{}");

        try (var client = system.listen(JSON.objectNode().put("jobId", id).put("after", 0))) {
            var frames = client.heard();
            await().atMost(PATIENCE).until(() -> frames.stream().anyMatch(ProvisioningIT::isComplete));
            assertThat(frames.stream()
                            .map(frame -> frame.get("version").longValue())
                            .distinct()
                            .sorted())
                    .containsExactlyElementsOf(system.versions(id));
            assertThat(frames.getFirst().fieldNames().next()).isEqualTo("type");
        }
    }

    @Test
    void whatATenantHasIsShownAndWhatSomebodyReleasesIsFound() throws Exception {
        system.ended(system.trigger("drifting", "{\"displayName\":\"Drifting Ltd\"}"));
        var numbers = system.get("/v1/orgs/drifting").get("phoneNumbers");

        var organisation = commandLine("org", "drifting");
        var list = commandLine("org", "--query", "DRIFTING L");
        var before = commandLine("drift", "drifting");
        release(
                system.get("/v1/orgs/drifting/credentials"),
                numbers.get(0).get("sid").textValue());
        var after = commandLine("drift", "drifting");

        assertThat(organisation.output())
                .contains(
                        "drifting (Drifting Ltd): usable",
                        numbers.get(1).get("phoneNumber").textValue())
                .containsPattern("account +AC[0-9a-f]{32}");
        assertThat(list.output()).matches("drifting  Drifting Ltd  usable  job_\\w+\\R");
        assertThat(before.output()).matches("(\\d+) of \\1 resources are as planned; 0 findings\\.\\R");
        assertThat(after.output())
                .contains("1 finding.")
                .containsPattern("missing +phone-number +"
                        + numbers.get(0).get("sid").textValue() + " +\\"
                        + numbers.get(0).get("phoneNumber").textValue());
        assertThat(List.of(organisation, list, before, after)).allMatch(run -> run.exitCode() == 0);
    }

    /** Releases a number as the organisation's own software could. */
    private static void release(JsonNode credentials, String sid) throws Exception {
        var key = credentials.get("apiKeySid").textValue() + ":"
                + credentials.get("apiKeySecret").textValue();
        var path = "api.twilio.com/2010-04-01/Accounts/"
                + credentials.get("accountSid").textValue() + "/IncomingPhoneNumbers/" + sid + ".json";
        var request = HttpRequest.newBuilder(system.twilioUrl().resolve("/" + path))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(key.getBytes(UTF_8)))
                .DELETE()
                .build();
        try (var http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void aRefusedPurchaseMakesTheStepTryAnotherNumber() throws Exception {
        // This job alone asks for toll-free numbers, so the rule meets no other test's purchase.
        system.tellTwilio("faults", """
                {"method": "POST", "path": "/2010-04-01/Accounts/*/IncomingPhoneNumbers.json", "parameters": {"FriendlyName": "phone-number-US-toll-free-1"},
                 "fault": {"type": "refuse", "code": 21422, "status": 400}}""");

        var job = system.ended(system.trigger("unlucky", "{\"numbers\":[{\"type\":\"toll-free\",\"count\":1}]}"));

        assertThat(status(job)).isEqualTo("COMPLETE");
        assertThat(step(job, "buy-numbers").get("resources")).hasSize(1);
        assertThat(purchaseStatuses("unlucky")).containsExactly(400, 201);
    }

    @Test
    void noNumbersAtAllFailTheJobWithAReasonAndANextAction() throws Exception {
        var run =
                commandLine("trigger", "nowhere", "--watch", "--plan", plan("{\"numbers\":[{\"areaCode\":\"212\"}]}"));

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.output())
                .contains("Twilio has no US local numbers in area code 212 for sale that can send SMS.")
                .contains("Ask for another area code");
        assertThat(status(system.latest("nowhere"))).isEqualTo("FAILED");
        assertThat(stepStatuses("nowhere")).containsOnlyOnce("FAILED").doesNotContain("RUNNING", "PENDING");
    }

    @Test
    void anExecutionThatIsStoppedCancelsItsJobAndLeavesNoStepOpen() throws Exception {
        var subaccount = system.holdTwilio("/2010-04-01/Accounts.json", "stopped");
        var id = system.trigger("stopped", "{}");
        await().atMost(PATIENCE).until(() -> stepStatuses("stopped").contains("RUNNING"));

        var execution = system.job(id).at("/executions/0/arn").textValue();
        system.aws("AWSStepFunctions.StopExecution", JSON.objectNode().put("executionArn", execution));

        assertThat(status(system.ended(id))).isEqualTo("CANCELLED");
        assertThat(stepStatuses("stopped")).containsOnly("CANCELLED", "SKIPPED");
        system.releaseTwilio(subaccount);
    }

    @Test
    void whatAStoppedJobLeftIsAdoptedByTheNext() throws Exception {
        system.tellTwilio("faults", """
                {"method": "POST", "path": "/2010-04-01/Accounts.json", "parameters": {"FriendlyName": "orphan"}, "fault": {"type": "done-but-dropped"}}""");

        var job = system.ended(system.trigger("orphan", "{}"));

        assertThat(status(job)).isEqualTo("COMPLETE");
        var account = system.account("orphan");
        assertThat(commandLine("trigger", "orphan", "--watch").output())
                .contains("was there already")
                .containsPattern("2 phone numbers \\(\\+1\\d{10}, \\+1\\d{10}\\) were there already");
        assertThat(system.account("orphan")).isEqualTo(account);
        assertThat(system.belongings("orphan", "numbers")).hasSize(2);
    }

    /** What a command printed, and how it ended. */
    private record Run(int exitCode, String output) {}

    private static Run commandLine(String... arguments) {
        var output = new ByteArrayOutputStream();
        var print = new PrintStream(output, true, UTF_8);
        var context = new CommandContext(
                Terminal.of(print, false, Map.of()),
                InputStream.nullInputStream(),
                print,
                Clock.system(ZoneOffset.UTC),
                Map.of(),
                (_, _) -> {
                    throw new AssertionError("The system runs already");
                });
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--endpoint", system.apiUrl().toString()));
        var code = ProvisioningCommand.in(context).execute(all.toArray(String[]::new));
        return new Run(code, output.toString(UTF_8));
    }

    private static String plan(String json) throws IOException {
        var file = Files.createTempFile("plan", ".json");
        file.toFile().deleteOnExit();
        return Files.writeString(file, json).toString();
    }

    private static List<String> stepStatuses(String org) {
        return system.latest(org).get("steps").findValuesAsText("status");
    }

    private static boolean isComplete(JsonNode frame) {
        return frame.at("/job/status").asText().equals("COMPLETE");
    }

    /** How Twilio answered an organisation's purchases. */
    private static List<Integer> purchaseStatuses(String org) {
        var path = "/2010-04-01/Accounts/" + system.account(org) + "/IncomingPhoneNumbers.json";
        return elements(system.twilio("requests").get("requests"))
                .filter(request -> request.get("method").textValue().equals("POST"))
                .filter(request -> request.get("path").textValue().equals(path))
                .map(request -> request.get("status").intValue())
                .toList();
    }
}
