package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.errorcode.ErrorCode;
import dev.tenantry.core.errorcode.ErrorCodes;
import dev.tenantry.core.errorcode.Resubmission;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.job.Consent;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.steps.SimulatedTwilio.AnyResource;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a retry does about a rejection, for the codes that Twilio's reviewers, the registry and the carriers give. */
@Tag("long")
class RejectionCodesTest {
    private static final Consent ALL = new Consent(true, true);

    @RegisterExtension
    final StepTestFixture rig = StepTestFixture.inMemory();

    /** The codes after which nothing is submitted by itself, each with the step that meets it. */
    static Stream<Arguments> stopping() {
        return ErrorCodes.all().stream()
                .filter(code -> code.resubmission()
                        .filter(word -> word != Resubmission.ALLOWED)
                        .isPresent())
                .map(code -> Arguments.of(code.code(), step(code)));
    }

    /** Some of those that Twilio takes a correction after: of each area the first and the last. */
    static Stream<Arguments> correctable() {
        return Stream.of("18001", "18606", "22215", "30701", "30799", "30886", "30934", "30446", "30875", "30570")
                .map(word -> ErrorCodes.find(word).orElseThrow())
                .map(code -> Arguments.of(code.code(), step(code)));
    }

    private static StepName step(ErrorCode code) {
        return switch (code.area()) {
            case "bundle", "bundle-review", "profile", "profile-review" -> StepName.REGISTER_CUSTOMER_PROFILE;
            case "brand", "brand-review" -> StepName.REGISTER_BRAND;
            case "toll-free", "toll-free-review" -> StepName.VERIFY_TOLL_FREE_NUMBERS;
            default -> StepName.REGISTER_CAMPAIGN;
        };
    }

    @ParameterizedTest
    @MethodSource("stopping")
    void submitsNothingByItselfAndOnlyWhatSomebodyConsentedTo(int code, StepName step) {
        var row = ErrorCodes.of(code);
        var id = rejected(step, code);

        var error = rig.step(id, step).error().orElseThrow();
        assertThat(error.upstream())
                .hasValueSatisfying(upstream -> assertThat(upstream.code()).isEqualTo(code));
        assertThat(error.nextAction()).contains(row.instruction());
        assertThat(rig.job(id).step(step).resubmission()).isEqualTo(row.resubmission());

        retry(id, step, Consent.NONE);
        rig.fail(NeedsHumanException.class, rig.handler(step), id);

        assertThat(changes()).isEmpty();
        checkConsent(id, row, step);
    }

    private void checkConsent(JobId id, ErrorCode row, StepName step) {
        var paid = rig.twilio().charges().size();
        var isReplaced = row.resubmission().orElseThrow() == Resubmission.NEW_REGISTRATION
                && step != StepName.REGISTER_BRAND
                && !row.registration().orElseThrow().equals("brand");
        var isResubmitted = row.resubmission().orElseThrow() == Resubmission.UNKNOWN;

        retry(id, step, ALL);
        if (!isReplaced && !isResubmitted) {
            rig.fail(NeedsHumanException.class, rig.handler(step), id);
            assertThat(changes()).isEmpty();
            return;
        }
        rig.run(id, step);

        assertThat(rig.step(id, step).status()).isEqualTo(StepStatus.WAITING);
        assertThat(changes().stream().filter(change -> change.startsWith("DELETE")))
                .hasSize(isReplaced ? 1 : 0);
        assertThat(rig.twilio().charges()).hasSize(paid + (isReplaced && step == StepName.REGISTER_CAMPAIGN ? 1 : 0));
    }

    @ParameterizedTest
    @MethodSource("correctable")
    void submitsAgainWhatTwilioTakesACorrectionOf(int code, StepName step) {
        var id = rejected(step, code);
        var before = sids();
        var paid = rig.twilio().charges();

        retry(id, step, Consent.NONE);
        rig.run(id, step);

        assertThat(rig.step(id, step).status()).isEqualTo(StepStatus.WAITING);
        assertThat(sids()).isEqualTo(before);
        assertThat(rig.twilio().charges()).isEqualTo(paid);
    }

    @ParameterizedTest
    @CsvSource({"REGISTER_CUSTOMER_PROFILE", "REGISTER_BRAND", "REGISTER_CAMPAIGN", "VERIFY_TOLL_FREE_NUMBERS"})
    void submitsNothingAfterACodeThatNobodyKnows(StepName step) {
        var id = rejected(step, 30999);

        assertThat(rig.step(id, step).error().orElseThrow().nextAction())
                .startsWith("Operator: read https://www.twilio.com/docs/api/errors/30999")
                .doesNotContain("correct the data");
        retry(id, step, Consent.NONE);
        rig.fail(NeedsHumanException.class, rig.handler(step), id);

        assertThat(changes()).isEmpty();
    }

    /** The consent is for one registration: when that is rejected too, another retry has to ask for the next one. */
    @Test
    void paysForOneRegistrationOnlyByOneConsent() {
        var id = rejected(StepName.REGISTER_CAMPAIGN, 30964);
        var paid = rig.twilio().charges().size();
        retry(id, StepName.REGISTER_CAMPAIGN, ALL);
        rig.attend(waiting -> decide(waiting, 30964));

        rig.fail(NeedsHumanException.class, rig.handler(StepName.REGISTER_CAMPAIGN), id);
        rig.submit(id, StepName.REGISTER_CAMPAIGN);
        retry(id, StepName.REGISTER_CAMPAIGN, Consent.NONE);
        rig.fail(NeedsHumanException.class, rig.handler(StepName.REGISTER_CAMPAIGN), id);

        assertThat(rig.twilio().charges()).hasSize(paid + 1);
    }

    /** Somebody deleted it in the Console, so there is nothing any more that could not be corrected. */
    @Test
    void registersAnotherCampaignAfterSomebodyDeletedTheRejectedOne() {
        var id = rejected(StepName.REGISTER_CAMPAIGN, 30885);
        var campaign = resource("QE");
        var service = resource("MG");
        rig.twilio()
                .act(
                        StepTestFixture.ACME,
                        "DELETE",
                        "messaging.twilio.com/v1/Services/" + service + "/Compliance/Usa2p/" + campaign,
                        "");

        retry(id, StepName.REGISTER_CAMPAIGN, new Consent(false, true));
        rig.run(id, StepName.REGISTER_CAMPAIGN);

        assertThat(rig.step(id, StepName.REGISTER_CAMPAIGN).status()).isEqualTo(StepStatus.WAITING);
        assertThat(resource("QE")).isNotEqualTo(campaign);
    }

    private String resource(String prefix) {
        return rig.twilio().resources(StepTestFixture.ACME).stream()
                .map(AnyResource::sid)
                .filter(sid -> sid.startsWith(prefix))
                .findFirst()
                .orElseThrow();
    }

    /** A job of which a step has failed because what it submitted was rejected with a code. */
    private JobId rejected(StepName step, int code) {
        var id = rig.newJob(StepTestFixture.ACME, RegistrationPlans.EVERYTHING);
        rig.run(id, StepGroup.TENANT.steps().toArray(StepName[]::new));
        rig.run(
                id,
                step.group().steps().stream()
                        .takeWhile(earlier -> earlier != step)
                        .toArray(StepName[]::new));
        rig.attend(waiting -> decide(waiting, code));
        rig.fail(NeedsHumanException.class, rig.handler(step), id);
        assertThat(rig.step(id, step).status()).isEqualTo(StepStatus.FAILED);
        return id;
    }

    private void decide(JobId waiting, int code) {
        rig.twilio().reviewed().forEach(sid -> rig.twilio()
                .decide(sid, "{\"type\": \"reject\", \"code\": " + code + "}"));
        rig.look(waiting);
    }

    private void retry(JobId id, StepName step, Consent consent) {
        rig.clock().advance(Duration.ofSeconds(1));
        rig.retry(id, step.group(), consent);
        rig.attend(_ -> {});
        rig.twilio().forgetRequests();
    }

    private List<String> changes() {
        return rig.twilio().operations().stream()
                .filter(operation -> !operation.startsWith("GET"))
                .toList();
    }

    private List<String> sids() {
        return rig.twilio().resources(StepTestFixture.ACME).stream()
                .map(AnyResource::sid)
                .sorted()
                .toList();
    }
}
