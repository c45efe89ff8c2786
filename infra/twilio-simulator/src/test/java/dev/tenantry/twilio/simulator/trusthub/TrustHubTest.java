package dev.tenantry.twilio.simulator.trusthub;

import static dev.tenantry.twilio.simulator.testing.RegistrationClient.PRIMARY_PROFILE;
import static dev.tenantry.twilio.simulator.testing.RegistrationClient.PRODUCTS;
import static dev.tenantry.twilio.simulator.testing.RegistrationClient.PRODUCT_POLICY;
import static dev.tenantry.twilio.simulator.testing.RegistrationClient.PROFILES;
import static dev.tenantry.twilio.simulator.testing.RegistrationClient.PROFILE_POLICY;
import static dev.tenantry.twilio.simulator.testing.RegistrationClient.TRUST_HUB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.twilio.simulator.testing.CallbackReceiver;
import dev.tenantry.twilio.simulator.testing.RawClient;
import dev.tenantry.twilio.simulator.testing.RegistrationTest;
import org.junit.jupiter.api.Test;

/** Customer profiles and trust products (Twilio docs: Trust Hub; errors 22204, 22205, 22214 to 22219). */
class TrustHubTest extends RegistrationTest {

    private RawClient.Answer draft() throws Exception {
        return own.post(PROFILES, "FriendlyName", "org-1", "Email", "isv@example.com", "PolicySid", PROFILE_POLICY);
    }

    private RawClient.Answer evaluate(String profile) throws Exception {
        return own.post(PROFILES + "/" + profile + "/Evaluations", "PolicySid", PROFILE_POLICY);
    }

    @Test
    void theParentHasAnApprovedProfile() throws Exception {
        assertThat(parent.get(PROFILES + "/" + PRIMARY_PROFILE).text("status")).isEqualTo("twilio-approved");
        assertThat(own.get(PROFILES + "/" + PRIMARY_PROFILE).status()).isEqualTo(404);
    }

    @Test
    void aNewProfileIsADraft() throws Exception {
        var profile = draft();

        assertThat(profile.text("sid")).matches("BU[0-9a-f]{32}");
        assertThat(profile.text("status")).isEqualTo("draft");
        assertThat(profile.json().get("errors")).isEmpty();
        assertThat(own.post(PROFILES, "FriendlyName", "a", "Email", "b", "PolicySid", PRODUCT_POLICY)
                        .code())
                .isEqualTo(20001);
        assertThat(own.get(PROFILES + "?FriendlyName=other").json().get("results"))
                .isEmpty();
        assertThat(own.get(PROFILES + "?FriendlyName=org-1&Status=draft").json().get("results"))
                .hasSize(1);
    }

    @Test
    void anEvaluationNamesWhatIsMissing() throws Exception {
        var profile = draft().text("sid");
        var user = own.post(
                        TRUST_HUB + "/EndUsers",
                        "FriendlyName",
                        "business",
                        "Type",
                        "customer_profile_business_information",
                        "Attributes",
                        "{\"business_name\": \"Example\"}")
                .text("sid");
        var document = own.post(
                        TRUST_HUB + "/SupportingDocuments",
                        "FriendlyName",
                        "address",
                        "Type",
                        "customer_profile_address",
                        "Attributes",
                        "{\"address_sids\": \"AD00000000000000000000000000000000\"}")
                .text("sid");
        registrations.assign(PROFILES, profile, user);
        registrations.assign(PROFILES, profile, document);

        var evaluation = evaluate(profile);

        assertThat(evaluation.text("status")).isEqualTo("noncompliant");
        var results = evaluation.json().get("results");
        assertThat(results).hasSize(4);
        assertThat(results.at("/0/error_code").isNull()).isTrue();
        assertThat(results.at("/0/valid/0/object_field").textValue()).isEqualTo("business_name");
        assertThat(results.at("/0/invalid/0/error_code").intValue()).isEqualTo(22215);
        assertThat(results.at("/1/error_code").intValue()).isEqualTo(22214);
        assertThat(results.at("/2/invalid/0/error_code").intValue()).isEqualTo(22219);
        assertThat(results.at("/3/error_code").intValue()).isEqualTo(22214);
        assertThat(evaluate(draft().text("sid"))
                        .json()
                        .at("/results/2/error_code")
                        .intValue())
                .isEqualTo(22216);
        assertThat(registrations.submit(PROFILES, profile).code()).isEqualTo(22215);
    }

    @Test
    void aCompleteProfileIsReviewedAndItsCallbackTells() throws Exception {
        var profile = registrations.profile("Example Inc", "StatusCallback", receiver.url("/hook?a=b"));
        assertThat(evaluate(profile).text("status")).isEqualTo("compliant");

        assertThat(registrations.submit(PROFILES, profile).text("status")).isEqualTo("pending-review");

        registrations.await(PROFILES + "/" + profile, "status", "twilio-approved");
        var callbacks = receiver.await(3, _ -> true);
        assertThat(callbacks).allMatch(CallbackReceiver.Received::isSigned);
        assertThat(callbacks)
                .extracting(CallbackReceiver.Received::form)
                .allSatisfy(form ->
                        assertThat(form).containsEntry("AccountSid", account).containsEntry("BundleSid", profile))
                .extracting(form -> form.get("Status"))
                .containsExactlyInAnyOrder("pending-review", "in-review", "twilio-approved");
    }

    @Test
    void aRejectedProfileSaysWhyAndMayBeCorrected() throws Exception {
        var profile = registrations.profile(
                "Example simulate:customer-profile=reject", "StatusCallback", receiver.url("/hook"));
        registrations.submit(PROFILES, profile);

        var rejected = registrations.await(PROFILES + "/" + profile, "status", "twilio-rejected");
        assertThat(rejected.json().at("/errors/0/code").intValue()).isEqualTo(18601);
        var callback = receiver.await(1, received -> received.body().contains("twilio-rejected"))
                .getFirst();
        assertThat(callback.form().get("FailureReason")).isNotBlank();

        var user = own.get(TRUST_HUB + "/EndUsers").json().at("/results/1/sid").textValue();
        assertThat(own.post(
                                TRUST_HUB + "/EndUsers/" + user,
                                "Attributes",
                                own.get(TRUST_HUB + "/EndUsers/" + user)
                                        .json()
                                        .get("attributes")
                                        .toString()
                                        .replace(" simulate:customer-profile=reject", ""))
                        .status())
                .isEqualTo(200);
        registrations.submit(PROFILES, profile);
        registrations.await(PROFILES + "/" + profile, "status", "twilio-approved");
    }

    @Test
    void whatIsInReviewIsNotTouched() throws Exception {
        rule("{\"kind\": \"customer-profile\", \"outcome\": {\"type\": \"never\"}}");
        var profile = registrations.profile("Example Inc");
        var assignments =
                own.get(PROFILES + "/" + profile + "/EntityAssignments").json().get("results");
        registrations.submit(PROFILES, profile);
        registrations.await(PROFILES + "/" + profile, "status", "in-review");

        assertThat(own.post(PROFILES + "/" + profile, "FriendlyName", "other").code())
                .isEqualTo(20001);
        assertThat(registrations.submit(PROFILES, profile).code()).isEqualTo(20001);
        assertThat(own.delete(PROFILES + "/" + profile).code()).isEqualTo(21646);
        var assigned = PROFILES + "/" + profile + "/EntityAssignments/"
                + assignments.at("/0/sid").textValue();
        assertThat(own.delete(assigned).code()).isEqualTo(20001);
        var document = TRUST_HUB + "/SupportingDocuments/"
                + assignments.at("/1/object_sid").textValue();
        assertThat(own.get(document).text("status")).isEqualTo("PENDING_REVIEW");
        assertThat(own.post(document, "FriendlyName", "other").code()).isEqualTo(20001);
        assertThat(own.delete(document).code()).isEqualTo(21646);
    }

    @Test
    void theStatusIsUpdatedByItself() throws Exception {
        var profile = PROFILES + "/" + draft().text("sid");

        assertThat(own.post(profile, "Status", "pending-review", "Email", "b@example.com")
                        .code())
                .isEqualTo(22204);
        assertThat(own.post(profile, "Status", "twilio-approved").code()).isEqualTo(20001);
        assertThat(own.post(profile, "Status", "nonsense").code()).isEqualTo(20001);
        assertThat(own.post(profile, "Status", "draft").text("status")).isEqualTo("draft");
    }

    @Test
    void anObjectIsAssignedOnceAndOnlyIfItIsOnesOwn() throws Exception {
        var profile = draft().text("sid");
        var user = registrations.representative();
        registrations.assign(PROFILES, profile, user);
        var path = PROFILES + "/" + profile + "/EntityAssignments";

        var again = own.post(path, "ObjectSid", user);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo(20409);
        var foreign = parent.post(TRUST_HUB + "/EndUsers", "FriendlyName", "a", "Type", "b")
                .text("sid");
        assertThat(own.post(path, "ObjectSid", foreign).code()).isEqualTo(22205);
        assertThat(own.post(path, "ObjectSid", profile).code()).isEqualTo(22205);
        assertThat(own.get(path + "?ObjectType=authorized_representative_1")
                        .json()
                        .get("results"))
                .hasSize(1);
        assertThat(own.get(path + "?ObjectType=customer_profile_address").json().get("results"))
                .isEmpty();
    }

    @Test
    void aTrustProductOfAPublicCompanyNeedsItsTicker() throws Exception {
        var product = own.post(PRODUCTS, "FriendlyName", "a", "Email", "b", "PolicySid", PRODUCT_POLICY)
                .text("sid");
        registrations.assign(
                PRODUCTS,
                product,
                own.post(
                                TRUST_HUB + "/EndUsers",
                                "FriendlyName",
                                "messaging",
                                "Type",
                                "us_a2p_messaging_profile_information",
                                "Attributes",
                                "{\"company_type\": \"public\"}")
                        .text("sid"));

        var evaluation = own.post(PRODUCTS + "/" + product + "/Evaluations", "PolicySid", PRODUCT_POLICY);

        assertThat(evaluation.text("trust_product_sid")).isEqualTo(product);
        assertThat(evaluation.json().at("/results/0/invalid"))
                .extracting(field -> field.get("object_field").textValue())
                .containsExactly("stock_exchange", "stock_ticker");
    }
}
