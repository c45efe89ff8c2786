package dev.tenantry.twilio.tollfree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.errorcode.RejectionAdvice.Correction;
import dev.tenantry.twilio.fixture.Bodies;
import dev.tenantry.twilio.fixture.SampleRegistration;
import dev.tenantry.twilio.fixture.TenantAccountFixture;
import dev.tenantry.twilio.review.Rejection;
import dev.tenantry.twilio.review.ReviewStatus;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TollfreeVerificationsTest extends TenantAccountFixture {

    private static final String HH = "HH00000000000000000000000000000001";
    private static final String PN = "PN00000000000000000000000000000001";

    /** By Twilio's list of authorities for customer profiles, and its enumeration for toll-free verifications. */
    @ParameterizedTest
    @CsvSource({
        "EIN, EIN",
        "CBN, CBN",
        "CN, CRN",
        "ACN, ACN",
        "VAT, VAT",
        "VATRN, VAT",
        "CIN, OTHER",
        "RN, OTHER",
        "DUNS, OTHER",
        "Other, OTHER"
    })
    void everyRegistrationAuthorityHasItsWordForTollFreeVerifications(String authority, String word) {
        assertThat(TollfreeDetails.Registration.knownAuthority(authority)).isEqualTo(word);
    }

    @Test
    void aTollFreeNumberIsSubmittedWithAllThatIsKnown() {
        server.then(201, Bodies.of("tollfree-verification").toString());

        assertThat(tenant.tollfreeVerifications().create("key", PN, SampleRegistration.TOLLFREE))
                .isEqualTo(new NumberVerification(HH, PN, Optional.of("key"), new ReviewStatus.Open(false)));

        assertThat(request().form())
                .containsExactlyInAnyOrder(
                        "BusinessName=Acme Inc",
                        "BusinessWebsite=https://acme.example",
                        "NotificationEmail=ada@acme.example",
                        "UseCaseCategories=CUSTOMER_CARE",
                        "UseCaseCategories=DELIVERY_NOTIFICATIONS",
                        "UseCaseSummary=Tells customers about their orders.",
                        "ProductionMessageSample=Your order is on its way.",
                        "OptInImageUrls=https://acme.example/opt-in.png",
                        "OptInType=WEB_FORM",
                        "MessageVolume=1,000",
                        "TollfreePhoneNumberSid=" + PN,
                        "ExternalReferenceId=key",
                        "BusinessStreetAddress=1 Main Street",
                        "BusinessCity=San Francisco",
                        "BusinessStateProvinceRegion=CA",
                        "BusinessPostalCode=94105",
                        "BusinessCountry=US",
                        "BusinessType=PRIVATE_PROFIT",
                        "BusinessContactFirstName=Ada",
                        "BusinessContactLastName=Example",
                        "BusinessContactEmail=ada@acme.example",
                        "BusinessContactPhone=+14155550100",
                        "BusinessRegistrationNumber=12-3456789",
                        "BusinessRegistrationAuthority=EIN",
                        "BusinessRegistrationCountry=US",
                        "PrivacyPolicyUrl=https://acme.example/privacy",
                        "TermsAndConditionsUrl=https://acme.example/terms");
    }

    @Test
    void anUpdateSendsTheSameButWhatIsFixed() {
        server.then(201, Bodies.of("tollfree-verification").toString())
                .then(202, Bodies.of("tollfree-verification").toString());

        tenant.tollfreeVerifications().create("key", PN, SampleRegistration.TOLLFREE);
        tenant.tollfreeVerifications().resubmit(HH, SampleRegistration.TOLLFREE);

        var created = server.received().getFirst().form().stream()
                .filter(parameter ->
                        !parameter.startsWith("TollfreePhoneNumberSid") && !parameter.startsWith("ExternalReferenceId"))
                .toList();
        assertThat(server.received().getLast().form()).containsExactlyInAnyOrderElementsOf(created);
    }

    @Test
    void aVerificationIsFoundByItsReference() {
        var other = Bodies.of("tollfree-verification").put("sid", "HH2").putNull("external_reference_id");
        server.then(200, Bodies.metaPage("verifications", List.of(other, Bodies.of("tollfree-verification"))));

        assertThat(tenant.tollfreeVerifications().find("key").map(NumberVerification::sid))
                .contains(HH);

        assertThat(request().uri().getQuery()).contains("ExternalReferenceId=key");
    }

    @Test
    void aRejectedVerificationSaysWhetherItMayBeCorrected() {
        var rejected = rejected().put("edit_allowed", true);
        rejected.putArray("rejection_reasons").addObject().put("code", 30513).put("reason", "The opt-in is unclear");
        server.then(200, rejected.toString())
                .then(200, rejected().put("edit_allowed", false).toString());

        assertThat(tenant.tollfreeVerifications().fetch(HH).orElseThrow().status())
                .isEqualTo(new ReviewStatus.Rejected(
                        List.of(new Rejection(OptionalInt.of(30513), "The opt-in is unclear", List.of())),
                        Correction.TAKEN));
        assertThat(tenant.tollfreeVerifications().fetch(HH).orElseThrow().status())
                .isEqualTo(new ReviewStatus.Rejected(
                        List.of(new Rejection(OptionalInt.of(30464), "Cryptocurrency", List.of())), Correction.REFUSED))
                .isInstanceOfSatisfying(ReviewStatus.Rejected.class, status -> assertThat(
                                status.toFailure("it").nextAction())
                        .contains("Twilio calls this final"));
    }

    private static ObjectNode rejected() {
        return Bodies.of("tollfree-verification")
                .put("status", "TWILIO_REJECTED")
                .put("error_code", 30464)
                .put("rejection_reason", "Cryptocurrency");
    }

    @ParameterizedTest
    @CsvSource({"PENDING_REVIEW, waiting", "IN_REVIEW, begun", "TWILIO_APPROVED, approved"})
    void aVerificationsStatus(String word, String status) {
        server.then(200, Bodies.of("tollfree-verification").put("status", word).toString());

        assertThat(tenant.tollfreeVerifications().fetch(HH).orElseThrow().status())
                .isEqualTo(SampleRegistration.status(status));
    }

    @Test
    void wordsThatTwilioDoesNotKnowAreNotSent() {
        assertThatThrownBy(() -> new TollfreeDetails.Registration("1", "XYZ", "US"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
