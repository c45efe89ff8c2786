package dev.tenantry.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.failure.TryAnotherException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the definitions say, against the classes that they name. */
class DefinitionTest {
    private static final Definition PROVISIONING = Definition.provisioning();
    private static final Definition A2P = Definition.a2pRegistration();
    private static final Definition TOLL_FREE = Definition.tollFreeVerification();
    private static final Definition ROLLBACK = Definition.rollback();

    /**
     * What Step Functions and Lambda may report themselves ("Handling errors in Step Functions workflows"; Lambda's
     * API, "Invoke").
     */
    private static final Set<String> RESERVED = Set.of(
            "Lambda.AWSLambdaException",
            "Lambda.ClientExecutionTimeoutException",
            "Lambda.SdkClientException",
            "Lambda.ServiceException",
            "Lambda.SnapStartException",
            "Lambda.SnapStartNotReadyException",
            "Lambda.SnapStartTimeoutException",
            "Lambda.TooManyRequestsException",
            "Lambda.Unknown",
            "Sandbox.Timedout",
            "States.Timeout");

    /** These end a step in place: trying the same again would change nothing. */
    private static final Set<Class<?>> DELIBERATELY_UNMATCHED =
            Set.of(NeedsHumanException.class, PermanentFailureException.class, TryAnotherException.class);

    @Test
    void namesItsStatesAsPeopleReadTheSteps() {
        assertThat(PROVISIONING.tasks().keySet())
                .containsExactlyElementsOf(titles(StepGroup.TENANT, "Start registrations", "Complete"));
        assertThat(A2P.tasks().keySet()).containsExactlyElementsOf(titles(StepGroup.A2P, "Complete"));
        assertThat(TOLL_FREE.tasks().keySet()).containsExactlyElementsOf(titles(StepGroup.TOLL_FREE, "Complete"));
    }

    /**
     * The reviewers are people, or carriers, and Twilio promises no time. Two months are longer than any review that it
     * documents.
     */
    @Test
    void waitsForReviewsAndForNothingElse() {
        assertThat(names(A2P, DefinitionTest::waits))
                .containsExactly(
                        "Register customer profile",
                        "Register A2P brand",
                        "Register A2P campaign",
                        "Register numbers with the campaign");
        assertThat(names(TOLL_FREE, DefinitionTest::waits)).containsExactly("Verify toll-free numbers");
        assertThat(names(PROVISIONING, DefinitionTest::waits)).isEmpty();
        assertThat(Stream.of(A2P, TOLL_FREE)
                        .flatMap(definition -> definition.tasks().values().stream())
                        .filter(DefinitionTest::waits))
                .allSatisfy(state -> assertThat(
                                Duration.ofSeconds(state.get("TimeoutSeconds").longValue()))
                        .isEqualTo(Duration.ofDays(60)));
    }

    @Test
    void namesTheStatesOfTheRollbackAsPeopleReadThemInTheOrderOfUndoing() {
        assertThat(ROLLBACK.tasks().keySet())
                .containsExactlyElementsOf(StepName.inRollbackOrder().stream()
                        .map(StepName::rollbackTitle)
                        .toList());
        assertThat(ROLLBACK.tasks().values())
                .extracting(state -> state.at("/Arguments/Payload/step").textValue())
                .containsExactlyElementsOf(
                        StepName.inRollbackOrder().stream().map(StepName::id).toList());
    }

    @Test
    void undoesEachStepOnce() {
        assertThat(StepName.inRollbackOrder()).containsExactlyInAnyOrder(StepName.values());
    }

    @ParameterizedTest
    @MethodSource("states")
    void matchesOnlyNamesThatCanOccur(JsonNode state) throws ClassNotFoundException {
        for (var name : errorEquals(state)) {
            if (!RESERVED.contains(name)) {
                assertThat(ProvisioningFailure.class).isAssignableFrom(Class.forName(name));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("states")
    void matchesEveryFailureOrDeliberatelyNot(JsonNode state) {
        var unmatched = new HashSet<Class<?>>(Set.of(ProvisioningFailure.class.getPermittedSubclasses()));
        unmatched.removeIf(failure -> errorEquals(state).contains(failure.getName()));

        assertThat(unmatched).isEqualTo(DELIBERATELY_UNMATCHED);
    }

    @ParameterizedTest
    @MethodSource("states")
    void retriesEverythingThatLambdaMayFailWith(JsonNode state) {
        var expected = new HashSet<>(RESERVED);
        if (waits(state)) {
            // Nobody has decided in all that time: to hand it in again changes nothing.
            expected.remove("States.Timeout");
        }

        assertThat(errorEquals(state)).containsAll(expected);
        assertThat(errorEquals(state).contains("States.Timeout")).isNotEqualTo(waits(state));
    }

    @ParameterizedTest
    @MethodSource("states")
    void retriesEachStepInTheSameWay(JsonNode state) {
        var usual = retriers(PROVISIONING.tasks().values().iterator().next());

        assertThat(retriers(state))
                .usingElementComparator(Comparator.comparing(DefinitionTest::withoutTimeout))
                .isEqualTo(usual);
    }

    private static String withoutTimeout(JsonNode retrier) {
        return retrier.toString().replace(",\"States.Timeout\"", "");
    }

    @ParameterizedTest
    @MethodSource("states")
    void backsOffWithJitter(JsonNode state) {
        assertThat(retriers(state)).allSatisfy(retrier -> {
            assertThat(retrier.get("JitterStrategy").textValue()).isEqualTo("FULL");
            assertThat(retrier.get("BackoffRate").doubleValue()).isGreaterThan(1);
            assertThat(retrier.get("MaxDelaySeconds").intValue()).isEqualTo(isForTurns(retrier) ? 10 : 60);
        });
    }

    /**
     * A function that is busy is a queue and not a failure. Of a thousand registrations at once, one of which registers
     * its brand at a time, and takes 3 s for it, the last waits for 3,000 s; with full jitter a wait is 5 s on average.
     */
    @ParameterizedTest
    @MethodSource("states")
    void waitsItsTurnInACrowd(JsonNode state) {
        assertThat(retriers(state))
                .filteredOn(DefinitionTest::isForTurns)
                .singleElement()
                .satisfies(retrier -> {
                    assertThat(retrier.get("IntervalSeconds").intValue()).isEqualTo(1);
                    assertThat(retrier.get("MaxAttempts").intValue()).isGreaterThanOrEqualTo(3_000 / 5);
                });
    }

    static Stream<Named<JsonNode>> states() {
        return Stream.of(PROVISIONING, A2P, TOLL_FREE, ROLLBACK)
                .flatMap(definition -> definition.tasks().entrySet().stream())
                .map(state -> Named.of(state.getKey(), state.getValue()));
    }

    private static List<String> titles(StepGroup group, String... more) {
        return Stream.concat(group.steps().stream().map(StepName::title), Stream.of(more))
                .toList();
    }

    private static List<String> names(Definition definition, Predicate<JsonNode> which) {
        return definition.tasks().entrySet().stream()
                .filter(state -> which.test(state.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean waits(JsonNode state) {
        return state.get("Resource").textValue().endsWith(".waitForTaskToken");
    }

    private static List<JsonNode> retriers(JsonNode state) {
        return StreamSupport.stream(state.get("Retry").spliterator(), false).toList();
    }

    private static boolean isForTurns(JsonNode retrier) {
        return retrier.get("ErrorEquals").get(0).textValue().equals("Lambda.TooManyRequestsException");
    }

    private static List<String> errorEquals(JsonNode state) {
        return retriers(state).stream()
                .flatMap(retrier ->
                        StreamSupport.stream(retrier.get("ErrorEquals").spliterator(), false))
                .map(JsonNode::textValue)
                .toList();
    }
}
