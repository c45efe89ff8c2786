package dev.tenantry.twilio.simulator.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.twilio.simulator.TwilioSimulator;
import dev.tenantry.twilio.simulator.testing.RawClient;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Accounts and credentials, as Twilio's pages "REST API: Accounts", "Subaccounts" and its error dictionary have them.
 */
class AccountsTest {
    private static final String ACCOUNTS = "api.twilio.com/2010-04-01/Accounts.json";

    private TwilioSimulator simulator;
    private RawClient parent;

    @BeforeEach
    void start() throws Exception {
        simulator = TwilioSimulator.builder()
                .speed(Double.POSITIVE_INFINITY)
                .maxSubaccounts(3)
                .start();
        parent = RawClient.ofParent(simulator);
    }

    @AfterEach
    void stop() throws Exception {
        parent.close();
        simulator.close();
    }

    private static String account(String sid) {
        return "api.twilio.com/2010-04-01/Accounts/" + sid + ".json";
    }

    private String createdSid(String name) throws Exception {
        return parent.post(ACCOUNTS, "FriendlyName", name).text("sid");
    }

    @Test
    void namesNeedNotBeUnique() throws Exception {
        createdSid("twin");
        createdSid("twin");

        assertThat(parent.get(ACCOUNTS + "?FriendlyName=twin").json().get("accounts"))
                .hasSize(2);
        assertThat(parent.get(ACCOUNTS).json().get("accounts")).hasSize(3);
    }

    @Test
    void anAccountLooksAsInTheReference() throws Exception {
        var answer = parent.post(ACCOUNTS, "FriendlyName", "Submarine");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.response().headers().firstValue("Content-Type")).hasValue("application/json");
        var sid = answer.text("sid");
        assertThat(answer.text("uri")).isEqualTo("/2010-04-01/Accounts/" + sid + ".json");
        assertThat(answer.text("date_created"))
                .matches("(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d \\+0000");
        assertThat(answer.json().at("/subresource_uris/incoming_phone_numbers").textValue())
                .isEqualTo("/2010-04-01/Accounts/" + sid + "/IncomingPhoneNumbers.json");
        var names = new HashSet<String>();
        answer.json().fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "auth_token",
                        "date_created",
                        "date_updated",
                        "friendly_name",
                        "owner_account_sid",
                        "sid",
                        "status",
                        "subresource_uris",
                        "type",
                        "uri");
    }

    @Test
    void theListSaysWhereItsPagesAre() throws Exception {
        createdSid("one");
        createdSid("two");

        var first = parent.get(ACCOUNTS + "?Status=active&PageSize=2");
        assertThat(first.text("first_page_uri")).isEqualTo("/2010-04-01/Accounts.json?Status=active&PageSize=2&Page=0");
        assertThat(first.json().get("end").intValue()).isEqualTo(1);
        assertThat(first.json().get("previous_page_uri").isNull()).isTrue();
        var next = parent.get("api.twilio.com" + first.text("next_page_uri"));
        assertThat(next.json().get("accounts")).hasSize(1);
        assertThat(next.json().get("page").intValue()).isEqualTo(1);
        assertThat(next.json().get("start").intValue()).isEqualTo(2);
        assertThat(next.json().get("next_page_uri").isNull()).isTrue();
        var previous = parent.get("api.twilio.com" + next.text("previous_page_uri"));
        assertThat(previous.json().get("accounts")).isEqualTo(first.json().get("accounts"));
    }

    @Test
    void thereIsALimit() throws Exception {
        var closed = createdSid("1");
        createdSid("2");
        createdSid("3");

        var refused = parent.post(ACCOUNTS, "FriendlyName", "4");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo(21480);

        parent.post(account(closed), "Status", "closed");
        assertThat(parent.post(ACCOUNTS, "FriendlyName", "4").status()).isEqualTo(201);
    }

    @Test
    void aClosedAccountStaysClosedAndLosesItsNumbers() throws Exception {
        var sid = createdSid("closing");
        var numbers = "api.twilio.com/2010-04-01/Accounts/" + sid + "/IncomingPhoneNumbers.json";
        assertThat(parent.post(numbers, "AreaCode", "415").status()).isEqualTo(201);

        assertThat(parent.post(account(sid), "Status", "closed").text("status")).isEqualTo("closed");

        assertThat(parent.get(numbers).json().get("incoming_phone_numbers")).isEmpty();
        assertThat(parent.post(account(sid), "Status", "active").code()).isEqualTo(21479);
        assertThat(parent.get(ACCOUNTS + "?Status=closed").json().get("accounts"))
                .hasSize(1);
    }

    @Test
    void aSuspendedAccountDoesNothingUntilItIsActiveAgain() throws Exception {
        var created = parent.post(ACCOUNTS, "FriendlyName", "late payer");
        var sid = created.text("sid");
        try (var own = new RawClient(simulator.baseUrl(), sid, created.text("auth_token"))) {
            parent.post(account(sid), "Status", "suspended");

            assertThat(own.get(account(sid)).code()).isEqualTo(20005);
            parent.post(account(sid), "Status", "active");
            assertThat(own.get(account(sid)).status()).isEqualTo(200);
        }
    }

    @Test
    void statusesAreThoseOfTheReferenceAndTheParentKeepsItsOwn() throws Exception {
        assertThat(parent.post(account(createdSid("x")), "Status", "asleep").code())
                .isEqualTo(21475);
        assertThat(parent.post(account(simulator.accountSid()), "Status", "suspended")
                        .code())
                .isEqualTo(21477);
    }

    @Test
    void aSubaccountActsUponItselfOnly() throws Exception {
        var created = parent.post(ACCOUNTS, "FriendlyName", "child");
        var sibling = createdSid("sibling");
        try (var own = new RawClient(simulator.baseUrl(), created.text("sid"), created.text("auth_token"))) {
            assertThat(own.get(account(created.text("sid"))).status()).isEqualTo(200);
            assertThat(own.get(account(sibling)).code()).isEqualTo(20003);
            assertThat(own.get(account(simulator.accountSid())).code()).isEqualTo(20003);
            assertThat(own.post(ACCOUNTS, "FriendlyName", "grandchild").code()).isEqualTo(21101);
            assertThat(own.post(account(created.text("sid")), "Status", "closed")
                            .code())
                    .isEqualTo(20003);
        }
    }

    @Test
    void credentialsAreChecked() throws Exception {
        try (var nobody = new RawClient(simulator.baseUrl(), null, null);
                var wrong = new RawClient(simulator.baseUrl(), simulator.accountSid(), "wrong")) {
            var refused = nobody.get(ACCOUNTS);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.json()).isEqualTo(new ObjectMapper().readTree("""
                                    {"code": 20003, "message": "Authentication Error - No credentials provided",
                                     "more_info": "https://www.twilio.com/docs/errors/20003", "status": 401}
                                    """));
            assertThat(wrong.get(ACCOUNTS).code()).isEqualTo(20003);
        }
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        var missing = parent.get(account("AC" + "0".repeat(32)));
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.code()).isEqualTo(20404);
        assertThat(missing.text("message"))
                .isEqualTo("The requested resource /2010-04-01/Accounts/AC" + "0".repeat(32) + ".json was not found");
        assertThat(parent.get("api.twilio.com/2010-04-01/Nothing.json").code()).isEqualTo(20404);
        assertThat(parent.delete(ACCOUNTS).status()).isEqualTo(405);
    }
}
