package dev.tenantry.statemachine;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.statemachine.ExecutionScript.Call;
import dev.tenantry.statemachine.ExecutionScript.Outcome;
import dev.tenantry.stepfunctions.lambda.LambdaResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Walks every path of the provisioning state machine: each state, with each kind of failure, that ends well and that
 * does not.
 */
@Execution(ExecutionMode.CONCURRENT)
class ProvisioningScenariosTest {
    private static final Definition DEFINITION = Definition.provisioning();

    private static final Map<String, Set<String>> PREDECESSORS = DEFINITION.predecessors();

    /** The functions whose results a function uses, besides the subaccount, which all use. */
    private static final Map<String, Set<String>> USES = Map.of(
            "AttachNumbersFunction",
            Set.of(
                    "BuyNumbersFunction",
                    "CreateMessagingServiceFunction",
                    "CreateTwimlApplicationFunction",
                    "CreateSipTrunkFunction"),
            "SetEmergencyAddressFunction",
            Set.of("BuyNumbersFunction"),
            "StartRegistrationsFunction",
            Set.of("CheckSetupFunction"),
            "CompleteFunction",
            Set.of("StartRegistrationsFunction"));

    private static final List<String> FUNCTIONS =
            PREDECESSORS.keySet().stream().sorted().toList();
    private static final String FAILURES = "dev.tenantry.core.failure.";

    /** The classes that are tried again, with how often: a first call and this many retries. */
    private static final List<Retried> RETRIED = List.of(
            new Retried(FAILURES + "NotProcessedException", 10),
            new Retried(FAILURES + "UnknownOutcomeException", 6),
            new Retried("Lambda.TooManyRequestsException", 600),
            new Retried("Lambda.Unknown", 8),
            new Retried("Sandbox.Timedout", 8));

    /** Lambda refusing or failing to run a function, by the error's name in Lambda's API. */
    private static final List<String> LAMBDA_TRANSIENT = List.of(
            "ServiceException",
            "TooManyRequestsException",
            "SnapStartException",
            "SnapStartNotReadyException",
            "SnapStartTimeoutException");

    record Retried(String error, int retries) {}

    @Test
    void putsEachStepAfterThoseWhoseResultsItUses() {
        assertThat(PREDECESSORS.get("CreateSubaccountFunction")).isEmpty();
        assertThat(after("CreateSubaccountFunction")).hasSize(FUNCTIONS.size() - 1);
        assertThat(USES).allSatisfy((function, used) -> assertThat(PREDECESSORS.get(function))
                .containsAll(used));
    }

    @Test
    void checksTheSetupAfterAllOtherSteps() {
        assertThat(after("CheckSetupFunction"))
                .containsExactlyInAnyOrder("StartRegistrationsFunction", "CompleteFunction");
        assertThat(PREDECESSORS.get("CheckSetupFunction")).hasSize(FUNCTIONS.size() - 3);
    }

    @Test
    void runsEachStepOnceAndAfterThoseThatItNeeds() {
        var outcome = new ExecutionScript().execute(DEFINITION);

        assertThat(outcome.status()).isEqualTo("SUCCEEDED");
        assertThat(outcome.functions()).containsExactlyInAnyOrderElementsOf(FUNCTIONS);
        assertThat(outcome.functions())
                .allSatisfy(function -> assertThat(before(function, outcome)).containsAll(PREDECESSORS.get(function)));
        assertThat(outcome.output().toString()).isEqualTo("{\"message\":\"done\"}");
    }

    /** Each of them answers only when all have been called. */
    @Test
    void runsSideBySideWhatDoesNotNeedEachOther() {
        var lanes = Set.of(
                "CreateApiKeyFunction",
                "BuyNumbersFunction",
                "CreateMessagingServiceFunction",
                "CreateTwimlApplicationFunction",
                "CreateSipTrunkFunction",
                "SetSpendAlarmFunction",
                "SubscribeToEventsFunction",
                "CreateVerifyServiceFunction");

        var outcome = new ExecutionScript()
                .meet(lanes)
                .meet(Set.of("AttachNumbersFunction", "SetEmergencyAddressFunction"))
                .execute(DEFINITION);

        assertThat(outcome.status()).isEqualTo("SUCCEEDED");
    }

    @Test
    void givesEachFunctionNothingButTheJobsIdAndWhichExecutionAsks() {
        assertThat(new ExecutionScript().execute(DEFINITION).calls())
                .extracting(Call::payload)
                .allSatisfy(payload -> assertThat(payload.toString())
                        .isEqualTo("{\"jobId\":\"job_1\",\"execution\":\"job_1\",\"redriveCount\":0}"));
    }

    /** And nothing runs again that was done. */
    @ParameterizedTest
    @MethodSource("eachState")
    void tellsTheFunctionsThatComeAfterARedrive(String function) {
        var outcome = new ExecutionScript()
                .script(function, ExecutionScript.thrown(FAILURES + "NeedsHumanException"), 1)
                .redriveWhenItFails()
                .execute(DEFINITION);

        assertThat(outcome.status()).isEqualTo("SUCCEEDED");
        assertThat(outcome.functions())
                .containsAll(FUNCTIONS)
                .filteredOn(function::equals)
                .hasSize(2);
        assertThat(outcome.functionsAfterRedrives(0)).containsOnlyOnce(function).noneMatch(after(function)::contains);
        assertThat(outcome.functionsAfterRedrives(1))
                .containsOnlyOnce(function)
                .containsAll(after(function))
                .noneMatch(PREDECESSORS.get(function)::contains);
    }

    @ParameterizedTest
    @MethodSource("eachStateAndRetriedError")
    void triesAgainAndGoesOn(String function, Retried retried) {
        var outcome = new ExecutionScript()
                .script(function, ExecutionScript.thrown(retried.error()), retried.retries())
                .execute(DEFINITION);

        assertThat(outcome.status()).isEqualTo("SUCCEEDED");
        assertThat(outcome.functions()).hasSize(FUNCTIONS.size() + retried.retries());
    }

    @ParameterizedTest
    @MethodSource("eachStateAndRetriedError")
    void failsInPlaceWhenTryingAgainDoesNotHelp(String function, Retried retried) {
        var outcome = new ExecutionScript()
                .script(function, ExecutionScript.thrown(retried.error()), retried.retries() + 1)
                .execute(DEFINITION);

        assertThat(outcome.status()).isEqualTo("FAILED");
        assertThat(outcome.error()).isEqualTo(retried.error());
        assertThat(outcome.functions()).filteredOn(after(function)::contains).isEmpty();
        assertThat(outcome.functions()).filteredOn(function::equals).hasSize(retried.retries() + 1);
    }

    @ParameterizedTest
    @MethodSource("eachStateAndFinalError")
    void failsInPlaceAtOnceWhereOnlyAPersonOrAnotherPlanHelps(String function, String error) {
        var outcome = new ExecutionScript()
                .script(function, ExecutionScript.thrown(error), 1)
                .execute(DEFINITION);

        assertThat(outcome.status()).isEqualTo("FAILED");
        assertThat(outcome.error()).isEqualTo(error);
        assertThat(outcome.functions()).filteredOn(after(function)::contains).isEmpty();
        assertThat(outcome.functions()).filteredOn(function::equals).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("eachStateAndLambdaError")
    void triesAgainWhenLambdaDoesNotRunTheFunction(String function, String error) {
        var outcome = new ExecutionScript()
                .script(function, new LambdaResponse.ServiceError(error, "told to", 500), 1)
                .execute(DEFINITION);

        assertThat(outcome.status()).isEqualTo("SUCCEEDED");
        assertThat(outcome.functions()).filteredOn(function::equals).hasSize(2);
    }

    @Test
    void waitsLongerThanAFunctionCanHoldAClaimBeforeItGivesUp() {
        var outcome = new ExecutionScript()
                .script("BuyNumbersFunction", ExecutionScript.thrown(FAILURES + "NotProcessedException"), 11)
                .execute(DEFINITION);

        // The function lives 60 s at most and its claim 5 s longer; with full jitter the waits are half as long on
        // average.
        assertThat(outcome.took()).isBetween(Duration.ofSeconds(65), Duration.ofSeconds(2 + 4 + 8 + 16 + 32 + 5 * 60));
    }

    private static Stream<String> eachState() {
        return FUNCTIONS.stream();
    }

    private static Stream<Arguments> eachStateAndRetriedError() {
        return FUNCTIONS.stream().flatMap(function -> RETRIED.stream().map(error -> Arguments.of(function, error)));
    }

    private static Stream<Arguments> eachStateAndFinalError() {
        return FUNCTIONS.stream().flatMap(function -> Stream.of(
                        FAILURES + "NeedsHumanException",
                        FAILURES + "PermanentFailureException",
                        FAILURES + "TryAnotherException",
                        "java.lang.IllegalStateException")
                .map(error -> Arguments.of(function, error)));
    }

    private static Stream<Arguments> eachStateAndLambdaError() {
        return FUNCTIONS.stream()
                .flatMap(function -> LAMBDA_TRANSIENT.stream().map(error -> Arguments.of(function, error)));
    }

    private static List<String> before(String function, Outcome outcome) {
        return outcome.functions().subList(0, outcome.functions().indexOf(function));
    }

    /** The functions that are called only when this one has succeeded. */
    private static Set<String> after(String function) {
        return PREDECESSORS.keySet().stream()
                .filter(other -> PREDECESSORS.get(other).contains(function))
                .collect(toSet());
    }
}
