package dev.tenantry.twilio.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.twilio.fixture.Bodies;
import dev.tenantry.twilio.fixture.TenantAccountFixture;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessagingServicesTest extends TenantAccountFixture {

    private static final String MG = "MG00000000000000000000000000000001";
    private static final String PN = "PN00000000000000000000000000000001";
    private static final String NUMBERS = "/messaging.twilio.com/v1/Services/" + MG + "/PhoneNumbers";
    private static final URI INBOUND = URI.create("https://tenantry.example/inbound");
    private static final URI STATUS = URI.create("https://tenantry.example/status");
    private static final String ALREADY_THERE =
            Bodies.error(409, 21710, "Phone Number or Short Code is already in the Messaging Service.");

    @Test
    void isCreatedWithItsUrls() {
        server.then(201, Bodies.of("messaging-service").toString());

        assertThat(tenant.messagingServices().create("key", Optional.of(INBOUND), Optional.of(STATUS)))
                .isEqualTo(new MessagingService(MG, "key", Optional.of(INBOUND), Optional.of(STATUS)));

        assertThat(request().form())
                .containsExactlyInAnyOrder(
                        "FriendlyName=key", "InboundRequestUrl=" + INBOUND, "StatusCallback=" + STATUS);
    }

    @Test
    void isCreatedWithoutUrls() {
        server.then(
                201,
                Bodies.of("messaging-service")
                        .putNull("inbound_request_url")
                        .put("status_callback", "")
                        .toString());

        assertThat(tenant.messagingServices().create("key", Optional.empty(), Optional.empty()))
                .isEqualTo(new MessagingService(MG, "key", Optional.empty(), Optional.empty()));

        assertThat(request().form()).containsExactly("FriendlyName=key");
    }

    @Test
    void anUpdateClearsWhatIsNotGiven() {
        server.then(200, Bodies.of("messaging-service").toString());

        tenant.messagingServices().update(MG, Optional.of(INBOUND), Optional.empty());

        assertThat(request().method()).isEqualTo("POST");
        assertThat(request().uri()).hasToString("/messaging.twilio.com/v1/Services/" + MG);
        assertThat(request().form()).containsExactlyInAnyOrder("InboundRequestUrl=" + INBOUND, "StatusCallback=");
    }

    @Test
    void listsItsNumbersOverAllPages() {
        var second = Bodies.of("service-phone-number").put("sid", "PN2");
        server.then(
                        200,
                        Bodies.metaPage(
                                "phone_numbers",
                                "https:/" + NUMBERS + "?PageSize=50&Page=1&PageToken=PT1",
                                List.of(Bodies.of("service-phone-number"))))
                .then(200, Bodies.metaPage("phone_numbers", List.of(second)));

        assertThat(tenant.messagingServices().listNumbers(MG)).containsExactly(PN, "PN2");

        assertThat(server.received().getFirst().uri()).hasToString(NUMBERS);
    }

    @Test
    void attachesANumber() {
        server.then(201, Bodies.of("service-phone-number").toString());

        tenant.messagingServices().attachNumber(MG, PN);

        assertThat(request().method()).isEqualTo("POST");
        assertThat(request().uri()).hasToString(NUMBERS);
        assertThat(request().form()).containsExactly("PhoneNumberSid=" + PN);
    }

    @Test
    void anAttachedNumberStaysAttached() {
        server.then(409, ALREADY_THERE)
                .then(200, Bodies.of("service-phone-number").toString());

        tenant.messagingServices().attachNumber(MG, PN);

        assertThat(server.received())
                .extracting(request -> request.method() + " " + request.uri())
                .containsExactly("POST " + NUMBERS, "GET " + NUMBERS + "/" + PN);
    }

    @Test
    void aNumberIsNotTakenForAttachedOnTwiliosWordAlone() {
        server.then(409, ALREADY_THERE).then(404, Bodies.notFound());

        assertThatThrownBy(() -> tenant.messagingServices().attachNumber(MG, PN))
                .isInstanceOf(UnknownOutcomeException.class)
                .hasMessageStartingWith(
                        "It is not known whether the number " + PN + " was put into the messaging" + " service " + MG);
    }

    @Test
    void aNumberOfAnotherServiceIsNotAttached() {
        server.then(
                409,
                Bodies.error(409, 21712, "Phone Number or Short Code is associated with another Messaging Service."));

        assertThatThrownBy(() -> tenant.messagingServices().attachNumber(MG, PN))
                .isInstanceOf(PermanentFailureException.class)
                .hasMessageContaining("the number is in another messaging service");
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void aLostAttachIsInDoubt() {
        server.thenDrop();

        assertThatThrownBy(() -> tenant.messagingServices().attachNumber(MG, PN))
                .isInstanceOf(UnknownOutcomeException.class);
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void detachesANumberOrFindsItGone() {
        server.then(204, "").then(404, Bodies.notFound());

        tenant.messagingServices().detachNumber(MG, PN);
        tenant.messagingServices().detachNumber(MG, PN);

        assertThat(server.received()).hasSize(2).allSatisfy(request -> assertThat(
                        request.method() + " " + request.uri())
                .isEqualTo("DELETE " + NUMBERS + "/" + PN));
    }

    @Test
    void addsFindsFetchesAndDeletesItsAlphanumericSender() {
        var senders = "/messaging.twilio.com/v1/Services/" + MG + "/AlphaSenders";
        var body = Bodies.of("alpha-sender");
        var sender = new MessagingServices.Sender("AI00000000000000000000000000000001", "Acme Ltd");
        server.then(201, body.toString())
                .then(200, Bodies.metaPage("alpha_senders", List.of(body)))
                .then(200, body.toString())
                .then(204, "")
                .then(404, Bodies.error(404, 20404, "The requested resource was not found"));
        var services = tenant.messagingServices();

        assertThat(services.addAlphaSender(MG, "Acme Ltd")).isEqualTo(sender);
        assertThat(services.findAlphaSender(MG)).contains(sender);
        assertThat(services.fetchAlphaSender(MG, sender.sid())).contains(sender);
        services.deleteAlphaSender(MG, sender.sid());
        services.deleteAlphaSender(MG, sender.sid());

        assertThat(server.received().getFirst().form()).containsExactly("AlphaSender=Acme Ltd");
        assertThat(server.received())
                .extracting(request -> request.method() + " " + request.uri().getPath())
                .containsExactly(
                        "POST " + senders,
                        "GET " + senders,
                        "GET " + senders + "/" + sender.sid(),
                        "DELETE " + senders + "/" + sender.sid(),
                        "DELETE " + senders + "/" + sender.sid());
    }
}
