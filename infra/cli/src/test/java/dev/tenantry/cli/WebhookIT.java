package dev.tenantry.cli;

import static dev.tenantry.cli.RunningSystem.elements;
import static dev.tenantry.cli.RunningSystem.status;
import static dev.tenantry.cli.RunningSystem.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What Twilio calls back about, through the whole system: made and signed by the simulated Twilio, read by HTTP and
 * heard over the WebSocket.
 */
class WebhookIT {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double SPEED = 20;
    private static final String BRAND_FAILURE = "com.twilio.messaging.compliance.brand-registration.brand-failure";

    private static RunningSystem system;
    private static HttpClient http;

    /** A subaccount's own credentials. */
    private record Account(String sid, String authToken) {}

    @BeforeAll
    static void start() throws Exception {
        system = RunningSystem.start(RunningSystem.inMemory(SPEED), PATIENCE);
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.shutdownNow();
        system.close();
    }

    @Test
    void aSpendAlarmReachesPeopleByHttpAndOverTheWebSocket() throws Exception {
        provision("alarmed");
        try (var client = listen("alarmed")) {
            assertThat(fire(alarm("alarmed"), "101.20")).containsExactly(204);

            var notices = notices("alarmed");
            assertThat(notices).singleElement().satisfies(notice -> {
                assertThat(notice.get("kind").textValue()).isEqualTo("spend-alarm");
                assertThat(notice.get("severity").textValue()).isEqualTo("warning");
                assertThat(notice.get("message").textValue())
                        .isEqualTo("This month's spend has reached 101.20 USD; the alarm is set at 100.00 USD");
                assertThat(notice.get("by").textValue()).isEqualTo("twilio");
            });
            await().atMost(PATIENCE).until(() -> client.heard().stream().anyMatch(WebhookIT::isNotice));
            assertThat(client.heard())
                    .filteredOn(WebhookIT::isNotice)
                    .singleElement()
                    .satisfies(frame -> {
                        assertThat(frame.get("orgId").textValue()).isEqualTo("alarmed");
                        assertThat((Object) frame.get("notice")).isEqualTo(notices.getFirst());
                    });
        }
    }

    @Test
    void anEventReachesPeopleByHttpAndOverTheWebSocket() throws Exception {
        var account = provision("eventful");
        var event = JSON.objectNode()
                .put("type", "event")
                .put("accountSid", account.sid())
                .put("eventType", BRAND_FAILURE);
        event.putObject("data").put("accountsid", account.sid()).put("brandsid", "BN" + "0".repeat(32));
        try (var client = listen("eventful")) {
            assertThat(callBack(event)).containsExactly(204);

            assertThat(notices("eventful")).singleElement().satisfies(notice -> {
                assertThat(notice.get("kind").textValue()).isEqualTo("twilio-event");
                assertThat(notice.get("message").textValue()).isEqualTo("Brand registration: brand failure");
            });
            await().atMost(PATIENCE).until(() -> client.heard().stream().anyMatch(WebhookIT::isNotice));
        }
    }

    @Test
    void theEndOfANumbersRegistrationIsNoticed() throws Exception {
        var account = provision("numbered");
        var event = JSON.objectNode()
                .put("type", "event")
                .put("accountSid", account.sid())
                .put("eventType", "com.twilio.messaging.compliance.number-registration.failed");
        event.putObject("data")
                .put("accountsid", account.sid())
                .put("phonenumbersid", "PN" + "0".repeat(32))
                .put("externalstatus", "failure")
                .put("failureReason", "https://www.twilio.com/docs/api/errors/30126");

        assertThat(callBack(event)).containsExactly(204);

        assertThat(notices("numbered")).singleElement().satisfies(notice -> {
            assertThat(notice.get("kind").textValue()).isEqualTo("number-registration");
            assertThat(notice.get("severity").textValue()).isEqualTo("warning");
            assertThat(notice.get("message").textValue()).contains("could not be registered", "30126");
        });
    }

    @Tag("long")
    @Test
    void theNextJobTellsTwilioARotatedAddressAndTheFormerOneIsTakenTillThen() throws Exception {
        var account = provision("rotated");
        var former = callbackAddress("rotated");
        var rotation = system.request("/v1/orgs/rotated/webhook-address/rotate").POST(BodyPublishers.noBody());

        assertThat(json(send(rotation.build()), 200).get("rotatedAt").textValue())
                .startsWith("20");

        var address = callbackAddress("rotated");
        assertThat(address).isNotEqualTo(former);
        assertThat(alarmAddress(account)).isEqualTo(former);
        assertThat(fire(alarm("rotated"), "101.20")).containsExactly(204);
        provision("rotated");
        assertThat(alarmAddress(account)).isEqualTo(address);
        assertThat(sinkAddress(account)).isEqualTo(address);
        assertThat(fire(alarm("rotated"), "102.20")).containsExactly(204);
    }

    @Test
    void aCallbackForAnotherOrganisationOrAddressIsRefused() throws Exception {
        var account = provision("attacked");
        provision("attacker");
        var address = callbackAddress("attacked");
        var ofAttacker = callbackAddress("attacker");

        for (var url : List.of(ofAttacker, ofAttacker.replace("/attacker/", "/attacked/"), address + "0")) {
            assertThat(fire(makeTrigger(account, url), "51.20")).containsExactly(403);
        }
        var unsigned = send(HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Twilio-Signature", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")
                .POST(BodyPublishers.ofString("AccountSid=" + account.sid()))
                .build());

        assertThat(unsigned.statusCode()).isEqualTo(403);
        assertThat(unsigned.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(noticesNow("attacked")).isEmpty();
        assertThat(noticesNow("attacker")).isEmpty();
        assertThat(fire(makeTrigger(account, address), "51.20")).containsExactly(204);
    }

    private static Account provision(String org) {
        var job = system.ended(system.trigger(org, "{}"));
        assertThat(status(job)).isEqualTo("COMPLETE");
        return account(job.at("/steps/0/resources/0/sid").textValue());
    }

    /** The usage trigger that the organisation's job made. */
    private static String alarm(String org) {
        return step(system.latest(org), "set-spend-alarm")
                .at("/resources/0/sid")
                .textValue();
    }

    /** Where Twilio tells of the organisation's alarm. */
    private static String alarmAddress(Account account) {
        var path = "/api.twilio.com/2010-04-01/Accounts/" + account.sid() + "/Usage/Triggers.json";
        return json(send(twilio(account, path).build()), 200)
                .at("/usage_triggers/0/callback_url")
                .textValue();
    }

    /** Where Twilio sends the organisation's events. */
    private static String sinkAddress(Account account) {
        return json(send(twilio(account, "/events.twilio.com/v1/Sinks").build()), 200)
                .at("/sinks/0/sink_configuration/destination")
                .textValue();
    }

    /** The subaccount's credentials, as the simulated Twilio shows them to the operator. */
    private static Account account(String sid) {
        var secret =
                system.aws("secretsmanager.GetSecretValue", JSON.objectNode().put("SecretId", "tenantry/twilio"));
        var operator = RunningSystem.json(secret.get("SecretString").textValue());
        var fetch = twilio(
                new Account(
                        operator.get("accountSid").textValue(),
                        operator.get("authToken").textValue()),
                "/api.twilio.com/2010-04-01/Accounts/" + sid + ".json");
        return new Account(sid, json(send(fetch.build()), 200).get("auth_token").textValue());
    }

    /** The address that the steps give to Twilio: under the public URL, with the nonce that the table holds. */
    private static String callbackAddress(String org) {
        var parameter = system.aws("AmazonSSM.GetParameter", JSON.objectNode().put("Name", "/tenantry/settings"));
        var publicUrl = RunningSystem.json(parameter.at("/Parameter/Value").textValue())
                .get("publicUrl")
                .textValue();
        assertThat(publicUrl).isEqualTo(system.apiUrl().toString());
        var update = JSON.objectNode()
                .put("TableName", "tenantry-Table")
                .put("UpdateExpression", "SET nonce = if_not_exists(nonce, :nonce)")
                .put("ReturnValues", "ALL_NEW");
        update.withObject("/Key/PK").put("S", "ORG#" + org);
        update.withObject("/Key/SK").put("S", "WEBHOOK");
        update.withObject("/ExpressionAttributeValues/:nonce").put("S", "nonce-of-" + org);
        var nonce = system.aws("DynamoDB_20120810.UpdateItem", update).at("/Attributes/nonce/S");
        return publicUrl + "/webhooks/twilio/" + org + "/" + nonce.textValue();
    }

    private static String makeTrigger(Account account, String callbackUrl) {
        return create(
                account,
                "/api.twilio.com/2010-04-01/Accounts/" + account.sid() + "/Usage/Triggers.json",
                Map.of(
                        "CallbackUrl",
                        callbackUrl,
                        "TriggerValue",
                        "50.00",
                        "TriggerBy",
                        "price",
                        "UsageCategory",
                        "totalprice",
                        "Recurring",
                        "monthly"));
    }

    private static List<Integer> fire(String trigger, String value) {
        return callBack(JSON.objectNode()
                .put("type", "usage-trigger")
                .put("sid", trigger)
                .put("currentValue", value));
    }

    /** How the callbacks were answered. */
    private static List<Integer> callBack(ObjectNode callback) {
        return elements(system.tellTwilio("callbacks", callback.toString()).get("deliveries"))
                .map(delivery -> delivery.get("status").intValue())
                .toList();
    }

    private static List<JsonNode> notices(String org) {
        await().atMost(PATIENCE).until(() -> !noticesNow(org).isEmpty());
        return noticesNow(org);
    }

    private static List<JsonNode> noticesNow(String org) {
        return elements(system.get("/v1/orgs/" + org + "/notices").get("notices"))
                .toList();
    }

    private static boolean isNotice(JsonNode frame) {
        return frame.path("type").asText().equals("notice");
    }

    /** Subscribes to an organisation, and waits until the subscription holds: its first answer is a snapshot. */
    private static Frames listen(String org) {
        var client = system.listen(JSON.objectNode().put("orgId", org));
        await().atMost(PATIENCE).until(() -> !client.heard().isEmpty());
        return client;
    }

    private static String create(Account account, String path, Map<String, String> form) {
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = twilio(account, path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build();
        return json(send(request), 201).get("sid").textValue();
    }

    private static HttpRequest.Builder twilio(Account account, String path) {
        var credentials = (account.sid() + ":" + account.authToken()).getBytes(StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(system.twilioUrl().resolve(path))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    }

    private static HttpResponse<String> send(HttpRequest request) {
        return http.sendAsync(request, BodyHandlers.ofString()).join();
    }

    private static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return RunningSystem.json(answer.body());
    }
}
