package dev.tenantry.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.StepName;
import dev.tenantry.statemachine.ExecutionScript.Call;
import dev.tenantry.stepfunctions.lambda.LambdaResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks every path of the rollback state machine: each state, with each kind of failure, that ends well or not. */
@Execution(ExecutionMode.CONCURRENT)
class RollbackScenariosTest {
    private static final Definition DEFINITION = Definition.rollback();
    private static final List<String> STEPS =
            StepName.inRollbackOrder().stream().map(StepName::id).toList();
    private static final String FAILURES = "dev.tenantry.core.failure.";

    @Test
    void undoesOneStepAfterTheOther() {
        var outcome = new ExecutionScript().execute(DEFINITION);

        assertThat(outcome.status()).isEqualTo("SUCCEEDED");
        assertThat(outcome.functions()).isEqualTo(STEPS);
        assertThat(outcome.states())
                .containsExactlyElementsOf(StepName.inRollbackOrder().stream()
                        .map(StepName::rollbackTitle)
                        .toList());
        assertThat(outcome.output().toString()).isEqualTo("{\"message\":\"done\"}");
    }

    @Test
    void givesTheFunctionNothingButTheJobsIdTheStepAndWhichExecutionAsks() {
        assertThat(new ExecutionScript().execute(DEFINITION).calls())
                .extracting(Call::payload)
                .extracting(Object::toString)
                .containsExactlyElementsOf(STEPS.stream()
                        .map(step -> "{\"jobId\":\"job_1\",\"step\":\"" + step
                                + "\",\"execution\":\"job_1\",\"redriveCount\":0}")
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("eachStep")
    void tellsTheFunctionOfARedriveAndGoesOnWhereItStopped(String step) {
        var outcome = new ExecutionScript()
                .script(step, ExecutionScript.thrown(FAILURES + "NeedsHumanException"), 1)
                .redriveWhenItFails()
                .execute(DEFINITION);

        assertThat(outcome.status()).isEqualTo("SUCCEEDED");
        assertThat(outcome.functionsAfterRedrives(0)).isEqualTo(STEPS.subList(0, STEPS.indexOf(step) + 1));
        assertThat(outcome.functionsAfterRedrives(1)).isEqualTo(STEPS.subList(STEPS.indexOf(step), STEPS.size()));
    }

    @ParameterizedTest
    @MethodSource("eachStepAndRetriedError")
    void triesAgainAndGoesOn(String step, String error, int retries) {
        var outcome = new ExecutionScript()
                .script(step, ExecutionScript.thrown(error), retries)
                .execute(DEFINITION);

        assertThat(outcome.status()).isEqualTo("SUCCEEDED");
        assertThat(outcome.functions()).hasSize(STEPS.size() + retries);
    }

    @ParameterizedTest
    @MethodSource("eachStepAndRetriedError")
    void failsInPlaceWhenTryingAgainDoesNotHelp(String step, String error, int retries) {
        var outcome = new ExecutionScript()
                .script(step, ExecutionScript.thrown(error), retries + 1)
                .execute(DEFINITION);

        assertThat(outcome.status()).isEqualTo("FAILED");
        assertThat(outcome.error()).isEqualTo(error);
        assertThat(outcome.functions())
                .hasSize(STEPS.indexOf(step) + retries + 1)
                .endsWith(step);
    }

    @ParameterizedTest
    @MethodSource("eachStepAndFinalError")
    void failsInPlaceAtOnceWhereOnlyAPersonHelps(String step, String error) {
        var outcome = new ExecutionScript()
                .script(step, ExecutionScript.thrown(error), 1)
                .execute(DEFINITION);

        assertThat(outcome.status()).isEqualTo("FAILED");
        assertThat(outcome.error()).isEqualTo(error);
        assertThat(outcome.functions()).hasSize(STEPS.indexOf(step) + 1).endsWith(step);
    }

    @ParameterizedTest
    @MethodSource("eachStepAndLambdaError")
    void triesAgainWhenLambdaDoesNotRunTheFunction(String step, String error) {
        var outcome = new ExecutionScript()
                .script(step, new LambdaResponse.ServiceError(error, "told to", 500), 1)
                .execute(DEFINITION);

        assertThat(outcome.status()).isEqualTo("SUCCEEDED");
        assertThat(outcome.functions()).filteredOn(step::equals).hasSize(2);
    }

    /** A step of the job before may hold a claim when the rollback begins: for 60 s, and 5 s longer. */
    @Test
    void waitsLongerThanAFunctionCanHoldAClaimBeforeItGivesUp() {
        var outcome = new ExecutionScript()
                .script("buy-numbers", ExecutionScript.thrown(FAILURES + "NotProcessedException"), 11)
                .execute(DEFINITION);

        assertThat(outcome.took()).isBetween(Duration.ofSeconds(65), Duration.ofSeconds(2 + 4 + 8 + 16 + 32 + 5 * 60));
    }

    private static Stream<String> eachStep() {
        return STEPS.stream();
    }

    private static Stream<Arguments> eachStepAndRetriedError() {
        return STEPS.stream()
                .flatMap(step -> Stream.of(
                        Arguments.of(step, FAILURES + "NotProcessedException", 10),
                        Arguments.of(step, FAILURES + "UnknownOutcomeException", 6),
                        Arguments.of(step, "Lambda.Unknown", 8),
                        Arguments.of(step, "Sandbox.Timedout", 8)));
    }

    private static Stream<Arguments> eachStepAndFinalError() {
        return STEPS.stream().flatMap(step -> Stream.of(
                        FAILURES + "NeedsHumanException",
                        FAILURES + "PermanentFailureException",
                        FAILURES + "TryAnotherException",
                        "java.lang.IllegalStateException")
                .map(error -> Arguments.of(step, error)));
    }

    private static Stream<Arguments> eachStepAndLambdaError() {
        return STEPS.stream().flatMap(step -> Stream.of(
                        "ServiceException",
                        "TooManyRequestsException",
                        "SnapStartException",
                        "SnapStartNotReadyException",
                        "SnapStartTimeoutException")
                .map(error -> Arguments.of(step, error)));
    }
}
