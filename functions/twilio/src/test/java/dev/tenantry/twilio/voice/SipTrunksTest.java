package dev.tenantry.twilio.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.twilio.fixture.Bodies;
import dev.tenantry.twilio.fixture.TenantAccountFixture;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class SipTrunksTest extends TenantAccountFixture {

    private static final String TK = "TK00000000000000000000000000000001";
    private static final String PN = "PN00000000000000000000000000000001";
    private static final String OU = "OU00000000000000000000000000000001";
    private static final String NUMBERS = "/trunking.twilio.com/v1/Trunks/" + TK + "/PhoneNumbers";
    private static final URI PBX = URI.create("sip:pbx@acme.example");

    @Test
    void listsItsNumbers() {
        server.then(200, Bodies.metaPage("phone_numbers", List.of(Bodies.of("trunk-phone-number"))));

        assertThat(tenant.sipTrunks().listNumbers(TK)).containsExactly(PN);

        assertThat(request().uri()).hasToString(NUMBERS);
    }

    @Test
    void attachesANumberThatIsNotThere() {
        server.then(404, Bodies.notFound())
                .then(201, Bodies.of("trunk-phone-number").toString());

        tenant.sipTrunks().attachNumber(TK, PN);

        assertThat(server.received())
                .extracting(request -> request.method() + " " + request.uri())
                .containsExactly("GET " + NUMBERS + "/" + PN, "POST " + NUMBERS);
        assertThat(server.received().getLast().form()).containsExactly("PhoneNumberSid=" + PN);
    }

    @Test
    void anAttachedNumberStaysAttached() {
        server.then(200, Bodies.of("trunk-phone-number").toString());

        tenant.sipTrunks().attachNumber(TK, PN);

        assertThat(request().method()).isEqualTo("GET");
    }

    @Test
    void attachesNothingBlindly() {
        server.then(503, "").then(404, Bodies.notFound()).thenDrop();

        assertThatThrownBy(() -> tenant.sipTrunks().attachNumber(TK, PN)).isInstanceOf(NotProcessedException.class);
        assertThatThrownBy(() -> tenant.sipTrunks().attachNumber(TK, PN)).isInstanceOf(UnknownOutcomeException.class);
        assertThat(server.received()).hasSize(3);
    }

    @Test
    void detachesANumberOrFindsItGone() {
        server.then(204, "").then(404, Bodies.notFound());

        tenant.sipTrunks().detachNumber(TK, PN);
        tenant.sipTrunks().detachNumber(TK, PN);

        assertThat(server.received()).hasSize(2).allSatisfy(request -> assertThat(
                        request.method() + " " + request.uri())
                .isEqualTo("DELETE " + NUMBERS + "/" + PN));
    }

    @Test
    void sendsCallsToTheCustomersTelephoneSystem() {
        server.then(201, Bodies.of("origination-url").toString());

        assertThat(tenant.originationUrls(TK).create("key", PBX)).isEqualTo(new TrunkOriginationUrl(OU, "key", PBX));

        assertThat(request().form())
                .containsExactlyInAnyOrder(
                        "FriendlyName=key", "SipUrl=" + PBX, "Weight=10", "Priority=10", "Enabled=true");
    }

    @Test
    void sendsCallsElsewhere() {
        server.then(200, Bodies.of("origination-url").toString());

        assertThat(tenant.originationUrls(TK).update(OU, PBX).sipUrl()).isEqualTo(PBX);

        assertThat(request().uri()).hasToString("/trunking.twilio.com/v1/Trunks/" + TK + "/OriginationUrls/" + OU);
        assertThat(request().form()).containsExactly("SipUrl=" + PBX);
    }
}
