package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever happens to an organisation, in whatever order: after each event nothing is at Twilio that the ledger does
 * not know, no version is missing and no status went back; and once nothing goes wrong any more, its job completes,
 * after one retry at most, with one of everything.
 *
 * <p>{@code -Dmodel.sequences} asks for more sequences, {@code -Dmodel.seed} for others; the seed of a sequence that
 * fails is printed, and given as {@code model.seed} with one sequence it fails again.
 */
@Tag("long")
@Execution(ExecutionMode.CONCURRENT)
class ProvisioningModelTest {
    private static final int SEQUENCES = Integer.getInteger("model.sequences", 500);
    private static final long SEED = Long.getLong("model.seed", 1);

    /** So many share a table and a Twilio, which get slower the more they hold. */
    private static final int TOGETHER = 25;

    private static final AtomicInteger RUN = new AtomicInteger();
    private static final AtomicInteger ACTIONS = new AtomicInteger();

    @RegisterExtension
    final StepTestFixture rig = StepTestFixture.inMemory();

    /** Where a sequence went wrong: after so many of its actions, or in the end. */
    private record Failure(List<ModelAction> actions, List<String> violations) {}

    static LongStream firstSeeds() {
        return LongStream.iterate(SEED, seed -> seed < SEED + SEQUENCES, seed -> seed + TOGETHER);
    }

    @AfterAll
    static void tell() {
        System.out.printf("Model: %d sequences of %d actions from seed %d%n", RUN.get(), ACTIONS.get(), SEED);
    }

    @ParameterizedTest
    @MethodSource("firstSeeds")
    void holdsWhateverHappens(long first) {
        for (var seed = first; seed < Math.min(first + TOGETHER, SEED + SEQUENCES); seed++) {
            var actions = ModelAction.sequence(new Random(seed));
            var failure = run(actions).map(this::shrink);
            assertThat(failure)
                    .as("-Dmodel.seed=%d -Dmodel.sequences=1, cut down to what fails", seed)
                    .isEmpty();
            RUN.incrementAndGet();
            ACTIONS.addAndGet(actions.size());
        }
    }

    /** Negative control: with look-ups that see nothing there are duplicates, and some sequence finds one. */
    @Test
    void findsDuplicatesWhenLookUpsAreBlind() {
        rig.relay().emptyLists();

        assertThat(LongStream.range(SEED, SEED + 4 * TOGETHER)
                        .mapToObj(seed -> run(ModelAction.sequence(new Random(seed))))
                        .flatMap(Optional::stream)
                        .findFirst())
                .hasValueSatisfying(failure ->
                        assertThat(failure.violations().toString()).containsAnyOf("orphans", "2 subaccounts"));
    }

    private Optional<Failure> run(List<ModelAction> actions) {
        var run = new ModelRun(rig);
        for (var index = 0; index < actions.size(); index++) {
            var violations = run.act(actions.get(index));
            if (!violations.isEmpty()) {
                return Optional.of(new Failure(actions.subList(0, index + 1), violations));
            }
        }
        var violations = run.end();
        return violations.isEmpty() ? Optional.empty() : Optional.of(new Failure(actions, violations));
    }

    /** Leaves out one action after the other, the first one apart, as long as what is left still fails. */
    private Failure shrink(Failure failure) {
        var smallest = failure;
        for (var index = smallest.actions().size() - 1; index > 0; index--) {
            if (index < smallest.actions().size()) {
                smallest = run(without(smallest.actions(), index)).orElse(smallest);
            }
        }
        return smallest;
    }

    private static List<ModelAction> without(List<ModelAction> actions, int left) {
        return IntStream.range(0, actions.size())
                .filter(index -> index != left)
                .<ModelAction>mapToObj(actions::get)
                .toList();
    }
}
