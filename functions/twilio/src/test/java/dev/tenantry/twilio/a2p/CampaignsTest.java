package dev.tenantry.twilio.a2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tenantry.core.errorcode.RejectionAdvice.Correction;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.twilio.fixture.Bodies;
import dev.tenantry.twilio.fixture.SampleRegistration;
import dev.tenantry.twilio.fixture.TenantAccountFixture;
import dev.tenantry.twilio.review.ReviewStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignsTest extends TenantAccountFixture {

    private static final String BN = "BN00000000000000000000000000000001";
    private static final String MG = "MG00000000000000000000000000000001";
    private static final String QE = "QE00000000000000000000000000000001";

    @Test
    void aCampaignIsSubmitted() {
        server.then(201, Bodies.of("campaign").toString());

        assertThat(tenant.campaigns(MG).create(BN, SampleRegistration.CAMPAIGN))
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

        assertThatThrownBy(() -> tenant.campaigns(MG).create(BN, SampleRegistration.CAMPAIGN))
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
    @CsvSource({"PENDING, waiting", "IN_PROGRESS, begun", "VERIFIED, approved", "SUSPENDED, SUSPENDED 30990"})
    void aCampaignsStatus(String word, String status) {
        server.then(200, Bodies.of("campaign").put("campaign_status", word).toString());

        assertThat(tenant.campaigns(MG).fetch(QE).orElseThrow().status()).isEqualTo(SampleRegistration.status(status));
    }

    /** Twilio's answer about a campaign does not say whether it takes a correction; its codes do. */
    @Test
    void aRejectedCampaignDoesNotSayWhetherItMayBeCorrected() {
        server.then(200, Bodies.of("campaign").put("campaign_status", "FAILED").toString());

        assertThat(tenant.campaigns(MG).fetch(QE).orElseThrow().status())
                .isEqualTo(new ReviewStatus.Rejected(List.of(), Correction.UNSTATED));
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
}
