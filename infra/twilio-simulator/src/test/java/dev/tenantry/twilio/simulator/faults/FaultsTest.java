package dev.tenantry.twilio.simulator.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.twilio.simulator.TwilioSimulator;
import dev.tenantry.twilio.simulator.testing.RawClient;
import dev.tenantry.twilio.simulator.testing.SettableClock;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong on demand, and what of it has had its effect. */
class FaultsTest {
    private static final String ACCOUNTS = "api.twilio.com/2010-04-01/Accounts.json";
    private static final Duration SHORT = Duration.ofMillis(300);

    private TwilioSimulator simulator;
    private RawClient parent;

    @BeforeEach
    void start() throws Exception {
        simulator = TwilioSimulator.builder().speed(Double.POSITIVE_INFINITY).start();
        parent = RawClient.ofParent(simulator);
    }

    @AfterEach
    void stop() throws Exception {
        parent.close();
        simulator.close();
    }

    private void install(String rule) throws Exception {
        assertThat(parent.control("POST", "/_simulator/faults", rule).status()).isEqualTo(201);
    }

    private JsonNode state() throws Exception {
        return parent.control("GET", "/_simulator/state", "").json();
    }

    private JsonNode lastRequest() throws Exception {
        return requests().getLast();
    }

    private List<JsonNode> requests() throws Exception {
        var log = parent.control("GET", "/_simulator/requests", "").json();
        return StreamSupport.stream(log.get("requests").spliterator(), false).toList();
    }

    private int subaccounts() throws Exception {
        return state().get("accounts").size() - 1;
    }

    @Test
    void tooManyRequestsWithRetryAfterOnce() throws Exception {
        install("""
                {"method": "POST", "path": "/2010-04-01/Accounts.json",
                 "fault": {"type": "refuse", "code": 20429, "status": 429, "retryAfterSeconds": 2}}
                """);

        var refused = parent.post(ACCOUNTS);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo(20429);
        assertThat(refused.response().headers().firstValue("Retry-After")).hasValue("2");
        assertThat(subaccounts()).isZero();

        assertThat(parent.post(ACCOUNTS).status()).isEqualTo(201);
    }

    @Test
    void withoutRetryAfterAndForSomeTimes() throws Exception {
        install("""
                {"path": "/2010-04-01/Accounts*", "times": 2, "skip": 1,
                 "fault": {"type": "refuse", "code": 20429, "status": 429, "message": "Too Many Requests"}}
                """);

        assertThat(parent.get(ACCOUNTS).status()).isEqualTo(200);
        var refused = parent.get(ACCOUNTS);
        assertThat(refused.text("message")).isEqualTo("Too Many Requests");
        assertThat(refused.response().headers().firstValue("Retry-After")).isEmpty();
        assertThat(parent.get(ACCOUNTS).status()).isEqualTo(429);
        assertThat(parent.get(ACCOUNTS).status()).isEqualTo(200);
        var report = parent.control("GET", "/_simulator/faults", "").json().at("/faults/0");
        assertThat(report.get("matched").intValue()).isEqualTo(4);
        assertThat(report.get("struck").intValue()).isEqualTo(2);
    }

    @Test
    void doneButTimedOut() throws Exception {
        install("""
                {"method": "POST", "fault": {"type": "done-but-timed-out", "delayMillis": 60000}}
                """);

        var answer = parent.postLater(ACCOUNTS);

        await().until(() ->
                !requests().isEmpty() && lastRequest().get("processed").booleanValue());
        assertThat(subaccounts()).isEqualTo(1);
        assertThat(lastRequest().get("outcome").textValue()).isEqualTo("pending");
        assertThat(answer).isNotDone();
        answer.cancel(true);
    }

    @Test
    void slowIsNotDoneYet() throws Exception {
        install("""
                {"method": "POST", "fault": {"type": "slow", "delayMillis": 60000}}
                """);

        assertThatThrownBy(() -> parent.post(SHORT, ACCOUNTS)).isInstanceOf(HttpTimeoutException.class);
        assertThat(subaccounts()).isZero();
    }

    @Test
    void whatIsHeldIsDoneWhenItsRuleIsTakenBack() throws Exception {
        var rule = """
                {"method": "POST", "fault": {"type": "held"}}
                """;
        install(rule);
        var first = parent.postLater(ACCOUNTS, "FriendlyName", "first");
        await().until(() -> requests().size() == 1);
        install(rule);
        var second = parent.postLater(ACCOUNTS, "FriendlyName", "second");
        await().until(() -> requests().size() == 2);
        assertThat(requests()).allMatch(request -> !request.get("processed").booleanValue());
        var ids = parent.control("GET", "/_simulator/faults", "").json().findValuesAsText("id");

        assertThat(parent.control("DELETE", "/_simulator/faults/" + ids.get(1), "")
                        .status())
                .isEqualTo(204);

        assertThat(second.join().statusCode()).isEqualTo(201);
        assertThat(first).isNotDone();
        assertThat(subaccounts()).isEqualTo(1);
        parent.control("DELETE", "/_simulator/faults", "");
        assertThat(first.join().statusCode()).isEqualTo(201);
        assertThat(subaccounts()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "x", "", "-1", "99999999999999999999"})
    void aRuleThatIsNotThereCannotBeTakenBack(String id) throws Exception {
        assertThat(parent.control("DELETE", "/_simulator/faults/" + id, "").status())
                .isEqualTo(404);
    }

    @Test
    void doneButDropped() throws Exception {
        install("""
                {"method": "POST", "fault": {"type": "done-but-dropped"}}
                """);

        assertThatThrownBy(() -> parent.post(ACCOUNTS)).isInstanceOf(IOException.class);
        assertThat(subaccounts()).isEqualTo(1);
        assertThat(lastRequest().get("outcome").textValue()).isEqualTo("dropped");
        assertThat(lastRequest().get("status").isNull()).isTrue();
        assertThat(lastRequest().get("processed").booleanValue()).isTrue();
    }

    @Test
    void droppedBefore() throws Exception {
        install("""
                {"method": "POST", "fault": {"type": "dropped-before"}}
                """);

        assertThatThrownBy(() -> parent.post(ACCOUNTS)).isInstanceOf(IOException.class);
        assertThat(subaccounts()).isZero();
        assertThat(lastRequest().get("processed").booleanValue()).isFalse();
        assertThat(lastRequest().at("/fault/type").textValue()).isEqualTo("dropped-before");
    }

    @Test
    void doneBut500() throws Exception {
        install("""
                {"method": "POST", "fault": {"type": "done-but-500"}}
                """);

        var answer = parent.post(ACCOUNTS);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo(20500);
        assertThat(subaccounts()).isEqualTo(1);
    }

    @Test
    void anHtmlPageFromAGateway() throws Exception {
        install("""
                {"method": "POST", "fault": {"type": "html-body", "status": 503}}
                """);

        var answer = parent.post(ACCOUNTS);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.response().headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(subaccounts()).isZero();
    }

    @Test
    void halfABody() throws Exception {
        install("""
                {"method": "POST", "fault": {"type": "malformed-body"}}
                """);

        var answer = parent.post(ACCOUNTS);
        assertThat(answer.status()).isEqualTo(201);
        assertThatThrownBy(answer::json).isInstanceOf(JsonProcessingException.class);
        assertThat(subaccounts()).isEqualTo(1);
    }

    @Test
    void anAreaCodeWithoutNumbersAndOthersWithThem() throws Exception {
        install("""
                {"parameters": {"AreaCode": "415"}, "times": 1000, "fault": {"type": "empty-inventory"}}
                """);
        var base = "api.twilio.com/2010-04-01/Accounts/" + simulator.accountSid();
        var search = base + "/AvailablePhoneNumbers/US/Local.json?AreaCode=";

        assertThat(parent.get(search + "415").json().get("available_phone_numbers"))
                .isEmpty();
        assertThat(parent.get(search + "628").json().get("available_phone_numbers"))
                .isNotEmpty();
        assertThat(parent.post(base + "/IncomingPhoneNumbers.json", "AreaCode", "415")
                        .code())
                .isEqualTo(21452);
    }

    @Test
    void aListThatDoesNotShowTheNewestYet() throws Exception {
        parent.post(ACCOUNTS, "FriendlyName", "org-1");
        install("""
                {"method": "GET", "fault": {"type": "stale-list"}}
                """);

        var byName = ACCOUNTS + "?FriendlyName=org-1";
        assertThat(parent.get(byName).json().get("accounts")).isEmpty();
        assertThat(parent.get(byName).json().get("accounts")).hasSize(1);
    }

    @Test
    void aListThatShowsLaterWhatWasMade() throws Exception {
        var list = ACCOUNTS + "?FriendlyName=org-1";
        var clock = new SettableClock();
        try (var simulator = TwilioSimulator.builder()
                        .speed(Double.POSITIVE_INFINITY)
                        .clock(clock)
                        .start();
                var client = RawClient.ofParent(simulator)) {
            client.control("POST", "/_simulator/faults", """
                    {"method": "GET", "rate": 1, "fault": {"type": "lagging-list", "lagMillis": 5000}}
                    """);
            client.post(ACCOUNTS, "FriendlyName", "org-1");

            clock.advance(Duration.ofSeconds(3));
            assertThat(client.get(list).json().get("accounts")).isEmpty();
            clock.advance(Duration.ofSeconds(2).plusMillis(1));
            assertThat(client.get(list).json().get("accounts")).hasSize(1);
        }
    }

    @Test
    void aNumberThatIsSoldBetweenSearchAndPurchaseAndLimits() throws Exception {
        var base = "api.twilio.com/2010-04-01/Accounts/" + simulator.accountSid();
        install("""
                {"method": "POST", "path": "/2010-04-01/Accounts/*/IncomingPhoneNumbers.json",
                 "fault": {"type": "refuse", "code": 21422, "status": 400}}
                """);
        install("""
                {"method": "POST", "path": "/2010-04-01/Accounts.json",
                 "fault": {"type": "refuse", "code": 21480, "status": 400}}
                """);
        install("""
                {"method": "POST", "host": "messaging.twilio.com", "path": "/v1/Services",
                 "fault": {"type": "refuse", "code": 21102, "status": 400}}
                """);

        assertThat(parent.post(base + "/IncomingPhoneNumbers.json", "PhoneNumber", "+15005550006")
                        .code())
                .isEqualTo(21422);
        assertThat(parent.post(ACCOUNTS).code()).isEqualTo(21480);
        assertThat(parent.post("messaging.twilio.com/v1/Services", "FriendlyName", "any")
                        .code())
                .isEqualTo(21102);
        assertThat(subaccounts()).isZero();
    }

    @Test
    void aShareOfTheRequestsIsTheSameForTheSameSeed() throws Exception {
        var rule = """
                {"method": "GET", "rate": 0.5, "fault": {"type": "refuse", "code": 20503, "status": 503}}
                """;
        install(rule);
        var statuses = fortyStatuses(parent);

        assertThat(statuses).containsOnly(200, 503);
        assertThat(statuses.stream().filter(status -> status == 503).count()).isBetween(10L, 30L);
        try (var other = TwilioSimulator.builder()
                        .speed(Double.POSITIVE_INFINITY)
                        .start();
                var client = RawClient.ofParent(other)) {
            client.control("POST", "/_simulator/faults", rule);
            assertThat(fortyStatuses(client)).isEqualTo(statuses);
        }

        parent.control("DELETE", "/_simulator/faults", "");
        assertThat(fortyStatuses(parent)).containsOnly(200);
    }

    private static List<Integer> fortyStatuses(RawClient client) throws Exception {
        var statuses = new ArrayList<Integer>();
        for (int i = 0; i < 40; i++) {
            statuses.add(client.get(ACCOUNTS).status());
        }
        return statuses;
    }

    @Test
    void hostsAndOtherMethodsAreSpared() throws Exception {
        install("""
                {"method": "POST", "host": "messaging.twilio.com", "path": "/2010-04-01/**",
                 "fault": {"type": "done-but-500"}}
                """);
        assertThat(parent.post(ACCOUNTS).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not JSON",
                "{}",
                "{\"fault\": {\"type\": \"unheard-of\"}}",
                "{\"fault\": {\"type\": \"dropped-before\"}, \"pfad\": \"/\"}",
                "{\"fault\": {\"type\": \"dropped-before\"}, \"times\": 0}",
                "{\"fault\": {\"type\": \"dropped-before\"}, \"rate\": 2}"
            })
    void rulesThatMakeNoSenseAreRefused(String rule) throws Exception {
        assertThat(parent.control("POST", "/_simulator/faults", rule).status()).isEqualTo(400);
    }
}
