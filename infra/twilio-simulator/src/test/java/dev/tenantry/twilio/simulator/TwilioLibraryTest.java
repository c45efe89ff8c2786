package dev.tenantry.twilio.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.Account;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.rest.api.v2010.account.availablephonenumbercountry.Local;
import com.twilio.rest.api.v2010.account.availablephonenumbercountry.Mobile;
import com.twilio.type.PhoneNumber;
import dev.tenantry.twilio.simulator.testing.RedirectingHttpClient;
import java.io.IOException;
import java.net.URI;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a program sees that uses Twilio's own Java library. */
class TwilioLibraryTest {
    private static TwilioSimulator simulator;
    private static TwilioRestClient parent;

    @BeforeAll
    static void start() throws IOException {
        simulator = TwilioSimulator.builder().speed(Double.POSITIVE_INFINITY).start();
        parent = client(simulator.accountSid(), simulator.authToken());
    }

    @AfterAll
    static void stop() throws IOException {
        simulator.close();
    }

    private static TwilioRestClient client(String accountSid, String token) {
        return new TwilioRestClient.Builder(accountSid, token)
                .httpClient(new RedirectingHttpClient(simulator.baseUrl()))
                .build();
    }

    @Test
    void makesASubaccountAndFindsItByItsName() {
        var created = Account.creator().setFriendlyName("org-17").create(parent);

        assertThat(created.getSid()).matches("AC[0-9a-f]{32}");
        assertThat(created.getAuthToken()).matches("[0-9a-f]{32}");
        assertThat(created.getOwnerAccountSid()).isEqualTo(simulator.accountSid());
        assertThat(created.getStatus()).isEqualTo(Account.Status.ACTIVE);
        assertThat(created.getType()).isEqualTo(Account.Type.FULL);
        assertThat(created.getDateCreated()).isNotNull();
        assertThat(Account.reader()
                        .setFriendlyName("org-17")
                        .setStatus(Account.Status.ACTIVE)
                        .read(parent))
                .extracting(Account::getSid)
                .containsExactly(created.getSid());
    }

    @Test
    void searchesAndBuysANumberWithTheSubaccountsOwnToken() {
        var account = Account.creator().setFriendlyName("buyer").create(parent);
        var own = client(account.getSid(), account.getAuthToken());

        var found = Local.reader("US")
                .setAreaCode(415)
                .setSmsEnabled(true)
                .setVoiceEnabled(true)
                .limit(3)
                .read(own);
        var offered = StreamSupport.stream(found.spliterator(), false).toList();
        assertThat(offered).hasSize(3).allSatisfy(number -> {
            assertThat(number.getPhoneNumber().getEndpoint()).startsWith("+1415");
            assertThat(number.getCapabilities().getSms()).isTrue();
            assertThat(number.getRegion()).isEqualTo("CA");
        });

        var bought = IncomingPhoneNumber.creator(offered.getFirst().getPhoneNumber())
                .setSmsUrl(URI.create("https://example.com/sms"))
                .setFriendlyName("org-17#1")
                .create(own);
        assertThat(bought.getSid()).matches("PN[0-9a-f]{32}");
        assertThat(bought.getStatus()).isEqualTo("in-use");
        assertThat(bought.getFriendlyName()).isEqualTo("org-17#1");
        assertThat(bought.getSmsUrl()).hasToString("https://example.com/sms");
        assertThat(bought.getAccountSid()).isEqualTo(account.getSid());
        assertThat(IncomingPhoneNumber.fetcher(bought.getSid()).fetch(own).getPhoneNumber())
                .isEqualTo(bought.getPhoneNumber());
    }

    @Test
    void buysForASubaccountWithTheParentsToken() {
        var account = Account.creator().setFriendlyName("parent buys").create(parent);

        var bought = IncomingPhoneNumber.creator(account.getSid(), "617").create(parent);

        assertThat(bought.getAccountSid()).isEqualTo(account.getSid());
        assertThat(IncomingPhoneNumber.deleter(account.getSid(), bought.getSid())
                        .delete(parent))
                .isTrue();
        assertThat(IncomingPhoneNumber.reader(account.getSid()).read(parent)).isEmpty();
    }

    @Test
    void theLibraryFollowsThePages() {
        var account = Account.creator().setFriendlyName("pages").create(parent);
        for (int i = 0; i < 5; i++) {
            IncomingPhoneNumber.creator(account.getSid(), "303").create(parent);
        }

        assertThat(IncomingPhoneNumber.reader(account.getSid()).pageSize(2).read(parent))
                .extracting(IncomingPhoneNumber::getSid)
                .hasSize(5)
                .doesNotHaveDuplicates();
    }

    @Test
    void theUnitedStatesHaveNoMobileNumbers() {
        assertThatThrownBy(() -> Mobile.reader("US").read(parent)).isInstanceOfSatisfying(ApiException.class, e -> {
            assertThat(e.getStatusCode()).isEqualTo(404);
            assertThat(e.getCode()).isEqualTo(20404);
        });
    }

    @Test
    void aNumberThatIsTakenIsRefused() {
        assertThatThrownBy(() -> IncomingPhoneNumber.creator(new PhoneNumber("+15005550000"))
                        .create(parent))
                .isInstanceOfSatisfying(ApiException.class, e -> {
                    assertThat(e.getStatusCode()).isEqualTo(400);
                    assertThat(e.getCode()).isEqualTo(21422);
                    assertThat(e.getMoreInfo()).isEqualTo("https://www.twilio.com/docs/errors/21422");
                });
    }
}
