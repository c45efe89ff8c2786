package dev.tenantry.twilio.simulator.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.twilio.simulator.TwilioSimulator;
import dev.tenantry.twilio.simulator.testing.RawClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** API keys, and what they may do (Twilio docs: Key resource; Subaccounts). */
class KeysTest {
    private TwilioSimulator simulator;
    private RawClient parent;
    private RawClient.Answer account;
    private String base;

    @BeforeEach
    void start() throws Exception {
        simulator = TwilioSimulator.builder().speed(Double.POSITIVE_INFINITY).start();
        parent = RawClient.ofParent(simulator);
        account = parent.post("api.twilio.com/2010-04-01/Accounts.json", "FriendlyName", "org-1");
        base = "api.twilio.com/2010-04-01/Accounts/" + account.text("sid");
    }

    @AfterEach
    void stop() throws Exception {
        parent.close();
        simulator.close();
    }

    private RawClient withKey(RawClient.Answer key) throws Exception {
        return new RawClient(simulator.baseUrl(), key.text("sid"), key.text("secret"));
    }

    @Test
    void theSecretIsShownOnce() throws Exception {
        var key = parent.post(base + "/Keys.json", "FriendlyName", "backend");

        assertThat(key.status()).isEqualTo(201);
        assertThat(key.text("secret")).matches("[A-Za-z0-9]{32}");
        assertThat(parent.get(base + "/Keys/" + key.text("sid") + ".json")
                        .json()
                        .has("secret"))
                .isFalse();
        assertThat(parent.get(base + "/Keys.json").response().body()).doesNotContain(key.text("secret"));
    }

    @Test
    void aKeyWorksForItsAccountOnEveryHostButNotForAccountsAndKeys() throws Exception {
        try (var byKey = withKey(parent.post(base + "/Keys.json"))) {
            assertThat(byKey.get(base + "/IncomingPhoneNumbers.json").status()).isEqualTo(200);
            assertThat(byKey.post("messaging.twilio.com/v1/Services", "FriendlyName", "x")
                            .status())
                    .isEqualTo(201);
            assertThat(byKey.post(base + "/Keys.json").code()).isEqualTo(20003);
            assertThat(byKey.post(base + ".json", "FriendlyName", "x").code()).isEqualTo(20003);
            assertThat(byKey.get("api.twilio.com/2010-04-01/Accounts.json").code())
                    .isEqualTo(20003);
        }
    }

    @Test
    void theParentsKeyDoesNotReachSubaccounts() throws Exception {
        var key = parent.post("api.twilio.com/2010-04-01/Accounts/" + simulator.accountSid() + "/Keys.json");
        try (var byKey = withKey(key)) {
            assertThat(byKey.get(base + "/IncomingPhoneNumbers.json").code()).isEqualTo(20003);
        }
    }

    @Test
    void aDeletedKeyAndAClosedAccountsKeyAreRefused() throws Exception {
        var key = parent.post(base + "/Keys.json");
        var other = parent.post(base + "/Keys.json");
        try (var byKey = withKey(key);
                var byOther = withKey(other)) {
            assertThat(parent.delete(base + "/Keys/" + key.text("sid") + ".json")
                            .status())
                    .isEqualTo(204);
            assertThat(byKey.get(base + "/Balance.json").code()).isEqualTo(20003);

            parent.post(base + ".json", "Status", "closed");
            assertThat(byOther.get(base + "/Balance.json").code()).isEqualTo(20003);
        }
    }

    @Test
    void aLongNameIsRefused() throws Exception {
        assertThat(parent.post(base + "/Keys.json", "FriendlyName", "x".repeat(65))
                        .code())
                .isEqualTo(70001);
    }

    @Test
    void theParentsTokenActsForASubaccountOnApiOnly() throws Exception {
        try (var own = new RawClient(simulator.baseUrl(), account.text("sid"), account.text("auth_token"))) {
            var service = own.post("messaging.twilio.com/v1/Services", "FriendlyName", "org-1");
            var path = "messaging.twilio.com/v1/Services/" + service.text("sid");

            assertThat(own.get(path).status()).isEqualTo(200);
            assertThat(parent.get(path).code()).isEqualTo(20404);
            assertThat(parent.get("messaging.twilio.com/v1/Services").json().get("services"))
                    .isEmpty();
            assertThat(parent.get(base + "/Balance.json").text("account_sid")).isEqualTo(account.text("sid"));
        }
    }
}
