package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.cli.display.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the command line logs in, and what it says where it is not let in. */
class LoginTest {
    private static final String DEPLOYED = "https://api.invalid";

    @TempDir
    private Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>();
    private String input = "";
    private ScriptedServer server;

    @BeforeEach
    void start() throws Exception {
        environment.put("XDG_CONFIG_HOME", home.toString());
        server = new ScriptedServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aLocalSystemsOwnTokenIsTakenWithoutALogin() {
        server.giveToken("local-token");
        server.accept("local-token");
        environment.put("PROVISIONING_TOKEN", "of-another-system");

        assertThat(status()).isZero();
        assertThat(sent()).isEqualTo("Bearer local-token");
    }

    @Test
    void aTokenOfTheCommandLineComesFirst() {
        server.giveToken("local-token");
        server.accept("given");

        assertThat(status("--token", "given")).isZero();
        assertThat(sent()).isEqualTo("Bearer given");
    }

    @Test
    void whoIsNotLetInIsToldWhatToDo() {
        server.giveToken("local-token");
        server.accept("another");

        assertThat(status()).isEqualTo(1);

        assertThat(err())
                .contains(
                        "The server answered HTTP 401",
                        "Cause:    Unauthorized",
                        "Who acts: you",
                        "Next:     get an access token, and give it to: infra/provisioning login");
        // Once with the token that it had, once with a new one.
        assertThat(server.calls()).hasSize(2);
        assertThat(out()).isEmpty();
    }

    @Test
    void whoMayNotDoItIsToldWhatToDo() {
        server.refuse(403, "application/json", "{\"message\":\"Forbidden\"}");

        assertThat(status()).isEqualTo(1);

        assertThat(err()).contains("Cause:    Forbidden", "Next:     ask for the right to do this");
    }

    @Test
    void aLoginIsKeptWhereOnlyItsOwnerReadsItAndEndsWithALogout() throws IOException {
        input = "the-token\n";
        assertThat(run("login", "--endpoint", DEPLOYED + "/")).isZero();
        assertThat(out()).isEqualTo("Logged in at " + DEPLOYED + ".\n");

        var file = home.resolve("tenantry/tokens.json");
        assertThat(Files.readString(file)).isEqualTo("{\"https://api.invalid\":\"the-token\"}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");

        assertThat(run("logout", "--endpoint", "https://API.invalid")).isZero();
        assertThat(out()).endsWith("Logged out of " + DEPLOYED + ".\n");
        assertThat(Files.readString(file)).isEqualTo("{}");
        assertThat(run("logout", "--endpoint", DEPLOYED)).isZero();
        assertThat(out()).endsWith("There is no login at " + DEPLOYED + ".\n");
    }

    @Test
    void aTokenIsReadFromAFileAndItsExpiryIsTold() throws IOException {
        var token = jwt("2999-01-01T00:00:00Z");
        var file = Files.writeString(home.resolve("token"), token + "\n");

        assertThat(run("login", "--endpoint", DEPLOYED, "--token-file", file.toString()))
                .isZero();

        assertThat(out()).isEqualTo("Logged in at " + DEPLOYED + " until 2999-01-01T00:00:00Z.\n");
        assertThat(Files.readString(home.resolve("tenantry/tokens.json"))).contains(token);
    }

    @Test
    void whatIsNoLoginIsRefusedAndKeepsNothing() throws IOException {
        assertThat(refused("no token", "login", "--endpoint", DEPLOYED)).contains("What was read is no access token");
        assertThat(refused("", "login", "--endpoint", DEPLOYED)).contains("What was read is no access token");
        assertThat(refused(jwt("2020-01-01T00:00:00Z"), "login", "--endpoint", DEPLOYED))
                .contains("The access token has expired");
        assertThat(refused("a", "login", "--endpoint", "http://127.0.0.1:8080")).contains("no login is needed");
        assertThat(refused("a", "login", "--endpoint", "http://api.invalid")).contains("use https");
        assertThat(refused("", "login", "--endpoint", DEPLOYED, "--token-file", "/no/such/file"))
                .contains("Cannot read the access token from /no/such/file");
        assertThat(refused("", "status", "--token", "no token")).contains("is no access token");
        try (var kept = Files.list(home)) {
            assertThat(kept).isEmpty();
        }
    }

    @Test
    void aLoginThatHasExpiredIsToldBeforeAnythingIsSent() throws IOException {
        store("{\"https://api.invalid\":\"" + jwt("2020-01-01T00:00:00Z") + "\"}");

        assertThat(run("status", "--endpoint", DEPLOYED)).isEqualTo(1);

        assertThat(err())
                .contains(
                        "The login at https://api.invalid expired at 2020-01-01T00:00:00Z",
                        "infra/provisioning login --endpoint https://api.invalid");
    }

    @Test
    void aDamagedFileOfLoginsIsTold() throws IOException {
        store("{");

        assertThat(run("status", "--endpoint", DEPLOYED)).isEqualTo(1);

        assertThat(err()).contains("tokens.json is damaged", "log in again").doesNotContain("Exception");
    }

    /** A server that nobody can reach shows at least that nothing was missing before it was asked. */
    @Test
    void elsewhereAVariableOrALoginIsTakenInsteadOfASignature() throws IOException {
        environment.put("PROVISIONING_TOKEN", "given");
        assertThat(run("status", "--endpoint", DEPLOYED)).isEqualTo(3);
        assertThat(err()).contains("no such host");

        environment.remove("PROVISIONING_TOKEN");
        store("{\"https://api.invalid\":\"kept\"}");
        err.reset();
        assertThat(run("status", "--endpoint", DEPLOYED)).isEqualTo(3);
        assertThat(err()).contains("no such host");
    }

    private void store(String tokens) throws IOException {
        Files.createDirectories(home.resolve("tenantry"));
        Files.writeString(home.resolve("tenantry/tokens.json"), tokens);
    }

    private static String jwt(String expiry) {
        var claims = "{\"exp\":" + Instant.parse(expiry).getEpochSecond() + "}";
        return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".c2ln";
    }

    private int status(String... options) {
        var arguments = new String[options.length + 4];
        System.arraycopy(
                new String[] {
                    "status", ScriptedJob.ID, "--endpoint", server.api().toString()
                },
                0,
                arguments,
                0,
                4);
        System.arraycopy(options, 0, arguments, 4, options.length);
        return run(arguments);
    }

    private String sent() {
        return server.calls().getLast().headers().get("authorization");
    }

    private String refused(String typed, String... arguments) {
        input = typed;
        err.reset();
        assertThat(run(arguments)).isEqualTo(2);
        return err();
    }

    private int run(String... arguments) {
        var context = new CommandContext(
                Terminal.plain(new PrintStream(out, true, StandardCharsets.UTF_8)),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Clock.systemUTC(),
                environment,
                (_, _) -> {
                    throw new AssertionError("nothing is to be started");
                });
        return ProvisioningCommand.in(context).execute(arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
