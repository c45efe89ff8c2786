package dev.tenantry.twilio.simulator.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.security.RequestValidator;
import dev.tenantry.twilio.simulator.testing.CallbackReceiver;
import dev.tenantry.twilio.simulator.testing.RawClient;
import dev.tenantry.twilio.simulator.testing.RegistrationTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Twilio sends when the control API says so, checked by the validator of Twilio's own library. */
class CallbacksTest extends RegistrationTest {

    private String trigger(String url) throws Exception {
        return own.post(
                        "api.twilio.com/2010-04-01/Accounts/" + account + "/Usage/Triggers.json",
                        "CallbackUrl",
                        url,
                        "TriggerValue",
                        "50",
                        "UsageCategory",
                        "totalprice",
                        "TriggerBy",
                        "price")
                .text("sid");
    }

    private CallbackReceiver.Received received() throws InterruptedException {
        return receiver.await(1, _ -> true).getFirst();
    }

    private RawClient.Answer fire(String sid) throws Exception {
        return own.control("POST", "/_simulator/callbacks", """
                {"type": "usage-trigger", "sid": "%s", "currentValue": "51.25"}
                """.formatted(sid));
    }

    @Test
    void aUsageTriggerFires() throws Exception {
        var sid = trigger(receiver.url("/webhooks/org-1?step=alarm"));

        assertThat(fire(sid).json().at("/deliveries/0/status").intValue()).isEqualTo(204);

        var callback = received();
        assertThat(callback.isSigned()).isTrue();
        var form = callback.form();
        assertThat(new RequestValidator(simulator.authToken()).validate(callback.url(), form, callback.signature()))
                .isFalse();
        assertThat(form)
                .containsEntry("AccountSid", account)
                .containsEntry("UsageTriggerSid", sid)
                .containsEntry("UsageCategory", "totalprice")
                .containsEntry("TriggerBy", "price")
                .containsEntry("TriggerValue", "50")
                .containsEntry("CurrentValue", "51.25")
                .containsEntry("Recurring", "alltime")
                .containsKeys("DateFired", "UsageRecordUri", "IdempotencyToken");
        var trigger = own.get("api.twilio.com/2010-04-01/Accounts/" + account + "/Usage/Triggers/" + sid + ".json");
        assertThat(trigger.text("current_value")).isEqualTo("51.25");
        assertThat(trigger.text("date_fired")).isEqualTo(form.get("DateFired"));
    }

    @Test
    void anEventGoesToTheSinksThatSubscribe() throws Exception {
        var type = "com.twilio.messaging.compliance.brand-registration.brand-registered";
        subscribe("brand-registration.brand-registered");
        subscribe("campaign-registration.campaign-approved");

        var sent = own.control("POST", "/_simulator/callbacks", """
                {"type": "event", "accountSid": "%s", "eventType": "%s", "data": {"brandsid": "BN1"}}
                """.formatted(account, type));

        assertThat(sent.json().get("deliveries")).hasSize(1);
        var delivery = received();
        assertThat(delivery.type()).isEqualTo("application/json");
        assertThat(delivery.isSigned()).isTrue();
        var event = delivery.event();
        assertThat(event.get("specversion").textValue()).isEqualTo("1.0");
        assertThat(event.get("type").textValue()).isEqualTo(type);
        assertThat(event.get("id").textValue()).matches("EZ[0-9a-f]{32}");
        assertThat(event.at("/data/brandsid").textValue()).isEqualTo("BN1");
    }

    @Test
    void aBundlesStatusIsSentAsItIs() throws Exception {
        var profile = registrations.profile("Example Inc", "StatusCallback", receiver.url("/hook"));

        own.control("POST", "/_simulator/callbacks", "{\"type\": \"bundle-status\", \"sid\": \"" + profile + "\"}");

        assertThat(received().form()).containsEntry("BundleSid", profile).containsEntry("Status", "draft");
    }

    @Test
    void credentialsInAUrlAreSentAndConnectionSettingsAreNot() throws Exception {
        fire(trigger(receiver.url("/hook#rc=2").replace("http://", "http://user:pass@")));

        var callback = received();
        assertThat(callback.url()).isEqualTo(receiver.url("/hook"));
        assertThat(callback.authorization()).isEqualTo("Basic dXNlcjpwYXNz");
    }

    @Test
    void whatCannotBeSentIsReported() throws Exception {
        var sid = trigger(receiver.url("/hook"));
        receiver.close();

        var delivery = fire(sid).json().at("/deliveries/0");
        assertThat(delivery.get("status").isNull()).isTrue();
        assertThat(delivery.get("error").textValue()).contains("ConnectException");
        assertThat(fire("UTnone").status()).isEqualTo(404);
        for (var nonsense : List.of("{}", "{\"type\": \"x\"}", "not JSON")) {
            assertThat(own.control("POST", "/_simulator/callbacks", nonsense).status())
                    .isEqualTo(400);
        }
    }
}
