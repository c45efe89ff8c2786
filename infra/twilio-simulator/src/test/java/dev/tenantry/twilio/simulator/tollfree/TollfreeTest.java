package dev.tenantry.twilio.simulator.tollfree;

import static dev.tenantry.twilio.simulator.testing.RegistrationClient.VERIFICATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.twilio.simulator.testing.RegistrationTest;
import org.junit.jupiter.api.Test;

/** Toll-free verifications (Twilio docs: Tollfree Verification resource; error 30436). */
class TollfreeTest extends RegistrationTest {

    @Test
    void aNumberIsVerified() throws Exception {
        subscribe(
                "toll-free-verification.requested",
                "toll-free-verification.pending-review",
                "toll-free-verification.request-approved");
        var number = registrations.tollfreeNumber("+18005550103");

        var created = registrations.verification(number, "ExternalReferenceId", "org-1");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("status")).isEqualTo("PENDING_REVIEW");
        assertThat(created.text("business_name")).isEqualTo("Example Inc");
        assertThat(created.text("tollfree_phone_number")).isEqualTo("+18005550103");
        assertThat(created.json().get("use_case_categories")).hasSize(2);
        registrations.await(VERIFICATIONS + "/" + created.text("sid"), "status", "TWILIO_APPROVED");
        var data = receiver.awaitEvent("toll-free-verification.request-approved")
                .event()
                .get("data");
        assertThat(data.get("tollfreeverificationsid").textValue()).isEqualTo(created.text("sid"));
        assertThat(data.get("phonenumbersid").textValue()).isEqualTo(number);
        assertThat(data.get("verificationstatus").textValue()).isEqualTo("twilio_approved");
        receiver.awaitEvent("toll-free-verification.requested");
        receiver.awaitEvent("toll-free-verification.pending-review");
        assertThat(own.get(VERIFICATIONS + "?ExternalReferenceId=org-1").json().get("verifications"))
                .hasSize(1);
        assertThat(own.get(VERIFICATIONS + "?ExternalReferenceId=org-2").json().get("verifications"))
                .isEmpty();
        assertThat(own.get(VERIFICATIONS + "?Status=TWILIO_REJECTED").json().get("verifications"))
                .isEmpty();
    }

    @Test
    void aRejectedOneIsEditedUnlessWhatItIsForIsForbidden() throws Exception {
        var number = registrations.tollfreeNumber("+18005550104");
        var created = registrations.verification(number, "AdditionalInformation", "simulate:toll-free=reject:30513");
        var path = VERIFICATIONS + "/" + created.text("sid");

        var rejected = registrations.await(path, "status", "TWILIO_REJECTED");
        assertThat(rejected.json().get("error_code").intValue()).isEqualTo(30513);
        assertThat(rejected.json().get("edit_allowed").booleanValue()).isTrue();
        assertThat(rejected.json().at("/rejection_reasons/0/code").intValue()).isEqualTo(30513);
        var edited = own.post(path, "AdditionalInformation", "corrected");
        assertThat(edited.status()).isEqualTo(202);
        assertThat(edited.json().get("error_code").isNull()).isTrue();
        assertThat(edited.text("business_name")).isEqualTo("Example Inc");
        registrations.await(path, "status", "TWILIO_APPROVED");
        assertThat(own.post(path, "AdditionalInformation", "more").code()).isEqualTo(20001);

        var other = registrations.tollfreeNumber("+18005550105");
        var forbidden = registrations.verification(other, "AdditionalInformation", "simulate:toll-free=reject:30464");
        var closed = VERIFICATIONS + "/" + forbidden.text("sid");
        assertThat(registrations
                        .await(closed, "status", "TWILIO_REJECTED")
                        .json()
                        .get("edit_allowed")
                        .booleanValue())
                .isFalse();
        assertThat(own.post(closed, "AdditionalInformation", "more").code()).isEqualTo(20001);
    }

    @Test
    void aTollFreeNumberHasOneVerification() throws Exception {
        var number = registrations.tollfreeNumber("+18005550106");
        var first = registrations.verification(number);

        assertThat(registrations.verification(number).code()).isEqualTo(20409);
        assertThat(own.delete(VERIFICATIONS + "/" + first.text("sid")).status()).isEqualTo(204);
        assertThat(own.get(VERIFICATIONS + "/" + first.text("sid")).status()).isEqualTo(404);
        assertThat(registrations.verification(number).status()).isEqualTo(201);
    }

    @Test
    void aNumberOfAnotherKindOrAccountIsRefused() throws Exception {
        assertThat(registrations
                        .verification("PN00000000000000000000000000000000")
                        .code())
                .isEqualTo(30436);
        assertThat(registrations
                        .verification(registrations.tollfreeNumber("+15005550006"))
                        .code())
                .isEqualTo(30436);
        assertThat(own.post(VERIFICATIONS, "BusinessName", "Example").code()).isEqualTo(20001);
    }
}
