package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.cli.display.Terminal;
import dev.tenantry.twilio.simulator.TwilioSimulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reviews of a simulated Twilio that take days, unless they are decided by hand. */
class ReviewCommandTest {
    private static final Map<String, String> VERIFICATION = Map.of(
            "BusinessName", "Example Inc",
            "BusinessWebsite", "https://example.com",
            "NotificationEmail", "ada@example.com",
            "UseCaseCategories", "DELIVERY_NOTIFICATIONS",
            "UseCaseSummary", "Tells customers about their orders.",
            "ProductionMessageSample", "Your order is on its way.",
            "OptInImageUrls", "https://example.com/opt-in.png",
            "OptInType", "WEB_FORM",
            "MessageVolume", "1,000");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final HttpClient http = HttpClient.newHttpClient();
    private TwilioSimulator twilio;
    private Account acme;

    private record Account(String sid, String authToken) {}

    @BeforeEach
    void acmesSubaccount() throws Exception {
        twilio =
                TwilioSimulator.builder().port(0).speed(1000).reviewSpeed(0.001).start();
        acme = subaccount("acme");
    }

    @AfterEach
    void stop() throws IOException {
        twilio.close();
        http.close();
    }

    @Test
    void showsWhatIsOpenOfThisOrganisationAlone() throws Exception {
        var verification = verification(acme);
        var other = verification(subaccount("globex"));

        assertThat(review("acme")).isZero();

        assertThat(out()).contains(verification + "  toll-free, ends at 20").doesNotContain(other);
    }

    @Test
    void saysWhenNothingIsOpen() {
        assertThat(review("acme")).isZero();
        assertThat(out()).contains("No review of acme is open.");

        assertThat(review("acme", "--approve")).isEqualTo(1);
        assertThat(err()).contains("No review of acme is open.");

        assertThat(review("nobody")).isEqualTo(1);
        assertThat(err()).contains("has no subaccount of nobody");
    }

    @Test
    void approvesTheOneThatIsOpen() throws Exception {
        var verification = verification(acme);

        assertThat(review("acme", "--approve")).isZero();

        assertThat(out()).contains("The toll-free " + verification + " is approved.");
        assertThat(status(verification).get("status").textValue()).isEqualTo("TWILIO_APPROVED");
    }

    @Test
    void rejectsWithACodeTheOneThatIsChosen() throws Exception {
        var chosen = verification(acme);
        var other = verification(acme);
        assertThat(review("acme", "--reject", "30513")).isEqualTo(2);
        assertThat(err()).contains("say which", chosen, other);

        assertThat(review("acme", chosen, "--reject", "30513")).isZero();

        assertThat(out()).contains("The toll-free " + chosen + " is rejected with code 30513.");
        assertThat(status(chosen).get("status").textValue()).isEqualTo("TWILIO_REJECTED");
        assertThat(status(chosen).get("error_code").intValue()).isEqualTo(30513);
        assertThat(status(other).get("status").textValue()).isIn("PENDING_REVIEW", "IN_REVIEW");
    }

    @Test
    void saysWhenNoSimulatorAnswers() {
        assertThat(run("review", "acme", "--twilio-endpoint", "http://127.0.0.1:1"))
                .isEqualTo(3);

        assertThat(err())
                .contains("Cannot reach http://127.0.0.1:1", "with --twilio-endpoint URL")
                .doesNotContain(" --endpoint");
    }

    private int review(String... arguments) {
        var line = new ArrayList<>(List.of("review"));
        line.addAll(List.of(arguments));
        line.addAll(List.of("--twilio-endpoint", twilio.baseUrl().toString()));
        return run(line.toArray(String[]::new));
    }

    private int run(String... arguments) {
        var context = new CommandContext(
                Terminal.plain(new PrintStream(out, true, StandardCharsets.UTF_8)),
                InputStream.nullInputStream(),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Clock.systemUTC(),
                Map.of(),
                (_, _) -> {
                    throw new AssertionError("nothing is to be started");
                });
        return ProvisioningCommand.in(context).execute(arguments);
    }

    private Account subaccount(String orgId) throws Exception {
        var operator = new Account(twilio.accountSid(), twilio.authToken());
        var made = post(operator, "api.twilio.com/2010-04-01/Accounts.json", Map.of("FriendlyName", orgId));
        return new Account(made.get("sid").textValue(), made.get("auth_token").textValue());
    }

    /** A toll-free number that is bought, and its verification, which is in review. */
    private String verification(Account account) throws Exception {
        var path = "api.twilio.com/2010-04-01/Accounts/" + account.sid();
        var found = send(account, path + "/AvailablePhoneNumbers/US/TollFree.json", request -> request.GET());
        var number = found.at("/available_phone_numbers/0/phone_number").textValue();
        var bought = post(account, path + "/IncomingPhoneNumbers.json", Map.of("PhoneNumber", number));
        var form = new TreeMap<>(VERIFICATION);
        form.put("TollfreePhoneNumberSid", bought.get("sid").textValue());
        return post(account, "messaging.twilio.com/v1/Tollfree/Verifications", form)
                .get("sid")
                .textValue();
    }

    private JsonNode status(String verification) throws Exception {
        return send(acme, "messaging.twilio.com/v1/Tollfree/Verifications/" + verification, request -> request.GET());
    }

    private JsonNode post(Account account, String path, Map<String, String> form) throws Exception {
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(account, path, request -> request.header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private JsonNode send(Account account, String path, UnaryOperator<HttpRequest.Builder> method) throws Exception {
        var credentials = (account.sid() + ":" + account.authToken()).getBytes(StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(twilio.baseUrl().resolve("/" + path))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
        var answer = http.send(method.apply(request).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return new ObjectMapper().readTree(answer.body());
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
