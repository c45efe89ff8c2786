package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.cli.display.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private LocalSystem.Starter starter = (_, _) -> system();
    private ScriptedServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void demoRunsOneJobAndEndsWellWhenItIsComplete() throws Exception {
        var code = whileSubscribed(() -> server.job().complete().forEach(server::send), "demo");

        assertThat(code).isZero();
        assertThat(out()).contains("It is simulated: no AWS account, no Twilio account, nothing is bought.");
        assertThat(out()).contains("Buy numbers               COMPLETE", "(simulated: nothing was bought)");
        assertThat(stopped).isTrue();
    }

    @Test
    void demoEndsBadlyWhenTheJobFails() throws Exception {
        var code = whileSubscribed(() -> server.send(server.job().end("FAILED")), "demo", "acme");

        assertThat(code).isEqualTo(1);
        assertThat(stopped).isTrue();
    }

    @Test
    void demoKeepsRemarksOutOfItsJson() throws Exception {
        whileSubscribed(() -> server.job().complete().forEach(server::send), "demo", "--json");

        assertThat(out().lines()).isNotEmpty().allSatisfy(line -> assertThat(
                        new ObjectMapper().readTree(line).path("type").textValue())
                .isIn("snapshot", "provisioning-update"));
        assertThat(err()).contains("It is simulated");
    }

    @Test
    void demoSendsThePlanFile(@TempDir Path directory) throws Exception {
        var plan = Files.writeString(directory.resolve("plan.json"), "{\"verify\": true}");

        whileSubscribed(() -> server.send(server.job().end("COMPLETE")), "demo", "--plan", plan.toString());

        assertThat(server.calls().getFirst().body()).isEqualTo("{\"verify\": true}");
    }

    @Test
    void theLocalSystemIsToldHowFastReviewsAre() {
        var passed = new AtomicReference<Double>();
        starter = (options, _) -> {
            passed.set(options.reviewSpeed());
            throw new IOException("enough");
        };

        assertThat(run("demo", "--review-speed", "1440")).isEqualTo(3);
        assertThat(passed).hasValue(1440.0);
        assertThat(run("demo")).isEqualTo(3);
        assertThat(passed).hasValue(86_400.0);

        assertThat(run("demo", "--review-speed", "0")).isEqualTo(2);
    }

    @Test
    void saysWhichPortOptionsHelpWhenAPortIsTaken() {
        starter = (_, _) -> {
            throw new IOException("Failed to bind to /127.0.0.1:8080", new BindException("Address already in use"));
        };

        assertThat(run("demo")).isEqualTo(3);
        assertThat(err()).contains("127.0.0.1:8080", "--port 0 --aws-port 0 --twilio-port 0");
    }

    @Test
    void upServesUntilItIsStopped() throws Exception {
        var running = Thread.ofVirtual().start(() -> run("up"));
        await().until(() -> out().contains("Try:"));
        assertThat(stopped).isFalse();

        running.interrupt();
        running.join();

        assertThat(stopped).isTrue();
        assertThat(out())
                .contains(
                        "It is simulated",
                        "Page              " + server.api().resolve("/"),
                        "HTTP API          " + server.api(),
                        "WebSocket API     " + server.live(),
                        "Declared in the template, without effect locally:",
                        "  MemorySize: 15 functions",
                        "trigger acme --watch --endpoint " + server.api());
    }

    @Test
    void upSaysWhenTwilioIsNotSimulated() throws Exception {
        var passed = new AtomicReference<Optional<URI>>();
        starter = (_, twilio) -> {
            passed.set(twilio);
            return system();
        };
        var running = Thread.ofVirtual().start(() -> run(Map.of("TWILIO_BASE_URL", "http://127.0.0.1:9000"), "up"));
        await().until(() -> out().contains("Try:"));
        running.interrupt();
        running.join();

        assertThat(passed.get()).contains(URI.create("http://127.0.0.1:9000"));
        assertThat(out())
                .contains("Twilio is not: the functions call http://127.0.0.1:9000")
                .doesNotContain("nothing is bought");
    }

    @Test
    void triggerEndsAsSoonAsTheJobIsAccepted() {
        assertThat(run("trigger", "acme", "--endpoint", server.api().toString()))
                .isZero();

        assertThat(out()).contains("watch " + ScriptedJob.ID + " --endpoint " + server.api());
        assertThat(server.calls()).singleElement().satisfies(call -> {
            assertThat(call.body()).isEqualTo("{}");
            assertThat(call.headers().get("idempotency-key")).isNotBlank();
        });
    }

    @Test
    void triggerFollowsTheJobWhenAsked() throws Exception {
        var code = whileSubscribed(
                () -> server.job().complete().forEach(server::send),
                "trigger",
                "acme",
                "--watch",
                "--endpoint",
                server.api().toString());

        assertThat(code).isZero();
        assertThat(out()).contains("Create Twilio subaccount  RUNNING");
    }

    @Test
    void watchTellsHowTheJobEnded() throws Exception {
        var code = whileSubscribed(
                () -> server.send(server.job().end("CANCELLED")),
                "watch",
                ScriptedJob.ID,
                "--endpoint",
                server.api().toString());

        assertThat(code).isEqualTo(1);
    }

    @Test
    void watchEndsWellAsSoonAsTheTenantIsUsableWhenThatIsEnough() throws Exception {
        server.job().withRegistration();

        var code = whileSubscribed(
                () -> server.job().becomeUsable("2026-11-22T10:41:07.000Z").forEach(server::send),
                "watch",
                ScriptedJob.ID,
                "--until",
                "usable",
                "--endpoint",
                server.api().toString());

        assertThat(code).isZero();
        assertThat(out()).contains("this command may be ended, the job continues without it", "The tenant is usable.");
    }

    @Test
    void aTenantThatDoesNotBecomeUsableEndsBadly() throws Exception {
        var code = whileSubscribed(
                () -> server.send(server.job().end("FAILED")),
                "trigger",
                "acme",
                "--watch",
                "--until",
                "usable",
                "--endpoint",
                server.api().toString());

        assertThat(code).isEqualTo(1);
    }

    @Test
    void demoWaitsForTheReviews() throws Exception {
        server.job().withRegistration();

        var code = whileSubscribed(
                () -> {
                    server.job().becomeUsable("2026-11-22T10:41:07.000Z").forEach(server::send);
                    server.send(server.job().step("register-brand", "COMPLETE", "Approved"));
                    server.send(server.job().end("COMPLETE"));
                },
                "demo");

        assertThat(code).isZero();
        assertThat(out()).contains("they are simulated, and end soon", "Approved");
    }

    @Test
    void rollbackOnlyShowsWhatItWouldDo() {
        server.wouldUndo("""
                {"dryRun": true, "numbers": "release", "closeAccount": false, "steps": [
                  {"name": "buy-numbers", "title": "Release or move numbers", "action": "Release, for good: +14155550100",
                   "resources": [{"type": "phone-number", "sid": "PN1", "detail": "+14155550100", "lookedUpFirst": false}]},
                  {"name": "create-api-key", "title": "Delete API key", "action": "Nothing to undo", "resources": []}]}""");

        assertThat(run("rollback", ScriptedJob.ID, "--endpoint", server.api().toString()))
                .isZero();

        assertThat(out()).isEqualTo("""
                Release or move numbers  Release, for good: +14155550100
                Delete API key           Nothing to undo

                Nothing is undone yet. To do it, add --yes.
                """);
        assertThat(server.calls()).singleElement().satisfies(call -> assertThat(call.body())
                .isEqualTo("{\"numbers\":\"release\",\"closeAccount\":false,\"dryRun\":true}"));
    }

    @Test
    void rollbackDoesWhatItIsToldAndFollowsTheJob() throws Exception {
        var code = whileSubscribed(
                () -> server.send(server.job().end("ROLLED_BACK")),
                "rollback",
                ScriptedJob.ID,
                "--move-numbers",
                "--close-account",
                "--yes",
                "--watch",
                "--endpoint",
                server.api().toString());

        assertThat(code).isZero();
        assertThat(server.calls().getFirst().body())
                .isEqualTo("{\"numbers\":\"move-to-pool\",\"closeAccount\":true,\"dryRun\":false}");
    }

    @Test
    void aRollbackThatFailsEndsBadly() throws Exception {
        var code = whileSubscribed(
                () -> server.send(server.job().end("ROLLBACK_FAILED")),
                "rollback",
                ScriptedJob.ID,
                "--yes",
                "--watch",
                "--endpoint",
                server.api().toString());

        assertThat(code).isEqualTo(1);
    }

    @Test
    void aCancelledJobEndsWellWhenCancellingWasAskedFor() throws Exception {
        var code = whileSubscribed(
                () -> server.send(server.job().end("CANCELLED")),
                "cancel",
                ScriptedJob.ID,
                "--watch",
                "--endpoint",
                server.api().toString());

        assertThat(code).isZero();
    }

    @Test
    void statusShowsAJob() {
        server.job().step("buy-numbers", "RUNNING", "Searching");

        assertThat(run("status", ScriptedJob.ID, "--endpoint", server.api().toString()))
                .isZero();

        assertThat(out()).contains("Job " + ScriptedJob.ID, "RUNNING", "Searching", "0 of 2 steps");
    }

    @Test
    void statusShowsTheNewestJobOfAnOrganisationAsJson() throws Exception {
        assertThat(run(
                        "status",
                        "--org",
                        "acme",
                        "--json",
                        "--endpoint",
                        server.api().toString()))
                .isZero();

        assertThat(out()).isEqualTo(server.job().json() + "\n");
    }

    @Test
    void statusSaysWhetherTheSystemAnswers() {
        var api = server.api().toString();
        assertThat(run("status", "--endpoint", api)).isZero();
        assertThat(out()).isEqualTo("The local system answers at " + api + ".\n");

        server.close();
        assertThat(run("status", "--endpoint", api)).isEqualTo(3);
        assertThat(err()).contains("connection refused", "Who acts: you", "infra/provisioning up");
    }

    @Test
    void showsWhyARequestWasRefusedAndWhatToDo() {
        server.refuse(409, "application/problem+json", """
                {"title": "The organisation is being provisioned", "status": 409, "code": "already-provisioning",
                 "detail": "The job job_1 is RUNNING.", "requestId": "req-1", "nextAction": "Follow that job."}""");

        assertThat(run("trigger", "acme", "--endpoint", server.api().toString()))
                .isEqualTo(1);

        assertThat(err()).isEqualTo("""
                The organisation is being provisioned (already-provisioning)
                  Cause:    The job job_1 is RUNNING.
                  Who acts: you
                  Next:     Follow that job.
                  Request:  req-1
                """);
    }

    @Test
    void refusesCommandLinesThatCannotWork() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("trigger")).isEqualTo(2);
        assertThat(run("status", ScriptedJob.ID, "--org", "acme")).isEqualTo(2);
        assertThat(run("status", "--endpoint", "http://example.com")).isEqualTo(2);
        assertThat(run("trigger", "acme", "--plan", "/no/such/file")).isEqualTo(2);
        assertThat(run("review", "acme", "--approve", "--reject", "30896")).isEqualTo(2);
        assertThat(run("review", "acme", "QE1")).isEqualTo(2);
        assertThat(run("review", "acme", "--twilio-endpoint", "https://api.twilio.com"))
                .isEqualTo(2);
        assertThat(err()).contains("only a simulated Twilio's reviews can be decided");
        assertThat(run("demo", "--until", "tomorrow")).isEqualTo(2);
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void aRetrySaysWhatBecomesOfASubaccount(@TempDir Path directory) throws Exception {
        var plan = Files.writeString(directory.resolve("plan.json"), "{\"verify\":true}");
        retry("--adopt-subaccount", "AC1");
        retry("--create-subaccount");
        retry("--create-subaccount", "--plan", plan.toString());

        assertThat(server.calls())
                .extracting(ScriptedServer.Call::body)
                .containsExactly(
                        "{\"subaccount\":{\"adopt\":\"AC1\"}}",
                        "{\"subaccount\":{\"create\":true}}",
                        "{\"verify\":true,\"subaccount\":{\"create\":true}}");
        assertThat(retry("--create-subaccount", "--adopt-subaccount", "AC1")).isEqualTo(2);
        Files.writeString(plan, "[]");
        assertThat(retry("--create-subaccount", "--plan", plan.toString())).isEqualTo(2);
        assertThat(err()).contains("The plan is not a JSON object.");
        assertThat(server.calls()).hasSize(3);
    }

    @Test
    void aRetrySaysWhatIsAgreedToAboutARejection(@TempDir Path directory) throws Exception {
        var plan = Files.writeString(directory.resolve("plan.json"), "{\"verify\":true}");
        retry("--accept-fees");
        retry("--resubmit", "--plan", plan.toString());
        retry("--accept-fees", "--resubmit");

        assertThat(server.calls())
                .extracting(ScriptedServer.Call::body)
                .containsExactly(
                        "{\"acceptFees\":true}",
                        "{\"verify\":true,\"resubmit\":true}",
                        "{\"acceptFees\":true,\"resubmit\":true}");
    }

    @Test
    void printsATokenOfTheLocalSystem() {
        server.refuse(200, "application/json", """
                {"access_token": "a.b.c", "token_type": "Bearer", "expires_in": 60}""");

        assertThat(run(
                        "token",
                        "--scope",
                        "provisioning:read",
                        "--scope",
                        "provisioning:write",
                        "--org",
                        "acme",
                        "--seconds",
                        "60",
                        "--endpoint",
                        server.api().toString()))
                .isZero();

        assertThat(out()).isEqualTo("a.b.c\n");
        assertThat(server.calls().getLast().target())
                .isEqualTo(
                        "/issuer/token?seconds=60&scope=provisioning%3Aread+provisioning%3Awrite&organisations=acme");
    }

    @Test
    void hasNoTokenOfADeployedSystem() {
        assertThat(wrong("token", "--endpoint", "https://api.example.com").getFirst())
                .contains("ask your OpenID provider");
    }

    @Test
    void explainsOneOfTwiliosCodes() {
        server.refuse(200, "application/json", """
                {"code": "30896", "area": "campaign-review", "meaning": "the opt-in is not shown", "whoActs": "customer",
                 "whatToDo": "Customer: show it.", "pointers": [], "resubmittable": "yes", "newRegistration": null,
                 "fee": "unknown", "moreInfo": "https://www.twilio.com/docs/api/errors/30896"}""");

        assertThat(run("rejection", "30896", "--endpoint", server.api().toString()))
                .isZero();

        assertThat(server.calls().getLast().target()).isEqualTo("/v1/rejections/30896");
        assertThat(out())
                .contains(
                        "30896 (campaign-review): the opt-in is not shown.",
                        "Customer: show it.",
                        "A retry submits it again: yes.",
                        "https://www.twilio.com/docs/api/errors/30896");
    }

    @Test
    void saysWhyReviewersWouldRejectAPlanAndFailsThen() {
        server.refuse(200, "application/json", """
                {"rejectionExpected": true, "businessChecked": false, "findings": [{"pointer": "/a2p/campaign/samples",
                 "code": 30893, "sentence": "No sample names the business.", "severity": "rejection"}]}""");

        assertThat(run("preflight", "--endpoint", server.api().toString())).isEqualTo(1);

        assertThat(server.calls().getLast().target()).isEqualTo("/v1/preflights");
        assertThat(out())
                .contains(
                        "rejection  /a2p/campaign/samples [30893]  No sample names the business.",
                        "The data of the business were not checked");
    }

    @Test
    void asksForTheCheckOfPages() {
        server.refuse(
                200, "application/json", "{\"rejectionExpected\": false, \"businessChecked\": true, \"findings\": []}");

        assertThat(run("preflight", "--check-pages", "--endpoint", server.api().toString()))
                .isZero();

        assertThat(server.calls().getLast().body()).isEqualTo("{\"checkPages\":true}");
    }

    private int retry(String... options) {
        return run(Stream.concat(
                        Stream.of(
                                "retry",
                                ScriptedJob.ID,
                                "--endpoint",
                                server.api().toString()),
                        Stream.of(options))
                .toArray(String[]::new));
    }

    @Test
    void saysFirstAndBrieflyWhatIsWrongWithACommandLine(@TempDir Path directory) {
        assertThat(wrong("trigger"))
                .containsExactly("Missing required parameter: 'ORG'", "For help: infra/provisioning trigger --help");
        assertThat(wrong("trigger", "acme", "--plan", "/no/such/file"))
                .containsExactly(
                        "Cannot read the plan /no/such/file: there is no such file",
                        "For help: infra/provisioning trigger --help");
        assertThat(wrong("retry", "job_1", "--plan", directory.toString()).getFirst())
                .startsWith("Cannot read the plan " + directory + ": ")
                .doesNotContain("java", "Exception");
        assertThat(wrong("triger", "acme"))
                .hasSize(3)
                .contains("For help: infra/provisioning --help")
                .anyMatch(line -> line.startsWith("Did you mean: infra/provisioning trigger"));
        assertThat(wrong("status", "--endpoint", "nonsense")).hasSize(2);
    }

    @Test
    void saysWhatThereIsWhenNothingIsAskedFor() {
        assertThat(wrong()).startsWith("Say what to do.").contains("Commands:", "Exit codes:");
    }

    @Test
    void helpTellsWhichPlanIsTakenWithoutOne() {
        assertThat(run("retry", "--help")).isZero();
        assertThat(out().replaceAll("\\s+", " ")).contains("without it, the job keeps its own");
        assertThat(out()).doesNotContain("two US local");
        out.reset();
        assertThat(run("trigger", "--help")).isZero();
        assertThat(out().replaceAll("\\s+", " ")).contains("Without --plan, the plan leaves out everything");
    }

    @Test
    void helpSaysWhatThereIsAndHowItEnds() {
        assertThat(run("--help")).isZero();
        assertThat(out())
                .contains("demo", "up", "trigger", "watch", "rollback", "status", "Exit codes:", "cannot be reached");

        for (var command : List.of(
                "demo",
                "up",
                "trigger",
                "watch",
                "cancel",
                "retry",
                "rollback",
                "status",
                "preflight",
                "rejection",
                "rotate-webhook",
                "review",
                "token",
                "login",
                "logout")) {
            out.reset();
            assertThat(run(command, "--help")).isZero();
            assertThat(out()).contains("Usage: infra/provisioning " + command, "Exit codes:", "Example");
        }
    }

    private LocalSystem system() {
        var none = URI.create("http://127.0.0.1:1");
        return new LocalSystem(
                server.api(), server.live(), none, none, List.of("MemorySize: 15 functions"), () -> stopped.set(true));
    }

    /** What is said of a command line that is refused. */
    private List<String> wrong(String... arguments) {
        err.reset();
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(out()).isEmpty();
        return err().lines().toList();
    }

    private int run(String... arguments) {
        return run(Map.of(), arguments);
    }

    private int run(Map<String, String> environment, String... arguments) {
        var terminal = Terminal.plain(new PrintStream(out, true, StandardCharsets.UTF_8));
        var errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        var context = new CommandContext(
                terminal, InputStream.nullInputStream(), errors, Clock.systemUTC(), environment, starter);
        return ProvisioningCommand.in(context).execute(arguments);
    }

    /** Runs a command that follows the job, and moves the job on once it does. */
    private int whileSubscribed(Runnable script, String... arguments) throws InterruptedException {
        var mover = Thread.ofVirtual().start(() -> {
            await().until(() -> server.openSockets() > 0);
            script.run();
        });
        var code = run(arguments);
        mover.join();
        return code;
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
