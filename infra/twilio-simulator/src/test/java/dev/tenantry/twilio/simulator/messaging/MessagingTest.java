package dev.tenantry.twilio.simulator.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.twilio.simulator.TwilioSimulator;
import dev.tenantry.twilio.simulator.testing.RawClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messaging services and their sender pools (Twilio docs: Messaging Service; errors 21710, 21712, 21714). */
class MessagingTest {
    private static final String SERVICES = "messaging.twilio.com/v1/Services";

    private TwilioSimulator simulator;
    private RawClient client;
    private String numbers;

    @BeforeEach
    void start() throws Exception {
        simulator = TwilioSimulator.builder()
                .speed(Double.POSITIVE_INFINITY)
                .maxSenders(2)
                .start();
        client = RawClient.ofParent(simulator);
        numbers = "api.twilio.com/2010-04-01/Accounts/" + simulator.accountSid() + "/IncomingPhoneNumbers";
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        simulator.close();
    }

    private String pool() throws Exception {
        return SERVICES + "/" + client.post(SERVICES, "FriendlyName", "org-1").text("sid") + "/PhoneNumbers";
    }

    private String number(String smsEnabled) throws Exception {
        var found = client.get("api.twilio.com/2010-04-01/Accounts/" + simulator.accountSid()
                + "/AvailablePhoneNumbers/US/Local.json?AreaCode=415&SmsEnabled=" + smsEnabled);
        var number = found.json().at("/available_phone_numbers/0/phone_number").textValue();
        return client.post(numbers + ".json", "PhoneNumber", number).text("sid");
    }

    @Test
    void aServiceHasTheDefaultsOfTheReference() throws Exception {
        var service = client.post(SERVICES, "FriendlyName", "org-1");

        assertThat(service.status()).isEqualTo(201);
        assertThat(service.text("sid")).matches("MG[0-9a-f]{32}");
        assertThat(service.json().get("sticky_sender").booleanValue()).isTrue();
        assertThat(service.json().get("smart_encoding").booleanValue()).isTrue();
        assertThat(service.json().get("use_inbound_webhook_on_number").booleanValue())
                .isFalse();
        assertThat(service.text("inbound_method")).isEqualTo("POST");
        assertThat(service.text("scan_message_content")).isEqualTo("inherit");
        assertThat(service.text("url")).isEqualTo("https://" + SERVICES + "/" + service.text("sid"));
        assertThat(service.text("date_created")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    }

    @Test
    void anEmptyUrlTakesTheUrlAway() throws Exception {
        var service = client.post(SERVICES, "FriendlyName", "org-1", "InboundRequestUrl", "https://example.com/sms");
        assertThat(service.text("inbound_request_url")).isEqualTo("https://example.com/sms");

        var cleared = client.post(SERVICES + "/" + service.text("sid"), "InboundRequestUrl", "");

        assertThat(cleared.json().get("inbound_request_url").isNull()).isTrue();
    }

    @Test
    void aNumberIsAttachedOnce() throws Exception {
        var pool = pool();
        var number = number("true");

        var attached = client.post(pool, "PhoneNumberSid", number);
        assertThat(attached.status()).isEqualTo(201);
        assertThat(attached.text("sid")).isEqualTo(number);
        assertThat(attached.text("country_code")).isEqualTo("US");
        assertThat(attached.json().get("capabilities"))
                .extracting(Object::toString)
                .contains("\"SMS\"");

        var again = client.post(pool, "PhoneNumberSid", number);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo(21710);
        assertThat(client.post(pool(), "PhoneNumberSid", number).code()).isEqualTo(21712);
    }

    @Test
    void aPoolIsLimited() throws Exception {
        var pool = pool();
        client.post(pool, "PhoneNumberSid", number("true"));
        client.post(pool, "PhoneNumberSid", number("true"));

        assertThat(client.post(pool, "PhoneNumberSid", number("true")).code()).isEqualTo(21714);
    }

    @Test
    void numbersThatCannotTextOrAreNotThereAreRefused() throws Exception {
        var pool = pool();
        assertThat(client.post(pool, "PhoneNumberSid", number("false")).code()).isEqualTo(21715);
        assertThat(client.post(pool, "PhoneNumberSid", "PN" + "0".repeat(32)).code())
                .isEqualTo(20404);
        assertThat(client.post(pool).code()).isEqualTo(20001);
    }

    @Test
    void aReleasedNumberLeavesItsService() throws Exception {
        var pool = pool();
        var number = number("true");
        client.post(pool, "PhoneNumberSid", number);

        client.delete(numbers + "/" + number + ".json");

        assertThat(client.get(pool).json().get("phone_numbers")).isEmpty();
    }

    @Test
    void aDeletedServiceLetsItsNumbersGo() throws Exception {
        var pool = pool();
        var number = number("true");
        client.post(pool, "PhoneNumberSid", number);

        assertThat(client.delete(pool.replace("/PhoneNumbers", "")).status()).isEqualTo(204);

        assertThat(client.get(pool).status()).isEqualTo(404);
        assertThat(client.post(pool(), "PhoneNumberSid", number).status()).isEqualTo(201);
    }

    @Test
    void listsHaveTheirPagesInMeta() throws Exception {
        for (int i = 0; i < 3; i++) {
            pool();
        }

        var first = client.get(SERVICES + "?PageSize=2").json();
        assertThat(first.get("services")).hasSize(2);
        assertThat(first.at("/meta/key").textValue()).isEqualTo("services");
        assertThat(first.at("/meta/first_page_url").textValue())
                .isEqualTo("https://" + SERVICES + "?PageSize=2&Page=0");
        assertThat(first.at("/meta/previous_page_url").isNull()).isTrue();
        var next = first.at("/meta/next_page_url").textValue();
        assertThat(next).startsWith("https://" + SERVICES + "?PageSize=2&Page=1&PageToken=PA");
        var second = client.get(next.replace("https://", "")).json();
        assertThat(second.get("services")).hasSize(1);
        assertThat(second.at("/meta/next_page_url").isNull()).isTrue();
        assertThat(client.get(second.at("/meta/previous_page_url").textValue().replace("https://", ""))
                        .json()
                        .get("services"))
                .isEqualTo(first.get("services"));
        assertThat(client.get(SERVICES + "?PageSize=1001").code()).isEqualTo(20007);
    }

    @Test
    void aServiceNeedsAName() throws Exception {
        var refused = client.post(SERVICES);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("message")).isEqualTo("Missing required parameter FriendlyName in the post body");
    }

    @Test
    void aServiceHasOneAlphanumericSenderAtMost() throws Exception {
        var service =
                SERVICES + "/" + client.post(SERVICES, "FriendlyName", "org-1").text("sid");
        var senders = service + "/AlphaSenders";

        var sender = client.post(senders, "AlphaSender", "Test Company".substring(0, 11));

        assertThat(sender.status()).isEqualTo(201);
        assertThat(sender.text("sid")).matches("AI[0-9a-f]{32}");
        assertThat(sender.text("alpha_sender")).isEqualTo("Test Compan");
        assertThat(sender.json().get("capabilities").get(0).textValue()).isEqualTo("SMS");
        assertThat(client.post(senders, "AlphaSender", "Another").code()).isEqualTo(21714);
        assertThat(client.delete(senders + "/" + sender.text("sid")).status()).isEqualTo(204);
        assertThat(client.post(senders, "AlphaSender", "Another").status()).isEqualTo(201);
    }

    @Test
    void anAlphanumericSenderIsRefusedForItsCharacters() throws Exception {
        var senders =
                SERVICES + "/" + client.post(SERVICES, "FriendlyName", "org-1").text("sid") + "/AlphaSenders";

        assertThat(client.post(senders, "AlphaSender", "Twelve chars").status()).isEqualTo(400);
        assertThat(client.post(senders, "AlphaSender", "12345").status()).isEqualTo(400);
        assertThat(client.post(senders, "AlphaSender", "Café").status()).isEqualTo(400);
    }

    @Test
    void anAlphanumericSenderGoesWithItsService() throws Exception {
        var service =
                SERVICES + "/" + client.post(SERVICES, "FriendlyName", "org-1").text("sid");
        var sender =
                client.post(service + "/AlphaSenders", "AlphaSender", "Acme").text("sid");

        client.delete(service);

        assertThat(client.get(service + "/AlphaSenders/" + sender).status()).isEqualTo(404);
    }
}
