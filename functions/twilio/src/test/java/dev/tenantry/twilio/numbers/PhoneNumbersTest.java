package dev.tenantry.twilio.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.TryAnotherException;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.twilio.fixture.Bodies;
import dev.tenantry.twilio.fixture.TenantAccountFixture;
import dev.tenantry.twilio.numbers.EmergencyCalling.AddressStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneNumbersTest extends TenantAccountFixture {

    private static final String ACCOUNT = "/api.twilio.com/2010-04-01/Accounts/" + Bodies.TENANT_SID;
    private static final String NUMBERS = ACCOUNT + "/IncomingPhoneNumbers.json";
    private static final PhoneNumber NUMBER =
            number("PN00000000000000000000000000000001", "+14155550100", "org_acme#1");

    @Test
    void buysANumber() {
        server.then(201, Bodies.incomingPhoneNumber().toString());

        assertThat(tenant.phoneNumbers().purchase("+14155550100", "org_acme#1")).isEqualTo(NUMBER);

        var request = server.received().getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.uri()).hasToString(NUMBERS);
        assertThat(request.body().split("&"))
                .containsExactlyInAnyOrder("PhoneNumber=%2B14155550100", "FriendlyName=org_acme%231");
    }

    @Test
    void triesAnotherWhenTheNumberIsSold() {
        server.then(400, Bodies.error(400, 21422, "+14155550100 is not available"));

        assertThatThrownBy(() -> tenant.phoneNumbers().purchase("+14155550100", "org_acme#1"))
                .isInstanceOf(TryAnotherException.class)
                .hasMessageStartingWith("The number +14155550100 was not bought: it is no longer for sale.");
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void findsANumberByItsExactName() {
        var numbers =
                List.of(Bodies.incomingPhoneNumber("PN2", "+14155550111", "org_acme#10"), Bodies.incomingPhoneNumber());
        server.then(200, Bodies.page("incoming_phone_numbers", numbers));

        assertThat(tenant.phoneNumbers().find("org_acme#1")).contains(NUMBER);

        assertThat(server.received().getFirst().uri().getRawQuery()).contains("FriendlyName=org_acme%231");
    }

    @Test
    void asksAHumanWhichOfTwoNumbersToKeep() {
        var numbers =
                List.of(Bodies.incomingPhoneNumber("PN2", "+14155550111", "org_acme#1"), Bodies.incomingPhoneNumber());
        server.then(200, Bodies.page("incoming_phone_numbers", numbers));

        assertThatThrownBy(() -> tenant.phoneNumbers().find("org_acme#1"))
                .isInstanceOf(NeedsHumanException.class)
                .hasMessageContainingAll("PN2", "PN00000000000000000000000000000001");
    }

    @Test
    void fetchesANumber() {
        server.then(200, Bodies.incomingPhoneNumber().toString());

        assertThat(tenant.phoneNumbers().fetch("PN00000000000000000000000000000001"))
                .contains(NUMBER);

        assertThat(server.received().getFirst().uri())
                .hasToString(ACCOUNT + "/IncomingPhoneNumbers/PN00000000000000000000000000000001.json");
    }

    @Test
    void listsTheNumbersOfEveryPage() {
        var next = "/2010-04-01/Accounts/" + Bodies.TENANT_SID
                + "/IncomingPhoneNumbers.json?PageSize=1000&Page=1&PageToken=PAPN1";
        server.then(200, Bodies.page("incoming_phone_numbers", next, List.of(Bodies.incomingPhoneNumber())))
                .then(
                        200,
                        Bodies.page(
                                "incoming_phone_numbers",
                                List.of(Bodies.incomingPhoneNumber("PN2", "+14155550111", "org_acme#2"))));

        assertThat(tenant.phoneNumbers().list()).containsExactly(NUMBER, number("PN2", "+14155550111", "org_acme#2"));

        assertThat(server.received())
                .extracting(request -> request.uri().toString())
                .containsExactly(NUMBERS + "?PageSize=1000", "/api.twilio.com" + next);
    }

    @Test
    void isEmptyForANumberThatIsGone() {
        server.then(404, Bodies.notFound());

        assertThat(tenant.phoneNumbers().fetch("PN1")).isEmpty();
    }

    @Test
    void readsWhereItsCallsGo() {
        server.then(
                200,
                Bodies.incomingPhoneNumber()
                        .put("voice_application_sid", "AP1")
                        .put("trunk_sid", "TK1")
                        .toString());

        assertThat(tenant.phoneNumbers().fetch("PN1")).hasValueSatisfying(number -> {
            assertThat(number.voiceApplicationSid()).contains("AP1");
            assertThat(number.trunkSid()).contains("TK1");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "registered, REGISTERED",
        "unregistered, UNREGISTERED",
        "pending-registration, PENDING_REGISTRATION",
        "registration-failure, REGISTRATION_FAILURE",
        "pending-unregistration, PENDING_UNREGISTRATION",
        "unregistration-failure, UNREGISTRATION_FAILURE"
    })
    void readsHowFarItsEmergencyAddressIs(String word, AddressStatus status) {
        server.then(
                200,
                Bodies.incomingPhoneNumber()
                        .put("emergency_address_sid", "AD1")
                        .put("emergency_address_status", word)
                        .put("emergency_status", "Active")
                        .toString());

        assertThat(tenant.phoneNumbers().fetch("PN1"))
                .map(PhoneNumber::emergencyCalling)
                .contains(new EmergencyCalling(Optional.of("AD1"), Optional.of(status), true));
    }

    /** A purchase must not be in doubt for a word that has nothing to do with it. */
    @Test
    void buysANumberWhoseEmergencyAddressIsInAnUnknownState() {
        server.then(
                201,
                Bodies.incomingPhoneNumber()
                        .put("emergency_address_status", "something-new")
                        .toString());

        assertThat(tenant.phoneNumbers().purchase("+14155550100", "org_acme#1").emergencyCalling())
                .isEqualTo(new EmergencyCalling(Optional.empty(), Optional.empty(), false));
    }

    @ParameterizedTest
    @CsvSource({"AP1, VoiceApplicationSid=AP1", ", VoiceApplicationSid="})
    void setsTheVoiceApplication(String applicationSid, String sent) {
        server.then(200, Bodies.incomingPhoneNumber().toString());

        assertThat(tenant.phoneNumbers().setVoiceApplication(NUMBER.sid(), Optional.ofNullable(applicationSid)))
                .isEqualTo(NUMBER);

        assertThat(request().method()).isEqualTo("POST");
        assertThat(request().uri()).hasToString(ACCOUNT + "/IncomingPhoneNumbers/" + NUMBER.sid() + ".json");
        assertThat(request().form()).containsExactly(sent);
    }

    @ParameterizedTest
    @CsvSource({"AD1, EmergencyAddressSid=AD1", ", EmergencyAddressSid="})
    void setsTheEmergencyAddress(String addressSid, String sent) {
        server.then(200, Bodies.incomingPhoneNumber().toString());

        tenant.phoneNumbers().setEmergencyAddress(NUMBER.sid(), Optional.ofNullable(addressSid));

        assertThat(request().uri()).hasToString(ACCOUNT + "/IncomingPhoneNumbers/" + NUMBER.sid() + ".json");
        assertThat(request().form()).containsExactly(sent);
    }

    @Test
    void takesEverythingOffANumberOrFindsItGone() {
        server.then(200, Bodies.incomingPhoneNumber().toString()).then(404, Bodies.notFound());

        tenant.phoneNumbers().clear(NUMBER.sid());
        tenant.phoneNumbers().clear(NUMBER.sid());

        assertThat(server.received()).hasSize(2);
        assertThat(server.received().getFirst().uri())
                .hasToString(ACCOUNT + "/IncomingPhoneNumbers/" + NUMBER.sid() + ".json");
        assertThat(server.received().getFirst().body().split("&"))
                .containsExactlyInAnyOrder(
                        "VoiceApplicationSid=",
                        "VoiceUrl=",
                        "VoiceFallbackUrl=",
                        "StatusCallback=",
                        "SmsApplicationSid=",
                        "SmsUrl=",
                        "SmsFallbackUrl=",
                        "EmergencyAddressSid=");
    }

    @Test
    void releasesANumberOrFindsItGone() {
        server.then(204, "").then(404, Bodies.notFound()).then(503, "");

        tenant.phoneNumbers().release(NUMBER.sid());
        tenant.phoneNumbers().release(NUMBER.sid());
        assertThatThrownBy(() -> tenant.phoneNumbers().release(NUMBER.sid()))
                .isInstanceOf(UnknownOutcomeException.class)
                .hasMessageStartingWith("It is not known whether the number " + NUMBER.sid() + " was released");

        assertThat(server.received()).hasSize(3).allSatisfy(request -> assertThat(
                        request.method() + " " + request.uri())
                .isEqualTo("DELETE " + ACCOUNT + "/IncomingPhoneNumbers/" + NUMBER.sid() + ".json"));
    }

    private static PhoneNumber number(String sid, String phoneNumber, String friendlyName) {
        return new PhoneNumber(
                sid,
                phoneNumber,
                friendlyName,
                true,
                Optional.empty(),
                Optional.empty(),
                new EmergencyCalling(Optional.empty(), Optional.of(AddressStatus.UNREGISTERED), false));
    }
}
