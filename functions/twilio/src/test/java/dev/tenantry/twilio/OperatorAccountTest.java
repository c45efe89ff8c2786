package dev.tenantry.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.twilio.account.Secret;
import dev.tenantry.twilio.account.Subaccount;
import dev.tenantry.twilio.account.TwilioCredentials;
import dev.tenantry.twilio.fixture.Bodies;
import dev.tenantry.twilio.fixture.ScriptedTwilio;
import dev.tenantry.twilio.numbers.PhoneNumber;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperatorAccountTest {

    private static final String ACCOUNTS = "/api.twilio.com/2010-04-01/Accounts.json";

    private ScriptedTwilio server;
    private Twilio twilio;
    private OperatorAccount operator;

    @BeforeEach
    void start() {
        server = new ScriptedTwilio();
        twilio = new Twilio(server.settings());
        operator = twilio.operator(new TwilioCredentials(Bodies.OPERATOR_SID, new Secret("operatorsecret")));
    }

    @AfterEach
    void stop() {
        twilio.close();
        server.close();
    }

    @Test
    void createsASubaccount() {
        server.then(201, Bodies.account().toString());

        var created = operator.createSubaccount("org_acme");

        assertThat(created)
                .isEqualTo(new Subaccount(
                        Bodies.TENANT_SID,
                        "org_acme",
                        Subaccount.Status.ACTIVE,
                        Optional.of(new Secret(Bodies.TENANT_TOKEN))));
        assertThat(created.credentials())
                .isEqualTo(new TwilioCredentials(Bodies.TENANT_SID, new Secret(Bodies.TENANT_TOKEN)));
        var request = server.received().getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.uri()).hasToString(ACCOUNTS);
        assertThat(request.body()).isEqualTo("FriendlyName=org_acme");
        assertThat(request.header("Authorization"))
                .isEqualTo("Basic " + base64(Bodies.OPERATOR_SID + ":operatorsecret"));
    }

    @Test
    void closesASubaccount() {
        server.then(200, Bodies.account().put("status", "closed").toString());

        operator.closeSubaccount(Bodies.TENANT_SID);

        var request = server.received().getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.uri()).hasToString("/api.twilio.com/2010-04-01/Accounts/" + Bodies.TENANT_SID + ".json");
        assertThat(request.body()).isEqualTo("Status=closed");
        assertThat(request.header("Authorization"))
                .isEqualTo("Basic " + base64(Bodies.OPERATOR_SID + ":operatorsecret"));
    }

    @Test
    void takesANumberOfASubaccountOrFindsItGone() {
        server.then(200, Bodies.incomingPhoneNumber().toString()).then(404, Bodies.notFound());

        operator.takeNumber(Bodies.TENANT_SID, "PN1");
        operator.takeNumber(Bodies.TENANT_SID, "PN1");

        assertThat(server.received()).hasSize(2).allSatisfy(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.uri())
                    .hasToString("/api.twilio.com/2010-04-01/Accounts/" + Bodies.TENANT_SID
                            + "/IncomingPhoneNumbers/PN1.json");
            assertThat(request.body().split("&"))
                    .containsExactlyInAnyOrder("AccountSid=" + Bodies.OPERATOR_SID, "FriendlyName=");
            assertThat(request.header("Authorization"))
                    .isEqualTo("Basic " + base64(Bodies.OPERATOR_SID + ":operatorsecret"));
        });
    }

    /** What is gone may be listed for a while. */
    @Test
    void listsTheNumbersOfASubaccountThatAreReallyThere() {
        var listed = List.of(
                Bodies.incomingPhoneNumber("PN1", "+14155550100", "one"),
                Bodies.incomingPhoneNumber("PN2", "+14155550111", "two"));
        server.then(200, Bodies.page("incoming_phone_numbers", listed))
                .then(404, Bodies.notFound())
                .then(200, listed.getLast().toString());

        assertThat(operator.numbersOf(Bodies.TENANT_SID))
                .extracting(PhoneNumber::phoneNumber)
                .containsExactly("+14155550111");

        assertThat(server.received()).allSatisfy(request -> assertThat(
                        request.uri().toString())
                .startsWith("/api.twilio.com/2010-04-01/Accounts/" + Bodies.TENANT_SID + "/IncomingPhoneNumbers"));
    }

    @Test
    void refusesANameThatTwilioWouldNotKeep() {
        assertThatThrownBy(() -> operator.createSubaccount("x".repeat(65)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> operator.createSubaccount(" ")).isInstanceOf(IllegalArgumentException.class);

        assertThat(server.received()).isEmpty();
    }

    /** The list holds the parent account too, and a name may be matched loosely. */
    @Test
    void findsTheActiveSubaccountOfExactlyThisName() {
        var accounts = List.of(
                Bodies.account(Bodies.OPERATOR_SID, "org_acme", "active"),
                Bodies.account("AC00000000000000000000000000000003", "org_acme_2", "active"),
                Bodies.account("AC00000000000000000000000000000004", "org_acme", "closed"),
                Bodies.account(Bodies.TENANT_SID, "org_acme", "active"));
        server.then(200, Bodies.page("accounts", accounts));

        assertThat(operator.findActiveSubaccounts("org_acme"))
                .extracting(Subaccount::sid)
                .containsExactly(Bodies.TENANT_SID);

        assertThat(server.received().getFirst().uri().getPath()).isEqualTo(ACCOUNTS);
        assertThat(server.received().getFirst().uri().getQuery().split("&"))
                .containsExactlyInAnyOrder("FriendlyName=org_acme", "Status=active");
    }

    /**
     * The older API gives the next page as a path in {@code next_page_uri}. A page may be empty and not the last one.
     */
    @Test
    void looksAtEveryPage() {
        var next = "/2010-04-01/Accounts.json?FriendlyName=org_acme&Status=active&PageSize=50&Page=1&PageToken=PAAC1";
        var other = Bodies.account("AC00000000000000000000000000000003", "org_acme_2", "active");
        var last = next.replace("Page=1", "Page=2");
        server.then(200, Bodies.page("accounts", next, List.of(other)))
                .then(200, Bodies.page("accounts", last, List.of()))
                .then(200, Bodies.page("accounts", List.of(Bodies.account())));

        assertThat(operator.findActiveSubaccounts("org_acme"))
                .extracting(Subaccount::sid)
                .containsExactly(Bodies.TENANT_SID);

        assertThat(server.received().getLast().uri()).hasToString("/api.twilio.com" + last);
    }

    @Test
    void findsNothing() {
        server.then(200, Bodies.page("accounts", List.of()));

        assertThat(operator.findActiveSubaccounts("org_acme")).isEmpty();
    }

    @Test
    void findsAllOfTheName() {
        var accounts = List.of(
                Bodies.account(Bodies.TENANT_SID, "org_acme", "active"),
                Bodies.account("AC00000000000000000000000000000003", "org_acme", "active"));
        server.then(200, Bodies.page("accounts", accounts));

        assertThat(operator.findActiveSubaccounts("org_acme"))
                .extracting(Subaccount::sid)
                .containsExactly(Bodies.TENANT_SID, "AC00000000000000000000000000000003");
    }

    @Test
    void fetchesASubaccountThatShowsNoToken() {
        var account = Bodies.account(Bodies.TENANT_SID, "org_acme", "suspended");
        account.remove("auth_token");
        server.then(200, account.toString());

        var subaccount = operator.fetchSubaccount(Bodies.TENANT_SID);

        assertThat(subaccount.status()).isEqualTo(Subaccount.Status.SUSPENDED);
        assertThat(subaccount.authToken()).isEmpty();
        assertThatThrownBy(subaccount::credentials)
                .isInstanceOf(NeedsHumanException.class)
                .hasMessageContaining(Bodies.TENANT_SID);
        assertThat(server.received().getFirst().uri())
                .hasToString("/api.twilio.com/2010-04-01/Accounts/" + Bodies.TENANT_SID + ".json");
    }

    @Test
    void tellsThatASubaccountIsUnknown() {
        server.then(404, Bodies.error(404, 20404, "The requested resource was not found"));

        assertThatThrownBy(() -> operator.fetchSubaccount(Bodies.TENANT_SID))
                .isInstanceOf(PermanentFailureException.class)
                .hasMessageStartingWith("The Twilio subaccount " + Bodies.TENANT_SID + " was not read");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
