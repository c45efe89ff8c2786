package dev.tenantry.twilio.a2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.errorcode.RejectionAdvice.Correction;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.twilio.fixture.Bodies;
import dev.tenantry.twilio.fixture.SampleRegistration;
import dev.tenantry.twilio.fixture.TenantAccountFixture;
import dev.tenantry.twilio.review.Rejection;
import dev.tenantry.twilio.review.ReviewStatus;
import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrandRegistrationsTest extends TenantAccountFixture {

    private static final String PROFILE = "BU00000000000000000000000000000001";
    private static final String PRODUCT = "BU00000000000000000000000000000002";
    private static final String BN = "BN00000000000000000000000000000001";

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
        "SUSPENDED, SUSPENDED 21731",
        "DELETION_PENDING, DELETION_PENDING"
    })
    void aBrandsStatus(String word, String status) {
        server.then(200, Bodies.of("brand").put("status", word).toString());

        assertThat(tenant.brandRegistrations().fetch(BN).orElseThrow().status())
                .isEqualTo(SampleRegistration.status(status));
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
                        List.of(new Rejection(OptionalInt.empty(), "Registration error", List.of())),
                        Correction.TAKEN));
    }

    @ParameterizedTest
    @CsvSource({"21724, changed as often as it may be", "21725, only after it has failed"})
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
    void whatIsSuspendedSaysWhoLiftsThat() {
        var failure = ReviewStatus.Stopped.of("SUSPENDED", 30990).toFailure("the A2P campaign QE1");

        assertThat(failure)
                .hasMessageStartingWith("The A2P campaign QE1 is stopped: its status is SUSPENDED. ")
                .hasMessageContaining("ask Twilio's support why")
                .hasMessageContaining("Twilio error 30990");
    }

    @Test
    void whatIsStoppedNeedsSupport() {
        var failure = new ReviewStatus.Stopped("DELETION_PENDING").toFailure("the A2P brand " + BN);

        assertThat(failure)
                .hasMessage(
                        "The A2P brand " + BN + " is stopped: its status is DELETION_PENDING. Operator: ask Twilio's"
                                + " support, then retry the job.");
    }
}
