package dev.tenantry.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.statemachine.ExecutionScript.Outcome;
import dev.tenantry.stepfunctions.lambda.LambdaResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Walks every path of the two state machines that wait for reviews: each state, with each kind of failure, and with
 * reviews that approve, refuse, or never end.
 */
@Execution(ExecutionMode.CONCURRENT)
class RegistrationScenariosTest {
    private static final Duration REVIEW = Duration.ofDays(15);
    private static final String FAILURES = "dev.tenantry.core.failure.";

    private static final Registration A2P = new Registration(
            Definition.a2pRegistration(),
            StepGroup.A2P,
            List.of(
                    "RegisterCustomerProfileFunction",
                    "RegisterBrandFunction",
                    "RegisterCampaignFunction",
                    "RegisterNumbersFunction"),
            List.of(
                    "RegisterCustomerProfileFunction",
                    "RegisterTrustProductFunction",
                    "RegisterBrandFunction",
                    "RegisterCampaignFunction",
                    "RegisterNumbersFunction",
                    "CompleteFunction"));
    private static final Registration TOLL_FREE = new Registration(
            Definition.tollFreeVerification(),
            StepGroup.TOLL_FREE,
            List.of("VerifyTollFreeNumbersFunction"),
            List.of("VerifyTollFreeNumbersFunction", "CompleteFunction"));

    /**
     * A registration.
     *
     * @param definition of its state machine
     * @param group the part of a job that it is
     * @param waiting the functions that wait for reviews
     * @param functions all its functions, in the order in which they run
     */
    record Registration(Definition definition, StepGroup group, List<String> waiting, List<String> functions) {

        /** An execution whose reviews all end well, each after fifteen days. */
        private ExecutionScript run() {
            var run = new ExecutionScript();
            waiting.forEach(function -> run.approve(function, REVIEW));
            return run;
        }

        /** The functions up to this one, which is called so often. */
        private List<String> upTo(String function, int times) {
            var before = new ArrayList<>(functions.subList(0, functions.indexOf(function)));
            IntStream.range(0, times).forEach(_ -> before.add(function));
            return before;
        }

        @Override
        public String toString() {
            return group.word();
        }
    }

    @ParameterizedTest
    @MethodSource("registrations")
    void takesOneStepAfterTheOther(Registration registration) {
        var outcome = registration.run().execute(registration.definition());

        assertThat(outcome.status()).isEqualTo("SUCCEEDED");
        assertThat(outcome.functions()).isEqualTo(registration.functions());
        assertThat(outcome.states())
                .containsExactlyElementsOf(
                        Stream.concat(registration.group().steps().stream().map(StepName::title), Stream.of("Complete"))
                                .toList());
        assertThat(outcome.output().toString()).isEqualTo("{\"message\":\"done\"}");
    }

    /** Step Functions keeps 25,000 events of an execution; a loop that polls would fill that, and pay for each. */
    @ParameterizedTest
    @MethodSource("registrations")
    void waitsFifteenDaysForEachReviewInAShortHistory(Registration registration) {
        var outcome = registration.run().execute(registration.definition());

        assertThat(outcome.took())
                .isEqualTo(REVIEW.multipliedBy(registration.waiting().size()));
        assertThat(outcome.events()).isLessThan(200);
    }

    @ParameterizedTest
    @MethodSource("registrations")
    void givesATaskTokenOfItsOwnToEachFunctionThatWaits(Registration registration) {
        var outcome = registration.run().execute(registration.definition());

        assertThat(outcome.calls()).allSatisfy(call -> {
            assertThat(call.payload().get("jobId").textValue()).isEqualTo("job_1");
            assertThat(call.payload().get("execution").textValue()).isEqualTo("job_1");
            assertThat(call.payload().get("redriveCount").intValue()).isZero();
            assertThat(call.payload().has("taskToken"))
                    .isEqualTo(registration.waiting().contains(call.function()));
        });
        assertThat(tokens(outcome)).hasSize(registration.waiting().size()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("eachReview")
    void failsInPlaceWhenAReviewRefuses(Registration registration, String function) {
        var outcome = registration
                .run()
                .refuse(function, REVIEW, FAILURES + "NeedsHumanException")
                .execute(registration.definition());

        assertThat(outcome.status()).isEqualTo("FAILED");
        assertThat(outcome.error()).isEqualTo(FAILURES + "NeedsHumanException");
        assertThat(outcome.functions()).isEqualTo(registration.upTo(function, 1));
    }

    @ParameterizedTest
    @MethodSource("eachReview")
    void failsInPlaceWhenAReviewNeverEnds(Registration registration, String function) {
        var run = new ExecutionScript();
        registration.waiting().stream()
                .filter(other -> !other.equals(function))
                .forEach(other -> run.approve(other, Duration.ofHours(1)));

        var outcome = run.execute(registration.definition());

        assertThat(outcome.status()).isEqualTo("FAILED");
        assertThat(outcome.error()).isEqualTo("States.Timeout");
        assertThat(outcome.functions()).isEqualTo(registration.upTo(function, 1));
        assertThat(outcome.took()).isBetween(Duration.ofDays(60), Duration.ofDays(61));
    }

    @Test
    void givesAnotherTaskTokenToAFunctionThatIsTriedAgain() {
        var outcome = TOLL_FREE
                .run()
                .script("VerifyTollFreeNumbersFunction", ExecutionScript.thrown("Sandbox.Timedout"), 2)
                .execute(TOLL_FREE.definition());

        assertThat(outcome.status()).isEqualTo("SUCCEEDED");
        assertThat(tokens(outcome)).hasSize(3).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("eachStateAndRetriedError")
    void triesAgainAndGoesOn(Registration registration, String function, String error, int retries) {
        var outcome = registration
                .run()
                .script(function, ExecutionScript.thrown(error), retries)
                .execute(registration.definition());

        assertThat(outcome.status()).isEqualTo("SUCCEEDED");
        assertThat(outcome.functions()).hasSize(registration.functions().size() + retries);
    }

    @ParameterizedTest
    @MethodSource("eachStateAndRetriedError")
    void failsInPlaceWhenTryingAgainDoesNotHelp(Registration registration, String function, String error, int retries) {
        var outcome = registration
                .run()
                .script(function, ExecutionScript.thrown(error), retries + 1)
                .execute(registration.definition());

        assertThat(outcome.status()).isEqualTo("FAILED");
        assertThat(outcome.error()).isEqualTo(error);
        assertThat(outcome.functions()).isEqualTo(registration.upTo(function, retries + 1));
    }

    @ParameterizedTest
    @MethodSource("eachStateAndFinalError")
    void failsInPlaceAtOnceWhereOnlyAPersonHelps(Registration registration, String function, String error) {
        var outcome = registration
                .run()
                .script(function, ExecutionScript.thrown(error), 1)
                .execute(registration.definition());

        assertThat(outcome.status()).isEqualTo("FAILED");
        assertThat(outcome.error()).isEqualTo(error);
        assertThat(outcome.functions()).isEqualTo(registration.upTo(function, 1));
    }

    @ParameterizedTest
    @MethodSource("eachStateAndLambdaError")
    void triesAgainWhenLambdaDoesNotRunTheFunction(Registration registration, String function, String error) {
        var outcome = registration
                .run()
                .script(function, new LambdaResponse.ServiceError(error, "told to", 500), 1)
                .execute(registration.definition());

        assertThat(outcome.status()).isEqualTo("SUCCEEDED");
        assertThat(outcome.functions()).filteredOn(function::equals).hasSize(2);
    }

    private static Stream<Registration> registrations() {
        return Stream.of(A2P, TOLL_FREE);
    }

    private static List<String> tokens(Outcome outcome) {
        return outcome.calls().stream()
                .filter(call -> call.payload().has("taskToken"))
                .map(call -> call.payload().get("taskToken").textValue())
                .toList();
    }

    private static Stream<Arguments> eachReview() {
        return registrations().flatMap(registration -> registration.waiting().stream()
                .map(function -> Arguments.of(registration, function)));
    }

    private static Stream<Arguments> eachStateAndRetriedError() {
        return states().flatMap(state -> Stream.of(
                with(state, FAILURES + "NotProcessedException", 10),
                with(state, FAILURES + "UnknownOutcomeException", 6),
                with(state, "Lambda.TooManyRequestsException", 600),
                with(state, "Lambda.Unknown", 8),
                with(state, "Sandbox.Timedout", 8)));
    }

    private static Stream<Arguments> eachStateAndFinalError() {
        return states().flatMap(state -> Stream.of(
                with(state, FAILURES + "NeedsHumanException"),
                with(state, FAILURES + "PermanentFailureException"),
                with(state, FAILURES + "TryAnotherException"),
                with(state, "java.lang.IllegalStateException")));
    }

    private static Stream<Arguments> eachStateAndLambdaError() {
        return states().flatMap(state -> Stream.of(
                with(state, "ServiceException"),
                with(state, "TooManyRequestsException"),
                with(state, "SnapStartException"),
                with(state, "SnapStartNotReadyException"),
                with(state, "SnapStartTimeoutException")));
    }

    private static Stream<Object[]> states() {
        return registrations().flatMap(registration -> registration.functions().stream()
                .map(function -> new Object[] {registration, function}));
    }

    private static Arguments with(Object[] state, Object... more) {
        return Arguments.of(Stream.concat(Stream.of(state), Stream.of(more)).toArray());
    }
}
