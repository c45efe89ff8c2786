package dev.tenantry.twilio.simulator.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tenantry.twilio.simulator.testing.RawClient;
import dev.tenantry.twilio.simulator.testing.RegistrationClient;
import dev.tenantry.twilio.simulator.testing.RegistrationTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages and what the carriers do to them (Twilio docs: Message resource; errors 21610, 30032 to 30035). */
class MessagesTest extends RegistrationTest {
    private static final String US = "+14155550199";
    private static final String CANADA = "+14165550199";
    private static final String BRITAIN = "+447700900999";

    private String messages;

    @BeforeEach
    void path() {
        messages = "api.twilio.com/2010-04-01/Accounts/" + account + "/Messages";
    }

    @Test
    void anUnregisteredNumberReachesCanadaAndNotTheUnitedStates() throws Exception {
        var number = phoneNumber(registrations.localNumberIn(registrations.service()));

        var sent = send(number, US);

        assertThat(sent.status()).isEqualTo(201);
        assertThat(sent.text("sid")).matches("SM[0-9a-f]{32}");
        assertThat(sent.text("status")).isEqualTo("undelivered");
        assertThat(code(sent)).isEqualTo(30034);
        assertThat(send(number, CANADA).text("status")).isEqualTo("delivered");
        assertThat(send(number, BRITAIN).text("status")).isEqualTo("delivered");
        assertThat(own.get(messages + "/" + sent.text("sid") + ".json").json()).isEqualTo(sent.json());
        var list = own.get(messages + ".json?To=" + URLEncoder.encode(US, StandardCharsets.UTF_8));
        assertThat(list.json().get("messages")).hasSize(1);
    }

    @Test
    void aNumberOfAVerifiedCampaignIsRegisteredFirst() throws Exception {
        rule("{\"kind\": \"number\", \"rate\": 1, \"outcome\": {\"type\": \"never\"}}");
        var brand = registrations.approvedBrand();
        var service = registrations.service();
        var sid = registrations.localNumberIn(service);
        var number = phoneNumber(sid);
        var campaign = registrations
                .campaign(service, brand, RegistrationClient.DESCRIPTION)
                .text("sid");
        registrations.await(RegistrationClient.campaigns(service) + "/" + campaign, "campaign_status", "VERIFIED");

        assertThat(code(send(number, US))).isEqualTo(30035);

        decide(sid, "approve");
        assertThat(send(number, US).text("status")).isEqualTo("delivered");

        own.delete(RegistrationClient.SERVICES + "/" + service + "/PhoneNumbers/" + sid);
        assertThat(code(send(number, US))).isEqualTo(30034);
    }

    /** Twilio docs: errors 30033, 30990 and 21729. */
    @Test
    void aNumberOfASuspendedCampaignIsRefusedUntilThatIsLifted() throws Exception {
        var service = registrations.service();
        var number = phoneNumber(registrations.localNumberIn(service));
        var sid = registrations
                .campaign(service, registrations.approvedBrand(), RegistrationClient.DESCRIPTION)
                .text("sid");
        var campaign = RegistrationClient.campaigns(service) + "/" + sid;
        registrations.await(campaign, "campaign_status", "VERIFIED");
        await().until(() -> send(number, US).text("status"), "delivered"::equals);

        decide(sid, "suspend");

        assertThat(own.get(campaign).text("campaign_status")).isEqualTo("SUSPENDED");
        assertThat(code(send(number, US))).isEqualTo(30033);
        assertThat(send(number, CANADA).text("status")).isEqualTo("delivered");

        decide(sid, "approve");

        assertThat(own.get(campaign).text("campaign_status")).isEqualTo("VERIFIED");
        assertThat(send(number, US).text("status")).isEqualTo("delivered");
    }

    private void decide(String sid, String outcome) throws Exception {
        control(
                "/_simulator/reviews/decisions",
                "{\"sid\": \"" + sid + "\", \"outcome\": {\"type\": \"" + outcome + "\"}}");
    }

    @Test
    void aNumberOfAMockBrandsCampaignIsRefused() throws Exception {
        var brand = registrations
                .brand(registrations.bundles("Example Inc"), "Mock", "true")
                .text("sid");
        registrations.await(RegistrationClient.BRANDS + "/" + brand, "status", "APPROVED");
        var service = registrations.service();
        var number = phoneNumber(registrations.localNumberIn(service));
        var campaign = RegistrationClient.campaigns(service) + "/"
                + registrations
                        .campaign(service, brand, RegistrationClient.DESCRIPTION)
                        .text("sid");

        var verified = registrations.await(campaign, "campaign_status", "VERIFIED");

        assertThat(verified.json().get("mock").booleanValue()).isTrue();
        assertThat(code(send(number, US))).isEqualTo(30034);
    }

    @Test
    void aTollFreeNumberIsVerifiedFirst() throws Exception {
        var sid = registrations.tollfreeNumber("+18005550101");

        assertThat(code(send("+18005550101", US))).isEqualTo(30032);
        assertThat(code(send("+18005550101", CANADA))).isEqualTo(30032);
        assertThat(send("+18005550101", BRITAIN).text("status")).isEqualTo("delivered");

        var verification = registrations.verification(sid).text("sid");
        registrations.await(RegistrationClient.VERIFICATIONS + "/" + verification, "status", "TWILIO_APPROVED");
        assertThat(send("+18005550101", US).text("status")).isEqualTo("delivered");
    }

    @ParameterizedTest
    @CsvSource({
        "From=Acme&Body=x&To=%2B14155550199, 21612",
        "From=Acme&Body=x&To=0, 21211",
        "From=Acme&Body=x, 21604",
        "From=Acme&To=%2B447700900999, 21602",
        "Body=x&To=%2B14155550199, 21603",
        "From=%2B14155550198&Body=x&To=%2B14155550199, 21659",
        "MessagingServiceSid=MG0123456789abcdef0123456789abcdef&Body=x&To=%2B14155550199, 21701"
    })
    void whatTwilioRefusesAtOnce(String form, int code) throws Exception {
        var pairs = form.split("[&=]");
        for (var index = 1; index < pairs.length; index += 2) {
            pairs[index] = pairs[index].replace("%2B", "+");
        }

        var answer = own.post(messages + ".json", pairs);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("code").intValue()).isEqualTo(code);
    }

    @Test
    void aServiceSendsFromItsNumbersAndFromItsNameWhereNamesAreAllowed() throws Exception {
        var service = registrations.service();

        assertThat(by(service, US).json().get("code").intValue()).isEqualTo(21704);

        own.post(RegistrationClient.SERVICES + "/" + service + "/AlphaSenders", "AlphaSender", "Acme Ltd");
        assertThat(by(service, US).json().get("code").intValue()).isEqualTo(21703);
        assertThat(by(service, BRITAIN).text("from")).isEqualTo("Acme Ltd");

        var number = phoneNumber(registrations.localNumberIn(service));
        var sent = by(service, US);
        assertThat(sent.text("from")).isEqualTo(number);
        assertThat(sent.text("messaging_service_sid")).isEqualTo(service);
    }

    @Test
    void whoHasSaidStopIsSentNothingUntilStart() throws Exception {
        var number = phoneNumber(registrations.localNumberIn(registrations.service()));

        inbound(number, "Stop ");
        assertThat(send(number, CANADA).json().get("code").intValue()).isEqualTo(21610);
        assertThat(send(number, BRITAIN).status()).isEqualTo(201);

        inbound(number, "HELP");
        assertThat(send(number, CANADA).status()).isEqualTo(400);

        inbound(number, "start");
        assertThat(send(number, CANADA).status()).isEqualTo(201);
        assertThat(own.get(messages + ".json").json().findValuesAsText("direction"))
                .filteredOn("inbound"::equals)
                .hasSize(3);
    }

    private void inbound(String number, String body) throws Exception {
        control(
                "/_simulator/callbacks",
                "{\"type\": \"inbound-message\", \"from\": \"" + CANADA + "\", \"to\": \"" + number + "\", \"body\": \""
                        + body + "\"}");
    }

    private RawClient.Answer send(String from, String to) throws Exception {
        return own.post(messages + ".json", "From", from, "To", to, "Body", "Hello");
    }

    private RawClient.Answer by(String service, String to) throws Exception {
        return own.post(messages + ".json", "MessagingServiceSid", service, "To", to, "Body", "Hello");
    }

    private String phoneNumber(String sid) throws Exception {
        return own.get("api.twilio.com/2010-04-01/Accounts/" + account + "/IncomingPhoneNumbers/" + sid + ".json")
                .text("phone_number");
    }

    private static int code(RawClient.Answer sent) throws Exception {
        return sent.json().get("error_code").intValue();
    }
}
