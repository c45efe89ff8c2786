package dev.tenantry.twilio.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.errorcode.FailureClass;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who has to act on an error, and what they have to do, by Twilio's "Error and Warning Dictionary" and the pages of the
 * single errors.
 */
class ErrorTableTest {
    @ParameterizedTest
    @CsvSource({
        // The account and its credentials
        "10005, NEEDS_HUMAN, Twilio's support",
        "20010, NEEDS_HUMAN, Twilio's support",
        "20403, NEEDS_HUMAN, make it active",
        "90010, NEEDS_HUMAN, make it active",
        "21472, NEEDS_HUMAN, make that account active",
        "70004, PERMANENT, check the stored credentials",
        "70051, PERMANENT, check the stored credentials",
        "70152, PERMANENT, use live credentials",
        "70151, NEEDS_HUMAN, delete API keys",
        "21471, PERMANENT, check that it was not deleted",
        // Requests
        "20004, PERMANENT, defect of the product",
        "20007, PERMANENT, defect of the product",
        "20410, PERMANENT, defect of the product",
        "20413, PERMANENT, defect of the product",
        "21481, PERMANENT, defect of the product",
        "70002, PERMANENT, defect of the product",
        "20011, PERMANENT, check the base URL",
        "20012, PERMANENT, check the base URL",
        "20426, PERMANENT, check the base URL",
        "20504, UNKNOWN_OUTCOME, looked up before it is tried again",
        "70003, UNKNOWN_OUTCOME, looked up before it is tried again",
        "70005, NOT_PROCESSED, tried again by itself",
        // Numbers
        "21401, PERMANENT, defect of the product",
        "21405, PERMANENT, URLs in the plan",
        "21406, PERMANENT, URLs in the plan",
        "21407, PERMANENT, choose a kind of number that can send text messages",
        "22300, NEEDS_HUMAN, verifymyaccount@twilio.com",
        "22350, NEEDS_HUMAN, porting support",
        "22400, NEEDS_HUMAN, Twilio's support",
        "22401, PERMANENT, region US1",
        "22402, PERMANENT, region US1",
        "22403, PERMANENT, region US1",
        "22500, NEEDS_HUMAN, update the number",
        // Documents and bundles
        "21644, PERMANENT, release what uses it",
        "21645, PERMANENT, release what uses it",
        "21646, PERMANENT, after the review",
        "21647, PERMANENT, after the review",
        "21648, PERMANENT, release what uses it",
        // Messaging services
        "21702, NOT_PROCESSED, tried again by itself",
        "21708, NEEDS_HUMAN, another alphaSender",
        "21709, NEEDS_HUMAN, another alphaSender",
        "21713, PERMANENT, defect of the product",
        "21714, NEEDS_HUMAN, fewer numbers",
        // Brands and campaigns
        "21719, PERMANENT, another a2p.campaign.useCase",
        "21720, PERMANENT, another a2p.campaign.useCase",
        "21727, PERMANENT, defect of the product",
        "21728, PERMANENT, Customer: correct the data",
        "21726, NEEDS_HUMAN, Twilio's support",
        "22404, NEEDS_HUMAN, Twilio's support",
        "21731, NEEDS_HUMAN, Twilio's support",
        "21732, NEEDS_HUMAN, correct the existing campaign",
        "21736, NEEDS_HUMAN, e-mail address of the business's own domain",
        "21737, NEEDS_HUMAN, send that message again",
        "21738, NEEDS_HUMAN, send that message again",
        "21739, NEEDS_HUMAN, send that message again",
        "21740, NEEDS_HUMAN, e-mail address of the business's own domain",
        "21741, NEEDS_HUMAN, send that message again",
        "30933, NEEDS_HUMAN, privacyPolicyUrl",
        "30934, NEEDS_HUMAN, termsUrl",
        // Reviews
        "30702, NEEDS_HUMAN, check whether it was deleted",
        "30712, NEEDS_HUMAN, Twilio's support",
        "30734, NEEDS_HUMAN, Twilio's support",
        "30791, NOT_PROCESSED, tried again by itself",
        "30795, NEEDS_HUMAN, Customer: correct the data",
        "30880, NEEDS_HUMAN, Twilio's support",
        "30886, NEEDS_HUMAN, Customer: correct the data",
        "30889, NEEDS_HUMAN, correct a2p.campaign in the plan",
        "30898, NEEDS_HUMAN, delete those that nobody uses",
        "30899, NEEDS_HUMAN, Twilio's support",
        "30900, NEEDS_HUMAN, another a2p.campaign.useCase",
        "30924, NEEDS_HUMAN, /a2p/campaign/messageFlow",
        "30930, NEEDS_HUMAN, delete those that nobody uses",
        "30951, NEEDS_HUMAN, Twilio's support",
        "30990, NEEDS_HUMAN, Twilio's support",
        "30440, NEEDS_HUMAN, Twilio's support",
        "30447, NEEDS_HUMAN, wait until it was ported",
        "30456, NEEDS_HUMAN, Customer: correct the data",
        "30457, NEEDS_HUMAN, Twilio's support",
        // Voice, Verify, events
        "21245, NEEDS_HUMAN, look for another trunk",
        "60200, NEEDS_HUMAN, another displayName",
        "60204, NEEDS_HUMAN, Twilio's support",
        "60238, NEEDS_HUMAN, wait up to 72 hours",
        "60248, NEEDS_HUMAN, another displayName",
        "91006, PERMANENT, defect of the product",
        "91201, PERMANENT, defect of the product"
    })
    void tellsWhoHasToDoWhat(int code, FailureClass failure, String action) {
        var rule = ErrorTable.of(400, OptionalInt.of(code));

        assertThat(rule.failure()).isEqualTo(failure);
        assertThat(rule.nextAction()).contains(action);
    }

    /** Codes of delivered messages, of a partner's hook and of warnings, none of which answers a request of ours. */
    @ParameterizedTest
    @CsvSource({"30450", "30453", "30454", "30485", "30500", "57012", "21302"})
    void leavesWhatNeverAnswersARequestToItsStatus(int code) {
        assertThat(ErrorTable.of(400, OptionalInt.of(code)).failure()).isEqualTo(FailureClass.NEEDS_HUMAN);
        assertThat(ErrorTable.of(503, OptionalInt.of(code)).failure()).isEqualTo(FailureClass.UNKNOWN_OUTCOME);
        assertThat(ErrorTable.of(429, OptionalInt.of(code)).failure()).isEqualTo(FailureClass.NOT_PROCESSED);
    }

    /** Nobody is asked to correct data on a guess; Twilio's page says what the code is about. */
    @ParameterizedTest
    @CsvSource({"400", "401", "403", "404", "422"})
    void makesAPersonReadTwiliosPageAboutACodeThatIsNotKnown(int status) {
        var rule = ErrorTable.of(status, OptionalInt.of(30999));

        assertThat(rule.failure()).isEqualTo(FailureClass.NEEDS_HUMAN);
        assertThat(rule.nextAction())
                .startsWith("Operator: read https://www.twilio.com/docs/api/errors/30999")
                .doesNotContain("correct");
    }

    @ParameterizedTest
    @CsvSource({"409, UNKNOWN_OUTCOME", "429, NOT_PROCESSED", "500, UNKNOWN_OUTCOME"})
    void triesAgainWhatTheStatusAllowsThoughTheCodeIsNotKnown(int status, FailureClass failure) {
        assertThat(ErrorTable.of(status, OptionalInt.of(30999)).failure()).isEqualTo(failure);
    }

    /** Twilio's dictionary has 21421 for a wrong SID too, when a number is put into a messaging service. */
    @Test
    void choosesNoOtherNumberForAnAttachment() {
        var rule = ErrorTable.of(400, OptionalInt.of(21421));

        assertThat(rule.settledFor(new TwilioCall(TwilioCall.Effect.WRITE, "the number +14155550100", "bought")))
                .isEqualTo(rule);
        assertThat(rule.settledFor(new TwilioCall(TwilioCall.Effect.WRITE, "the number PN1", "put into a service")))
                .extracting(ErrorRule::failure, ErrorRule::nextAction)
                .containsExactly(
                        FailureClass.NEEDS_HUMAN,
                        "Operator: check that the number was not released, then retry the job.");
    }
}
