package dev.tenantry.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.twilio.failure.NeedsHumanException;
import dev.tenantry.twilio.failure.TryAnotherException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhoneNumbersTest extends TenantTest {

    private static final String ACCOUNT = "/api.twilio.com/2010-04-01/Accounts/" + Bodies.TENANT_SID;
    private static final String NUMBERS = ACCOUNT + "/IncomingPhoneNumbers.json";
    private static final PhoneNumber NUMBER =
            new PhoneNumber("PN00000000000000000000000000000001", "+14155550100", "org_acme#1");

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

    /** Twilio takes the number as a pattern, so that longer numbers may come back too. */
    @Test
    void findsANumberByItsExactDigits() {
        var numbers =
                List.of(Bodies.incomingPhoneNumber("PN2", "+141555501001", "other"), Bodies.incomingPhoneNumber());
        server.then(200, Bodies.page("incoming_phone_numbers", numbers))
                .then(200, Bodies.page("incoming_phone_numbers", List.of()));

        assertThat(tenant.phoneNumbers().findByPhoneNumber("+14155550100")).contains(NUMBER);
        assertThat(tenant.phoneNumbers().findByPhoneNumber("+14155550100")).isEmpty();

        assertThat(server.received().getFirst().uri().getRawQuery()).contains("PhoneNumber=%2B14155550100");
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

        assertThat(tenant.phoneNumbers().list())
                .containsExactly(NUMBER, new PhoneNumber("PN2", "+14155550111", "org_acme#2"));

        assertThat(server.received())
                .extracting(request -> request.uri().toString())
                .containsExactly(NUMBERS + "?PageSize=1000", "/api.twilio.com" + next);
    }
}
