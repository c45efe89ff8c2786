package dev.tenantry.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.failure.NeedsHumanException;
import dev.tenantry.twilio.failure.NotProcessedException;
import dev.tenantry.twilio.failure.UnknownOutcomeException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Brands, campaigns and toll-free verifications. */
class RegistrationsTest extends TenantTest {

    private static final String PROFILE = "BU00000000000000000000000000000001";
    private static final String PRODUCT = "BU00000000000000000000000000000002";
    private static final String BN = "BN00000000000000000000000000000001";
    private static final String MG = "MG00000000000000000000000000000001";
    private static final String QE = "QE00000000000000000000000000000001";
    private static final String HH = "HH00000000000000000000000000000001";
    private static final String PN = "PN00000000000000000000000000000001";

    private static ReviewStatus status(String word) {
        return switch (word) {
            case "waiting" -> new ReviewStatus.Open(false);
            case "begun" -> new ReviewStatus.Open(true);
            case "approved" -> new ReviewStatus.Approved();
            case "rejected" -> new ReviewStatus.Rejected(List.of(), true);
            default -> new ReviewStatus.Stopped(word);
        };
    }

    @Test
    void aBrandIsRegistered() {
        server.then(201, Bodies.of("brand").toString());

        var brand = tenant.brandRegistrations()
                .create(new BrandDetails(PROFILE, PRODUCT, BrandDetails.Type.STANDARD, true, false));

        assertThat(brand).isEqualTo(new Brand(BN, PROFILE, PRODUCT, new ReviewStatus.Open(false)));
        assertThat(request().form())
                .containsExactlyInAnyOrder(
                        "CustomerProfileBundleSid=" + PROFILE,
                        "A2PProfileBundleSid=" + PRODUCT,
                        "BrandType=STANDARD",
                        "SkipAutomaticSecVet=true",
                        "Mock=false");
    }

    @Test
    void aBrandIsFoundByBothItsBundles() {
        var other = Bodies.of("brand").put("sid", "BN2").put("a2p_profile_bundle_sid", "BU3");
        server.then(200, Bodies.metaPage("data", List.of(other, Bodies.of("brand"))))
                .then(200, Bodies.metaPage("data", List.of(other)));

        assertThat(tenant.brandRegistrations().find(PROFILE, PRODUCT).map(Brand::sid))
                .contains(BN);
        assertThat(tenant.brandRegistrations().find(PROFILE, PRODUCT)).isEmpty();
    }

    @Test
    void twoBrandsOfTheSameBundlesNeedAPerson() {
        var second = Bodies.of("brand").put("sid", "BN2");
        server.then(200, Bodies.metaPage("data", List.of(second, Bodies.of("brand"))));

        assertThatThrownBy(() -> tenant.brandRegistrations().find(PROFILE, PRODUCT))
                .isInstanceOf(NeedsHumanException.class)
                .hasMessageContaining("BN2, " + BN);
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, waiting",
        "IN_REVIEW, begun",
        "APPROVED, approved",
        "FAILED, rejected",
        "SUSPENDED, SUSPENDED",
        "DELETION_PENDING, DELETION_PENDING"
    })
    void aBrandsStatus(String word, String status) {
        server.then(200, Bodies.of("brand").put("status", word).toString());

        assertThat(tenant.brandRegistrations().fetch(BN).orElseThrow().status()).isEqualTo(status(status));
    }

    @Test
    void aFailedBrandsReasonsBecomeAFailureThatSaysWhoMustAct() {
        var failed = Bodies.of("brand").put("status", "FAILED");
        failed.putArray("errors")
                .addObject()
                .put("error_code", 30795)
                .put("description", "The submitted US EIN is invalid.")
                .putArray("fields")
                .add("business_registration_number");
        server.then(200, failed.toString());

        var status = tenant.brandRegistrations().fetch(BN).orElseThrow().status();

        assertThat(status).isInstanceOfSatisfying(ReviewStatus.Rejected.class, rejected -> {
            var failure = rejected.toFailure("the A2P brand " + BN);
            assertThat(failure.summary())
                    .isEqualTo("The A2P brand " + BN + " was rejected. The submitted US EIN is invalid"
                            + " (business_registration_number) [30795].");
            assertThat(failure.nextAction()).startsWith("Customer: correct the data");
            assertThat(failure.twilioCode()).hasValue(30795);
            assertThat(failure.moreInfo()).contains(URI.create("https://www.twilio.com/docs/api/errors/30795"));
        });
    }

    @Test
    void anOlderFailureOfABrandHasWordsOnly() {
        server.then(
                200,
                Bodies.of("brand")
                        .put("status", "FAILED")
                        .put("failure_reason", "Registration error")
                        .toString());

        assertThat(tenant.brandRegistrations().fetch(BN).orElseThrow().status())
                .isEqualTo(new ReviewStatus.Rejected(
                        List.of(new Rejection(OptionalInt.empty(), "Registration error", List.of())), true));
    }

    @ParameterizedTest
    @CsvSource({"21724, updates are used up", "21725, only after it has failed"})
    void aBrandThatCannotBeResubmittedNeedsAPerson(int code, String words) {
        server.then(400, Bodies.error(400, code, "No"));

        assertThatThrownBy(() -> tenant.brandRegistrations().resubmit(BN))
                .isInstanceOf(NeedsHumanException.class)
                .hasMessageContaining(words);
    }

    @Test
    void aLostBrandIsInDoubt() {
        server.thenDrop();

        assertThatThrownBy(() -> tenant.brandRegistrations()
                        .create(new BrandDetails(PROFILE, PRODUCT, BrandDetails.Type.STANDARD, true, false)))
                .isInstanceOf(UnknownOutcomeException.class);
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void aCampaignIsSubmitted() {
        server.then(201, Bodies.of("campaign").toString());

        assertThat(tenant.campaigns(MG).create(BN, Registrations.CAMPAIGN))
                .isEqualTo(new Campaign(QE, MG, BN, Optional.of("CUSTOMER_CARE"), new ReviewStatus.Open(false)));

        assertThat(request().uri()).hasToString("/messaging.twilio.com/v1/Services/" + MG + "/Compliance/Usa2p");
        assertThat(request().form())
                .contains(
                        "BrandRegistrationSid=" + BN,
                        "MessageSamples=Your order 123 is on its way to you.",
                        "MessageSamples=Your order 123 has been delivered.",
                        "HasEmbeddedLinks=true",
                        "HasEmbeddedPhone=false",
                        "OptInKeywords=START",
                        "OptInKeywords=YES",
                        "OptOutMessage=Out.",
                        "PrivacyPolicyUrl=https://acme.example/privacy",
                        "TermsAndConditionsUrl=https://acme.example/terms");
    }

    @Test
    void aCampaignWaitsForItsBrand() {
        server.then(400, Bodies.error(400, 21717, "Not registered"));

        assertThatThrownBy(() -> tenant.campaigns(MG).create(BN, Registrations.CAMPAIGN))
                .isInstanceOf(NotProcessedException.class)
                .hasMessageContaining("the A2P brand is not approved yet");
    }

    @Test
    void aServicesCampaignIsFound() {
        server.then(200, Bodies.metaPage("compliance", List.of(Bodies.of("campaign"))))
                .then(200, Bodies.metaPage("compliance", List.of()));

        assertThat(tenant.campaigns(MG).find().map(Campaign::sid)).contains(QE);
        assertThat(tenant.campaigns(MG).find()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, waiting",
        "IN_PROGRESS, begun",
        "VERIFIED, approved",
        "FAILED, rejected",
        "SUSPENDED, SUSPENDED"
    })
    void aCampaignsStatus(String word, String status) {
        server.then(200, Bodies.of("campaign").put("campaign_status", word).toString());

        assertThat(tenant.campaigns(MG).fetch(QE).orElseThrow().status()).isEqualTo(status(status));
    }

    @Test
    void useCasesAreListedByTheirCodes() {
        var useCases = JsonNodeFactory.instance.objectNode();
        useCases.putArray("us_app_to_person_usecases")
                .addObject()
                .put("code", "2FA")
                .put("name", "Two-Factor authentication (2FA)");
        server.then(200, useCases.toString());

        assertThat(tenant.campaigns(MG).useCases(BN)).containsExactly("2FA");
    }

    @Test
    void aTollFreeNumberIsSubmittedWithAllThatIsKnown() {
        server.then(201, Bodies.of("tollfree-verification").toString());

        assertThat(tenant.tollfreeVerifications().create("marker", PN, Registrations.TOLLFREE))
                .isEqualTo(new NumberVerification(HH, PN, Optional.of("marker"), new ReviewStatus.Open(false)));

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
                        "ExternalReferenceId=marker",
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

        tenant.tollfreeVerifications().create("marker", PN, Registrations.TOLLFREE);
        tenant.tollfreeVerifications().resubmit(HH, Registrations.TOLLFREE);

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

        assertThat(tenant.tollfreeVerifications().find("marker").map(NumberVerification::sid))
                .contains(HH);

        assertThat(request().uri().getQuery()).contains("ExternalReferenceId=marker");
    }

    @Test
    void aRejectedVerificationSaysWhetherItMayBeCorrected() {
        var rejected = rejected().put("edit_allowed", true);
        rejected.putArray("rejection_reasons").addObject().put("code", 30513).put("reason", "The opt-in is unclear");
        server.then(200, rejected.toString())
                .then(200, rejected().put("edit_allowed", false).toString());

        assertThat(tenant.tollfreeVerifications().fetch(HH).orElseThrow().status())
                .isEqualTo(new ReviewStatus.Rejected(
                        List.of(new Rejection(OptionalInt.of(30513), "The opt-in is unclear", List.of())), true));
        assertThat(tenant.tollfreeVerifications().fetch(HH).orElseThrow().status())
                .isEqualTo(new ReviewStatus.Rejected(
                        List.of(new Rejection(OptionalInt.of(30464), "Cryptocurrency", List.of())), false))
                .isInstanceOfSatisfying(ReviewStatus.Rejected.class, status -> assertThat(
                                status.toFailure("it").nextAction())
                        .startsWith("Operator: Twilio takes no correction"));
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
                .isEqualTo(status(status));
    }

    @Test
    void wordsThatTwilioDoesNotKnowAreNotSent() {
        assertThatThrownBy(() -> new TollfreeDetails.Registration("1", "XYZ", "US"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsStoppedNeedsSupport() {
        var failure = new ReviewStatus.Stopped("SUSPENDED").toFailure("the A2P brand " + BN);

        assertThat(failure)
                .hasMessage("The A2P brand " + BN + " is stopped: its status is SUSPENDED. Operator: ask Twilio's"
                        + " support, then retry the job.");
    }
}
