package dev.tenantry.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.twilio.account.Secret;
import dev.tenantry.twilio.account.TwilioCredentials;
import dev.tenantry.twilio.fixture.Bodies;
import dev.tenantry.twilio.fixture.ScriptedTwilio;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong with a create, one POST is sent, and the failure says truly whether something may exist. */
class CreateFailuresTest {

    private static final TwilioCredentials CREDENTIALS =
            new TwilioCredentials(Bodies.OPERATOR_SID, new Secret("operatorsecret"));

    private final ScriptedTwilio server = new ScriptedTwilio();

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void aServerErrorLeavesTheOutcomeOpen(int status) {
        server.then(status, "<html>" + status + "</html>");

        var failure = create(UnknownOutcomeException.class);

        assertThat(failure.httpStatus()).hasValue(status);
        assertThat(failure.twilioCode()).isEmpty();
        assertOnePost();
    }

    @Test
    void aServerErrorOfTwiliosOwnKeepsItsCode() {
        server.then(500, Bodies.error(500, 20500, "An internal server error has occurred"));

        assertThat(create(UnknownOutcomeException.class).twilioCode()).hasValue(20500);
        assertOnePost();
    }

    @Test
    void tooManyRequestsIsNotProcessedAndSaysWhenToComeBack() {
        server.then(429, Bodies.error(429, 20429, "Too Many Requests"), Map.of("Retry-After", "2"));

        var failure = create(NotProcessedException.class);

        assertThat(failure.twilioCode()).hasValue(20429);
        assertThat(failure.httpStatus()).hasValue(429);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(2));
        assertThat(failure.moreInfo()).contains(URI.create("https://www.twilio.com/docs/errors/20429"));
        assertOnePost();
    }

    @Test
    void aDroppedConnectionLeavesTheOutcomeOpen() {
        server.thenDrop();

        var failure = create(UnknownOutcomeException.class);

        assertThat(failure.httpStatus()).isEmpty();
        assertThat(failure).hasCauseInstanceOf(IOException.class);
        assertOnePost();
    }

    @Test
    void aSlowAnswerLeavesTheOutcomeOpen() {
        server.thenSilence();

        var failure = create(UnknownOutcomeException.class, impatient());

        assertThat(failure.summary()).contains("did not answer in time");
        assertOnePost();
    }

    @Test
    void aBodyThatStallsLeavesTheOutcomeOpen() {
        server.thenStall(Bodies.account().toString());

        assertThat(create(UnknownOutcomeException.class, impatient()).summary()).contains("did not answer in time");
        assertOnePost();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "null", "[]", "<html>Created</html>", "{\"sid\":\"AC1\",\"status\":\"new\"}"})
    void anUnreadableSuccessLeavesTheOutcomeOpen(String body) {
        server.then(201, body);

        assertThat(create(UnknownOutcomeException.class).summary()).contains("could not be read");
        assertOnePost();
    }

    @Test
    void anAnswerWithoutEndIsCutOff() {
        server.then(201, "x".repeat(9_000_000));

        assertThat(create(UnknownOutcomeException.class)).hasCauseInstanceOf(IOException.class);
        assertOnePost();
    }

    @Test
    void aRedirectIsNotFollowed() {
        server.then(307, "", Map.of("Location", server.url() + "/elsewhere"));

        assertThat(create(PermanentFailureException.class).httpStatus()).hasValue(307);
        assertOnePost();
    }

    @Test
    void nothingHappensWithoutAConnection() throws IOException {
        int freePort;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            freePort = socket.getLocalPort();
        }
        var nowhere = server.settings().withBaseUrl(URI.create("http://127.0.0.1:" + freePort));

        assertThat(create(NotProcessedException.class, nowhere).summary()).contains("no connection");
    }

    @Test
    void anInterruptedCreateLeavesTheOutcomeOpenAndTheThreadInterrupted() {
        server.thenSilence();
        Thread.currentThread().interrupt();

        create(UnknownOutcomeException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    /** A pooled connection that died unnoticed would make the outcome of the write unknown. */
    @Test
    void everyWriteHasAConnectionOfItsOwn() {
        server.then(201, Bodies.account().toString()).then(201, Bodies.account().toString());

        try (var twilio = new Twilio(server.settings())) {
            twilio.operator(CREDENTIALS).createSubaccount("org_acme");
            twilio.operator(CREDENTIALS).createSubaccount("org_other");
        }

        assertThat(server.received())
                .extracting(ScriptedTwilio.Received::client)
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 429})
    void aFailedReadIsNotProcessed(int status) {
        server.then(status, "");

        try (var twilio = new Twilio(server.settings())) {
            var operator = twilio.operator(CREDENTIALS);
            assertThatThrownBy(() -> operator.fetchSubaccount(Bodies.TENANT_SID))
                    .isInstanceOf(NotProcessedException.class);
        }

        assertThat(server.received()).hasSize(1);
    }

    /** Twilio's library quotes whole answers in its exceptions, and Lambda reports the causes of a failure too. */
    @Test
    void noTraceShowsASecret() {
        var list = Bodies.page("accounts", List.of(Bodies.account()));
        server.then(200, list.substring(0, list.length() - 2))
                .then(
                        201,
                        Bodies.account()
                                .put("subresource_uris", Bodies.TENANT_TOKEN)
                                .toString())
                .then(401, Bodies.error(401, 20003, "fedcba9876543210fedcba9876543210 is wrong"));

        try (var twilio = new Twilio(server.settings())) {
            var operator = twilio.operator(
                    new TwilioCredentials(Bodies.OPERATOR_SID, new Secret("fedcba9876543210fedcba9876543210")));
            var failures = List.of(
                    catchThrowableOfType(ProvisioningFailure.class, () -> operator.findActiveSubaccounts("org_acme")),
                    catchThrowableOfType(ProvisioningFailure.class, () -> operator.createSubaccount("org_acme")),
                    catchThrowableOfType(ProvisioningFailure.class, () -> operator.createSubaccount("org_acme")));

            assertThat(failures).hasSize(3).doesNotContainNull().allSatisfy(failure -> assertThat(trace(failure))
                    .doesNotContain(Bodies.TENANT_TOKEN)
                    .doesNotContain("fedcba9876543210fedcba9876543210"));
        }
    }

    private <T extends ProvisioningFailure> T create(Class<T> expected) {
        return create(expected, server.settings());
    }

    private static <T extends ProvisioningFailure> T create(Class<T> expected, TwilioSettings settings) {
        try (var twilio = new Twilio(settings)) {
            var operator = twilio.operator(CREDENTIALS);
            var failure = catchThrowableOfType(expected, () -> operator.createSubaccount("org_acme"));
            assertThat(failure).isNotNull();
            return failure;
        }
    }

    private TwilioSettings impatient() {
        return server.settings().withTimeouts(Duration.ofSeconds(2), Duration.ofMillis(300));
    }

    private void assertOnePost() {
        assertThat(server.received())
                .extracting(request -> request.method() + " " + request.uri())
                .containsExactly("POST /api.twilio.com/2010-04-01/Accounts.json");
    }

    private static String trace(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
