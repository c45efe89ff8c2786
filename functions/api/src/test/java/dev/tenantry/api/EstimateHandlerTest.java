package dev.tenantry.api;

import static dev.tenantry.api.ApiRequests.body;
import static dev.tenantry.api.ApiRequests.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.secret.OperatorSecret;
import dev.tenantry.core.settings.Settings;
import dev.tenantry.core.settings.StackSettings;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.twilio.Twilio;
import dev.tenantry.twilio.TwilioSettings;
import dev.tenantry.twilio.simulator.TwilioSimulator;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

class EstimateHandlerTest {
    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final ApiRequests requests = new ApiRequests();
    private TwilioSimulator simulator;
    private String secret;

    @BeforeEach
    void twilio() throws IOException {
        simulator = TwilioSimulator.builder().speed(Double.POSITIVE_INFINITY).start();
        secret =
                "{\"accountSid\":\"%s\",\"authToken\":\"%s\"}".formatted(simulator.accountSid(), simulator.authToken());
    }

    @AfterEach
    void stop() throws IOException {
        simulator.close();
    }

    @Test
    void answersWhatThePlanOfTheBodyCosts() {
        var response = estimate("{\"numbers\":[{\"count\":3},{\"type\":\"toll-free\"}]}", Map.of());

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getHeaders()).containsEntry("Content-Type", "application/json");
        // Twilio's list prices: 1.15 a month for a US local number, 2.15 for a toll-free one.
        assertThat(body(response).get("monthly").textValue()).isEqualTo("5.60");
        assertThat(body(response).get("currency").textValue()).isEqualTo("USD");
        assertThat(body(response).get("simulated").booleanValue()).isTrue();
    }

    @Test
    void takesNoBodyForTheDefaultPlan() {
        assertThat(body(estimate(null, Map.of())).get("monthly").textValue()).isEqualTo("2.30");
    }

    @Test
    void buysAndWritesNothing() {
        estimate(null, Map.of("orgId", "acme"));

        assertThat(local.table()
                        .client()
                        .scan(scan -> scan.tableName(local.table().name()))
                        .items())
                .isEmpty();
    }

    @Test
    void countsOnlyWhatTheNamedOrganisationLacks() {
        var acme = new OrgId("acme");
        var ledger = new Ledger(local.table(), InstantSource.system());
        ledger.record(ResourceKind.ACCOUNT.key(acme), "AC1", Optional.empty(), Optional.empty());

        assertThat(estimate(null, Map.of("orgId", "acme")).getBody()).doesNotContain("Twilio subaccount");
        assertThat(estimate(null, Map.of("orgId", "globex")).getBody()).contains("Twilio subaccount");
        assertThat(estimate(null, Map.of()).getBody()).contains("Twilio subaccount");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "../acme"})
    void refusesWhatCannotBeAnOrganisation(String orgId) {
        assertThat(estimate(null, Map.of("orgId", orgId)).getStatusCode()).isEqualTo(400);
    }

    @Test
    void refusesAPlanThatIsNone() {
        var response = estimate("{\"numbers\":[{\"count\":0}]}", Map.of());

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(body(response).at("/errors/0/pointer").textValue()).isEqualTo("/numbers/0/count");
    }

    @Test
    void namesTheGroupThatTwilioDoesNotSell() {
        var response = estimate("{\"numbers\":[{},{\"country\":\"AQ\"}]}", Map.of());

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(body(response).get("code").textValue()).isEqualTo("invalid-plan");
        assertThat(body(response).at("/errors/0/pointer").textValue()).isEqualTo("/numbers/1");
    }

    @Test
    void saysThatTwilioCannotBeReached() throws IOException {
        var address = simulator.baseUrl();
        simulator.close();

        var response = estimate(null, Map.of(), address);

        assertThat(response.getStatusCode()).isEqualTo(503);
        assertThat(response.getHeaders()).containsEntry("Retry-After", "1");
        assertThat(body(response).get("code").textValue()).isEqualTo("upstream-unavailable");
        assertThat(body(response).get("detail").textValue())
                .startsWith("The list of what phone numbers cost in US was not read: ");
    }

    @Test
    void saysThatTwilioRefusesTheOperator() {
        secret = "{\"accountSid\":\"%s\",\"authToken\":\"%s\"}".formatted(simulator.accountSid(), "f".repeat(32));

        var response = estimate(null, Map.of());

        assertThat(response.getStatusCode()).isEqualTo(502);
        assertThat(body(response).get("code").textValue()).isEqualTo("upstream-refused");
        assertThat(body(response).get("nextAction").textValue()).contains("credentials");
        assertThat(response.getBody()).doesNotContain("f".repeat(32));
    }

    @Test
    void saysWhereTheOperatorsCredentialsBelong() {
        secret = "{\"hunter2\"";

        var response = estimate(null, Map.of());

        assertThat(response.getStatusCode()).isEqualTo(502);
        assertThat(body(response).get("nextAction").textValue()).contains("the Secrets Manager secret tenantry/twilio");
        assertThat(response.getBody()).doesNotContain("hunter2");
    }

    private APIGatewayV2HTTPResponse estimate(String plan, Map<String, String> query) {
        return estimate(plan, query, simulator.baseUrl());
    }

    private APIGatewayV2HTTPResponse estimate(String plan, Map<String, String> query, URI twilioUrl) {
        var request = post(Map.of(), plan);
        request.setQueryStringParameters(query);
        try (var twilio = new Twilio(TwilioSettings.standard().withBaseUrl(twilioUrl))) {
            var ledger = new Ledger(local.table(), InstantSource.system());
            var operator = new OperatorSecret(secretsManager(() -> secret), () -> "tenantry/twilio");
            return new EstimateHandler(ledger, operator, twilio, simulated(), Oversights.in(local.table()))
                    .handleRequest(request, requests.context());
        }
    }

    static StackSettings simulated() {
        var settings = new Settings(
                URI.create("https://api.example.com"),
                Optional.empty(),
                Optional.empty(),
                "tenantry/twilio",
                true,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(60),
                Settings.Limits.NONE);
        return new StackSettings(() -> settings, InstantSource.system());
    }

    /** A Secrets Manager with the operator's secret. */
    static SecretsManagerClient secretsManager(Supplier<String> secret) {
        return new SecretsManagerClient() {
            @Override
            public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
                assertThat(request.secretId()).isEqualTo("tenantry/twilio");
                return GetSecretValueResponse.builder()
                        .secretString(secret.get())
                        .build();
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };
    }
}
