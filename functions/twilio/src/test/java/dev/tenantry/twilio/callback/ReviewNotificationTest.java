package dev.tenantry.twilio.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.twilio.events.EventType;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The data of the events are those of Twilio's examples. */
class ReviewNotificationTest {

    private static final String AC = "AC00000000000000000000000000000002";
    private static final String BU = "BU00000000000000000000000000000001";
    private static final String TAIL = "0".repeat(31) + "1";

    private static JsonNode event(String type, String data) throws Exception {
        return new ObjectMapper().readTree("""
                {"specversion": "1.0", "type": "com.twilio.messaging.compliance.%s", "id": "EZ1",
                 "source": "s", "time": "2026-11-22T12:00:00Z", "data": {"accountsid": "%s", %s}}""".formatted(type, AC, data));
    }

    @ParameterizedTest
    @CsvSource({
        "AccountSid, BundleSid, Status, FailureReason",
        "AccountSID, BundleSID, Status, RejectionReason",
        "accountsid, bundlesid, status, failurereason"
    })
    void aBundlesFormIsReadWhateverItsCase(String account, String bundle, String status, String reason) {
        var form = Map.of(account, AC, bundle, BU, status, "twilio-rejected", reason, "No such business");

        assertThat(ReviewNotification.Bundle.of(form))
                .contains(new ReviewNotification.Bundle(AC, BU, "twilio-rejected", Optional.of("No such business")));
    }

    @Test
    void aFormWithoutAReasonHasNone() {
        assertThat(ReviewNotification.Bundle.of(
                        Map.of("AccountSid", AC, "BundleSid", BU, "Status", "twilio-approved", "FailureReason", "")))
                .contains(new ReviewNotification.Bundle(AC, BU, "twilio-approved", Optional.empty()));
    }

    static Stream<Map<String, String>> otherForms() {
        return Stream.of(
                Map.of(),
                Map.of("AccountSid", AC, "BundleSid", BU),
                Map.of("AccountSid", AC, "BundleSid", "BUx", "Status", "draft"),
                Map.of("AccountSid", AC, "UsageTriggerSid", "UT1", "Status", "draft"));
    }

    @ParameterizedTest
    @MethodSource("otherForms")
    void anotherFormIsNone(Map<String, String> form) {
        assertThat(ReviewNotification.Bundle.of(form)).isEmpty();
    }

    @Test
    void aBrandsEvent() throws Exception {
        assertThat(ReviewNotification.Event.of(event("brand-registration.brand-unverified", """
                        "brandsid": "BN%s", "brandstatus": "registered", "identitystatus": "unverified",
                        "brandregistrationerrors": [{"registrationerrorcode": 30795,
                        "registrationerrordescription": "The EIN is invalid."}]""".formatted(TAIL))))
                .contains(new ReviewNotification.Event(
                        "EZ1",
                        EventType.BRAND_UNVERIFIED,
                        AC,
                        "BN" + TAIL,
                        "registered",
                        Optional.of("The EIN is invalid.")));
    }

    @Test
    void aCampaignsEventIsAboutItsMessagingService() throws Exception {
        assertThat(ReviewNotification.Event.of(event("campaign-registration.campaign-approved", """
                        "campaignsid": "CM%1$s", "messagingservicesid": "MG%1$s",
                        "campaignregistrationstatus": "success\"""".formatted(TAIL))))
                .contains(new ReviewNotification.Event(
                        "EZ1", EventType.CAMPAIGN_APPROVED, AC, "MG" + TAIL, "success", Optional.empty()));
    }

    @Test
    void aNumbersEventSaysAllThatThereIsToKnow() throws Exception {
        assertThat(ReviewNotification.Event.of(event("number-registration.failed", """
                        "phonenumbersid": "PN%s", "externalstatus": "failure",
                        "failureReason": "https://www.twilio.com/docs/api/errors/30126\"""".formatted(TAIL))))
                .contains(new ReviewNotification.Event(
                        "EZ1",
                        EventType.NUMBER_REGISTRATION_FAILED,
                        AC,
                        "PN" + TAIL,
                        "failure",
                        Optional.of("https://www.twilio.com/docs/api/errors/30126")));
    }

    @Test
    void aTollFreeEvent() throws Exception {
        assertThat(ReviewNotification.Event.of(event("toll-free-verification.request-approved", """
                        "tollfreeverificationsid": "HH%s", "verificationstatus": "twilio_approved\"""".formatted(TAIL))))
                .contains(new ReviewNotification.Event(
                        "EZ1",
                        EventType.TOLL_FREE_VERIFICATION_APPROVED,
                        AC,
                        "HH" + TAIL,
                        "twilio_approved",
                        Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"number-registration.unheard-of, PN", "campaign-registration.campaign-approved, BN"})
    void anotherEventIsNone(String type, String prefix) throws Exception {
        assertThat(ReviewNotification.Event.of(event(type, "\"messagingservicesid\": \"" + prefix + TAIL + "\"")))
                .isEmpty();
        assertThat(ReviewNotification.Event.of(new ObjectMapper().readTree("[]")))
                .isEmpty();
        assertThat(ReviewNotification.Event.of(new ObjectMapper().readTree("{\"type\": 1, \"data\": []}")))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeIsFoundByItsNameAndAboutSomething(EventType type) {
        assertThat(EventType.of(type.type())).contains(type);
        assertThat(type.name()).contains(type.subject().name().split("_", 2)[0]);
    }
}
