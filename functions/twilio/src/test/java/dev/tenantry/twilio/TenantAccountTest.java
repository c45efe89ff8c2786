package dev.tenantry.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.job.NumberType;
import dev.tenantry.twilio.failure.NeedsHumanException;
import dev.tenantry.twilio.failure.TryAnotherException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantAccountTest {

    private static final String ACCOUNT = "/api.twilio.com/2010-04-01/Accounts/" + Bodies.TENANT_SID;
    private static final String NUMBERS = ACCOUNT + "/IncomingPhoneNumbers.json";
    private static final PhoneNumber NUMBER =
            new PhoneNumber("PN00000000000000000000000000000001", "+14155550100", "org_acme#1");

    private ScriptedTwilio server;
    private Twilio twilio;
    private TenantAccount tenant;

    @BeforeEach
    void start() {
        server = new ScriptedTwilio();
        twilio = new Twilio(server.settings());
        tenant = twilio.tenant(new TwilioCredentials(Bodies.TENANT_SID, new Secret(Bodies.TENANT_TOKEN)));
    }

    @AfterEach
    void stop() {
        twilio.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"LOCAL, US, Local", "TOLL_FREE, CA, TollFree", "MOBILE, GB, Mobile"})
    void searchesForNumbersThatNeedNoAddress(NumberType type, String country, String path) {
        server.then(200, Bodies.page("available_phone_numbers", List.of(Bodies.availableNumber())));

        var found = tenant.searchNumbers(new NumberQuery(country, type, Optional.of("415")), 5);

        assertThat(found)
                .containsExactly(new AvailableNumber("+14155550100", Optional.of("San Francisco"), Optional.of("CA")));
        var uri = server.received().getFirst().uri();
        assertThat(uri.getPath()).isEqualTo(ACCOUNT + "/AvailablePhoneNumbers/" + country + "/" + path + ".json");
        assertThat(uri.getQuery().split("&"))
                .containsExactlyInAnyOrder("AreaCode=415", "ExcludeAllAddressRequired=true", "PageSize=5");
    }

    @Test
    void searchesWithoutAnAreaCodeAndFindsNoTown() {
        var number = Bodies.availableNumber().putNull("locality").putNull("region");
        server.then(200, Bodies.page("available_phone_numbers", List.of(number, number)));

        var found = tenant.searchNumbers(new NumberQuery("US", NumberType.TOLL_FREE, Optional.empty()), 1);

        assertThat(found).containsExactly(new AvailableNumber("+14155550100", Optional.empty(), Optional.empty()));
        assertThat(server.received().getFirst().uri().getQuery()).doesNotContain("AreaCode");
    }

    @Test
    void buysANumber() {
        server.then(201, Bodies.incomingPhoneNumber().toString());

        assertThat(tenant.purchaseNumber("+14155550100", "org_acme#1")).isEqualTo(NUMBER);

        var request = server.received().getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.uri()).hasToString(NUMBERS);
        assertThat(request.body().split("&"))
                .containsExactlyInAnyOrder("PhoneNumber=%2B14155550100", "FriendlyName=org_acme%231");
    }

    @Test
    void triesAnotherWhenTheNumberIsSold() {
        server.then(400, Bodies.error(400, 21422, "+14155550100 is not available"));

        assertThatThrownBy(() -> tenant.purchaseNumber("+14155550100", "org_acme#1"))
                .isInstanceOf(TryAnotherException.class)
                .hasMessageStartingWith("The number +14155550100 was not bought: it is no longer for sale.");
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void findsANumberByItsExactName() {
        var numbers =
                List.of(Bodies.incomingPhoneNumber("PN2", "+14155550111", "org_acme#10"), Bodies.incomingPhoneNumber());
        server.then(200, Bodies.page("incoming_phone_numbers", numbers));

        assertThat(tenant.findNumberByFriendlyName("org_acme#1")).contains(NUMBER);

        assertThat(server.received().getFirst().uri().getRawQuery()).contains("FriendlyName=org_acme%231");
    }

    @Test
    void asksAHumanWhichOfTwoNumbersToKeep() {
        var numbers =
                List.of(Bodies.incomingPhoneNumber("PN2", "+14155550111", "org_acme#1"), Bodies.incomingPhoneNumber());
        server.then(200, Bodies.page("incoming_phone_numbers", numbers));

        assertThatThrownBy(() -> tenant.findNumberByFriendlyName("org_acme#1"))
                .isInstanceOf(NeedsHumanException.class)
                .hasMessageContainingAll("+14155550111 (PN2)", "+14155550100 (PN00000000000000000000000000000001)");
    }

    /** Twilio takes the number as a pattern, so that longer numbers may come back too. */
    @Test
    void findsANumberByItsExactDigits() {
        var numbers =
                List.of(Bodies.incomingPhoneNumber("PN2", "+141555501001", "other"), Bodies.incomingPhoneNumber());
        server.then(200, Bodies.page("incoming_phone_numbers", numbers))
                .then(200, Bodies.page("incoming_phone_numbers", List.of()));

        assertThat(tenant.findNumber("+14155550100")).contains(NUMBER);
        assertThat(tenant.findNumber("+14155550100")).isEmpty();

        assertThat(server.received().getFirst().uri().getRawQuery()).contains("PhoneNumber=%2B14155550100");
    }

    @Test
    void fetchesANumber() {
        server.then(200, Bodies.incomingPhoneNumber().toString());

        assertThat(tenant.fetchNumber("PN00000000000000000000000000000001")).isEqualTo(NUMBER);

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

        assertThat(tenant.listNumbers()).containsExactly(NUMBER, new PhoneNumber("PN2", "+14155550111", "org_acme#2"));

        assertThat(server.received())
                .extracting(request -> request.uri().toString())
                .containsExactly(NUMBERS + "?PageSize=1000", "/api.twilio.com" + next);
    }
}
