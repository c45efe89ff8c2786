package dev.tenantry.twilio.simulator.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.accounts.v1.AuthTokenPromotion;
import com.twilio.rest.accounts.v1.SecondaryAuthToken;
import com.twilio.security.RequestValidator;
import dev.tenantry.twilio.simulator.TwilioSimulator;
import dev.tenantry.twilio.simulator.testing.CallbackReceiver;
import dev.tenantry.twilio.simulator.testing.RawClient;
import dev.tenantry.twilio.simulator.testing.RedirectingHttpClient;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exchange of an account's auth token (Twilio docs: Secondary Auth Token, Auth Token Promotion). */
class AuthTokensTest {
    private static final String SECONDARY = "accounts.twilio.com/v1/AuthTokens/Secondary";
    private static final String PROMOTION = "accounts.twilio.com/v1/AuthTokens/Promote";
    private static final String SERVICES = "messaging.twilio.com/v1/Services";

    @Test
    void bothTokensAuthenticateUntilTheSecondIsPromoted() throws Exception {
        try (var simulator = start();
                var parent = RawClient.ofParent(simulator)) {
            var account = subaccount(parent);
            var sid = account.text("sid");
            var first = new RawClient(simulator.baseUrl(), sid, account.text("auth_token"));

            var created = first.post(SECONDARY);
            assertThat(created.status()).isEqualTo(201);
            assertThat(created.text("account_sid")).isEqualTo(sid);
            assertThat(created.text("secondary_auth_token")).matches("[0-9a-f]{32}");
            var second = new RawClient(simulator.baseUrl(), sid, created.text("secondary_auth_token"));
            assertThat(first.get(SERVICES).status()).isEqualTo(200);
            assertThat(second.get(SERVICES).status()).isEqualTo(200);
            assertThat(shown(parent, sid).text("auth_token")).isEqualTo(account.text("auth_token"));

            var promoted = second.post(PROMOTION);
            assertThat(promoted.status()).isEqualTo(200);
            assertThat(promoted.text("auth_token")).isEqualTo(created.text("secondary_auth_token"));
            assertThat(first.get(SERVICES).status()).isEqualTo(401);
            assertThat(first.get(SERVICES).code()).isEqualTo(20003);
            assertThat(second.get(SERVICES).status()).isEqualTo(200);
            assertThat(shown(parent, sid).text("auth_token")).isEqualTo(created.text("secondary_auth_token"));
            assertThat(shown(parent, sid).response().body()).doesNotContain("secondary\"");
        }
    }

    @Test
    void aSecondaryTokenThatIsDeletedIsRefusedAndCannotBePromoted() throws Exception {
        try (var simulator = start();
                var parent = RawClient.ofParent(simulator)) {
            var account = subaccount(parent);
            var own = new RawClient(simulator.baseUrl(), account.text("sid"), account.text("auth_token"));
            assertThat(own.post(PROMOTION).code()).isEqualTo(20404);
            assertThat(own.delete(SECONDARY).code()).isEqualTo(20404);
            var secondary = own.post(SECONDARY).text("secondary_auth_token");

            assertThat(own.delete(SECONDARY).status()).isEqualTo(204);

            var refused = new RawClient(simulator.baseUrl(), account.text("sid"), secondary);
            assertThat(refused.get(SERVICES).code()).isEqualTo(20003);
            assertThat(own.post(PROMOTION).code()).isEqualTo(20404);
        }
    }

    @Test
    void anApiKeyExchangesNoToken() throws Exception {
        try (var simulator = start();
                var parent = RawClient.ofParent(simulator)) {
            var account = subaccount(parent);
            var key = parent.post("api.twilio.com/2010-04-01/Accounts/" + account.text("sid") + "/Keys.json");
            var byKey = new RawClient(simulator.baseUrl(), key.text("sid"), key.text("secret"));

            assertThat(byKey.post(SECONDARY).code()).isEqualTo(20003);
            assertThat(byKey.post(PROMOTION).code()).isEqualTo(20003);
        }
    }

    @Test
    void callbacksAreSignedWithThePrimaryToken() throws Exception {
        try (var simulator = start();
                var receiver = new CallbackReceiver();
                var parent = RawClient.ofParent(simulator)) {
            var account = subaccount(parent);
            var own = new RawClient(simulator.baseUrl(), account.text("sid"), account.text("auth_token"));
            var alarm = own.post(
                            "api.twilio.com/2010-04-01/Accounts/" + account.text("sid") + "/Usage/Triggers.json",
                            "CallbackUrl",
                            receiver.url("/alarm"),
                            "TriggerValue",
                            "50",
                            "UsageCategory",
                            "totalprice")
                    .text("sid");
            var secondary = own.post(SECONDARY).text("secondary_auth_token");
            var fire = "{\"type\": \"usage-trigger\", \"sid\": \"" + alarm + "\", \"currentValue\": \"51.25\"}";

            parent.control("POST", "/_simulator/callbacks", fire);
            own.post(PROMOTION);
            parent.control("POST", "/_simulator/callbacks", fire);

            var received = receiver.await(2, _ -> true);
            assertThat(isSigned(received.getFirst(), account.text("auth_token")))
                    .isTrue();
            assertThat(isSigned(received.getFirst(), secondary)).isFalse();
            assertThat(isSigned(received.getLast(), account.text("auth_token"))).isFalse();
            assertThat(isSigned(received.getLast(), secondary)).isTrue();
        }
    }

    @Test
    void twiliosLibraryExchangesATokenThatSurvivesARestart(@TempDir Path data) throws Exception {
        String sid;
        String promoted;
        try (var simulator = TwilioSimulator.builder()
                        .speed(Double.POSITIVE_INFINITY)
                        .dataDirectory(data)
                        .start();
                var parent = RawClient.ofParent(simulator)) {
            var account = subaccount(parent);
            sid = account.text("sid");
            var client = new TwilioRestClient.Builder(sid, account.text("auth_token"))
                    .httpClient(new RedirectingHttpClient(simulator.baseUrl()))
                    .build();
            var secondary = SecondaryAuthToken.creator().create(client);
            promoted = AuthTokenPromotion.updater().update(client).getAuthToken();
            assertThat(promoted).isEqualTo(secondary.getSecondaryAuthToken());
        }
        try (var simulator = TwilioSimulator.builder()
                .speed(Double.POSITIVE_INFINITY)
                .dataDirectory(data)
                .start()) {
            var own = new RawClient(simulator.baseUrl(), sid, promoted);
            assertThat(own.get(SERVICES).status()).isEqualTo(200);
        }
    }

    private static boolean isSigned(CallbackReceiver.Received received, String authToken) {
        return new RequestValidator(authToken).validate(received.url(), received.form(), received.signature());
    }

    private static TwilioSimulator start() throws IOException {
        return TwilioSimulator.builder().speed(Double.POSITIVE_INFINITY).start();
    }

    private static RawClient.Answer subaccount(RawClient parent) throws Exception {
        return parent.post("api.twilio.com/2010-04-01/Accounts.json", "FriendlyName", "org-1");
    }

    private static RawClient.Answer shown(RawClient parent, String sid) throws Exception {
        return parent.get("api.twilio.com/2010-04-01/Accounts/" + sid + ".json");
    }
}
