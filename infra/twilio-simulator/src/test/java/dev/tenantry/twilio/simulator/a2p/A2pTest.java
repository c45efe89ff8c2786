package dev.tenantry.twilio.simulator.a2p;

import static dev.tenantry.twilio.simulator.testing.RegistrationClient.BRANDS;
import static dev.tenantry.twilio.simulator.testing.RegistrationClient.DESCRIPTION;
import static dev.tenantry.twilio.simulator.testing.RegistrationClient.PRODUCTS;
import static dev.tenantry.twilio.simulator.testing.RegistrationClient.SERVICES;
import static dev.tenantry.twilio.simulator.testing.RegistrationClient.campaigns;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.twilio.simulator.testing.CallbackReceiver;
import dev.tenantry.twilio.simulator.testing.RegistrationClient;
import dev.tenantry.twilio.simulator.testing.RegistrationTest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Brands and campaigns (Twilio docs: A2P 10DLC; errors 21717, 21719, 21720, 21724, 21725, 21727, 21728). */
class A2pTest extends RegistrationTest {

    private JsonNode charges() throws Exception {
        return parent.control("GET", "/_simulator/state", "").json().get("charges");
    }

    @Test
    void aBrandIsRegisteredAndVerified() throws Exception {
        subscribe("brand-registration.brand-registered", "brand-registration.brand-verified");

        var created = registrations.brand(registrations.bundles("Example Inc"), "SkipAutomaticSecVet", "true");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("status")).isEqualTo("PENDING");
        assertThat(created.text("brand_type")).isEqualTo("STANDARD");
        var approved = registrations.await(BRANDS + "/" + created.text("sid"), "status", "APPROVED");
        assertThat(approved.text("identity_status")).isEqualTo("VERIFIED");
        var event = receiver.awaitEvent("brand-registration.brand-verified");
        assertThat(event.isSigned()).isTrue();
        assertThat(event.event().at("/data/brandsid").textValue()).isEqualTo(created.text("sid"));
        assertThat(event.event().at("/data/accountsid").textValue()).isEqualTo(account);
        assertThat(event.event().at("/data/brandstatus").textValue()).isEqualTo("registered");
        assertThat(event.event().at("/data/identitystatus").textValue()).isEqualTo("verified");
        receiver.awaitEvent("brand-registration.brand-registered");
    }

    @Test
    void everyBrandThatIsNoMockCostsItsFee() throws Exception {
        var bundles = registrations.bundles("Example Inc");
        registrations.brand(bundles, "Mock", "true");
        assertThat(charges()).isEmpty();

        var first = registrations.brand(bundles, "SkipAutomaticSecVet", "true").text("sid");
        registrations.brand(bundles);

        assertThat(charges()).hasSize(2);
        assertThat(charges().at("/0/resourceSid").textValue()).isEqualTo(first);
        assertThat(charges().at("/0/amount").textValue()).isEqualTo("4.50");
        assertThat(charges().at("/1/amount").textValue()).isEqualTo("46.00");
        assertThat(own.get(BRANDS).json().get("data")).hasSize(3);
    }

    @Test
    void aBrandNeedsItsBundles() throws Exception {
        var profile = registrations.profile("Example Inc");
        var product = registrations.product(profile);
        var bundles = new RegistrationClient.Bundles(profile, product);
        assertThat(registrations.brand(bundles).text("message")).contains("CustomerProfileBundleSid");

        var approved = registrations.bundles("Example Inc");
        var withDraft = new RegistrationClient.Bundles(approved.profile(), product);
        assertThat(registrations.brand(withDraft).text("message")).contains("A2PProfileBundleSid");
        registrations.submit(PRODUCTS, approved.product());
        assertThat(registrations.brand(approved).status()).isEqualTo(201);
    }

    @Test
    void aFailedBrandMayBeUpdatedThreeTimes() throws Exception {
        subscribe("brand-registration.brand-unverified");
        rule("{\"kind\": \"brand\", \"times\": 4, \"outcome\": {\"type\": \"reject\"}}");
        var brand = BRANDS + "/"
                + registrations.brand(registrations.bundles("Example Inc")).text("sid");

        var failed = registrations.await(brand, "status", "FAILED");
        assertThat(failed.json().at("/errors/0/error_code").intValue()).isEqualTo(30795);
        assertThat(failed.text("failure_reason")).isNotBlank();
        var error = receiver.awaitEvent("brand-registration.brand-unverified")
                .event()
                .at("/data/brandregistrationerrors/0");
        assertThat(error.get("registrationerrorcode").intValue()).isEqualTo(30795);
        for (int i = 0; i < 3; i++) {
            var updated = own.post(brand);
            assertThat(updated.status()).isEqualTo(202);
            assertThat(updated.text("status")).isEqualTo("PENDING");
            registrations.await(brand, "status", "FAILED");
        }
        assertThat(own.post(brand).code()).isEqualTo(21724);
        assertThat(charges()).hasSize(1);
    }

    @Test
    void onlyAFailedBrandIsUpdated() throws Exception {
        assertThat(own.post(BRANDS + "/" + registrations.approvedBrand()).code())
                .isEqualTo(21725);
    }

    @Test
    void aBrandThatCouldNotBeRegisteredSaysSo() throws Exception {
        subscribe("brand-registration.brand-failure");
        rule("{\"kind\": \"brand\", \"outcome\": {\"type\": \"reject\", \"code\": 30792}}");

        registrations.brand(registrations.bundles("Example Inc"));

        var data =
                receiver.awaitEvent("brand-registration.brand-failure").event().get("data");
        assertThat(data.get("brandstatus").textValue()).isEqualTo("registration_failed");
    }

    @Test
    void aSoleProprietorGetsACode() throws Exception {
        var bundles = registrations.bundles("Example");
        var brand = registrations.brand(bundles, "BrandType", "SOLE_PROPRIETOR").text("sid");
        var sent = own.post(BRANDS + "/" + brand + "/SmsOtp");
        assertThat(sent.status()).isEqualTo(201);
        assertThat(sent.text("brand_registration_sid")).isEqualTo(brand);
        var standard = registrations.brand(bundles).text("sid");
        assertThat(own.post(BRANDS + "/" + standard + "/SmsOtp").code()).isEqualTo(20001);
    }

    @Test
    void aCampaignIsVerifiedAndThenItsNumbersAreRegistered() throws Exception {
        subscribe(
                "campaign-registration.campaign-submitted",
                "campaign-registration.campaign-approved",
                "number-registration.pending",
                "number-registration.successful");
        var brand = registrations.approvedBrand();
        var service = registrations.service();
        var first = registrations.localNumberIn(service);

        var created = registrations.campaign(service, brand, DESCRIPTION);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("sid")).matches("QE[0-9a-f]{32}");
        assertThat(created.text("campaign_status")).isEqualTo("PENDING");
        registrations.await(campaigns(service) + "/" + created.text("sid"), "campaign_status", "VERIFIED");
        var approved = receiver.awaitEvent("campaign-registration.campaign-approved")
                .event()
                .get("data");
        assertThat(approved.get("campaignsid").textValue()).matches("CM[0-9a-f]{32}");
        assertThat(approved.get("messagingservicesid").textValue()).isEqualTo(service);
        assertThat(approved.get("campaignregistrationstatus").textValue()).isEqualTo("success");
        var registered =
                receiver.awaitEvent("number-registration.successful").event().get("data");
        assertThat(registered.get("phonenumbersid").textValue()).isEqualTo(first);
        assertThat(registered.get("externalstatus").textValue()).isEqualTo("registered");
        assertThat(own.get(SERVICES + "/" + service)
                        .json()
                        .get("us_app_to_person_registered")
                        .booleanValue())
                .isTrue();

        var second = registrations.localNumberIn(service);
        assertThat(receiver.await(2, CallbackReceiver.event("number-registration.successful")))
                .extracting(
                        received -> received.event().at("/data/phonenumbersid").textValue())
                .containsExactlyInAnyOrder(first, second);
    }

    @Test
    void aNumberMayFailToRegister() throws Exception {
        subscribe("number-registration.failed");
        rule("{\"kind\": \"number\", \"outcome\": {\"type\": \"reject\"}}");
        var service = registrations.service();
        registrations.localNumberIn(service);

        registrations.campaign(service, registrations.approvedBrand(), DESCRIPTION);

        var data = receiver.awaitEvent("number-registration.failed").event().get("data");
        assertThat(data.get("failureReason").textValue()).endsWith("/30126");
    }

    @Test
    void aNumberThatLeavesIsDeregistered() throws Exception {
        subscribe("number-registration.successful", "number-deregistration.successful");
        var service = registrations.service();
        registrations.campaign(service, registrations.approvedBrand(), DESCRIPTION);
        var number = registrations.localNumberIn(service);
        receiver.awaitEvent("number-registration.successful");

        own.delete(SERVICES + "/" + service + "/PhoneNumbers/" + number);

        var data =
                receiver.awaitEvent("number-deregistration.successful").event().get("data");
        assertThat(data.get("phonenumbersid").textValue()).isEqualTo(number);
        assertThat(data.has("campaignsid")).isFalse();
    }

    @Test
    void aFailedCampaignSaysWhyAndIsUpdatedWithoutAnotherFee() throws Exception {
        subscribe("campaign-registration.campaign-failure");
        var brand = registrations.approvedBrand();
        var service = registrations.service();
        var created = registrations.campaign(service, brand, DESCRIPTION + " simulate:campaign=reject:30896");
        var campaign = campaigns(service) + "/" + created.text("sid");

        var failed = registrations.await(campaign, "campaign_status", "FAILED");
        assertThat(failed.json().at("/errors/0/error_code").intValue()).isEqualTo(30896);
        assertThat(failed.json().at("/errors/0/url").textValue()).endsWith("/errors/30896");
        receiver.awaitEvent("campaign-registration.campaign-failure");

        assertThat(own.post(campaign, "Description", DESCRIPTION).code()).isEqualTo(21727);
        var form = RegistrationClient.campaignForm(brand, DESCRIPTION);
        var update = Arrays.copyOf(form, form.length + 4);
        System.arraycopy(new String[] {"AgeGated", "false", "DirectLending", "false"}, 0, update, form.length, 4);
        assertThat(own.post(campaign, update).status()).isEqualTo(200);
        registrations.await(campaign, "campaign_status", "VERIFIED");
        assertThat(own.post(campaign, update).code()).isEqualTo(20001);
        assertThat(charges())
                .extracting(charge -> charge.get("type").textValue())
                .containsExactly("brand-registration", "campaign-vetting");
    }

    @Test
    void aCampaignNeedsAnApprovedBrand() throws Exception {
        rule("{\"kind\": \"brand\", \"outcome\": {\"type\": \"never\"}}");
        var brand = registrations.brand(registrations.bundles("Example Inc")).text("sid");
        registrations.await(BRANDS + "/" + brand, "status", "IN_REVIEW");

        assertThat(registrations
                        .campaign(registrations.service(), brand, DESCRIPTION)
                        .code())
                .isEqualTo(21717);
    }

    @Test
    void aServiceHasOneCampaign() throws Exception {
        var brand = registrations.approvedBrand();
        var service = registrations.service();
        var first = registrations.campaign(service, brand, DESCRIPTION);

        assertThat(registrations.campaign(service, brand, DESCRIPTION).code()).isEqualTo(20409);
        assertThat(own.get(campaigns(service)).json().get("compliance")).hasSize(1);
        assertThat(own.delete(campaigns(service) + "/" + first.text("sid")).status())
                .isEqualTo(204);
        assertThat(registrations.campaign(service, brand, DESCRIPTION).status()).isEqualTo(201);
    }

    @Test
    void aCampaignsTextsAndUseCaseAreChecked() throws Exception {
        var brand = registrations.approvedBrand();
        var service = registrations.service();
        assertThat(own.post(campaigns(service), "BrandRegistrationSid", brand).code())
                .isEqualTo(21727);
        assertThat(registrations.campaign(service, brand, "too short").code()).isEqualTo(21728);
        var form = RegistrationClient.campaignForm(brand, DESCRIPTION);
        form[11] = "NO_SUCH_CASE";
        assertThat(own.post(campaigns(service), form).code()).isEqualTo(21720);
        own.post(SERVICES + "/" + service, "Usecase", "verification");
        assertThat(registrations.campaign(service, brand, DESCRIPTION).code()).isEqualTo(21719);
        assertThat(own.get(campaigns(service) + "/Usecases?BrandRegistrationSid=" + brand)
                        .json()
                        .get("us_app_to_person_usecases"))
                .extracting(useCase -> useCase.get("code").textValue())
                .containsExactly("2FA", "LOW_VOLUME", "MIXED");
    }
}
