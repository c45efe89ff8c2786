package dev.tenantry.stepfunctions.jsonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenantry.stepfunctions.jsonata.library.Library;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sizes at which AWS was measured to end an evaluation, and shapes that would not end without limits. */
@DisplayName("Limits of an evaluation")
class LimitsTest {
    private static final String DOUBLING =
            "($f := function($s, $n){ $n = 0 ? $s : $f($s & $s, $n - 1) }; $length($f('x', %s)))";
    private static final String RECURSION = "($f := function($x){ $x <= 0 ? 0 : 1 + $f($x - 1) }; $f(%s))";

    private static Object evaluate(String expression) {
        return Jsonata.compile(expression)
                .evaluate(
                        null,
                        Map.of(),
                        new Jsonata.Functions(Library.FUNCTIONS),
                        new Host() {
                            @Override
                            public long timeMillis() {
                                return 0;
                            }

                            @Override
                            public RandomGenerator random() {
                                return new Random(1);
                            }
                        },
                        new Meter.Budget(20_000_000));
    }

    private static String failure(String expression) {
        return catchThrowableOfType(JsonataException.class, () -> evaluate(expression))
                .getMessage();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$count([1..%s])                                       | 873782 | 873783",
                "[1..%s] ~> $count()                                   | 873782 | 873783",
                "$count($range(1, %s, 1))                              | 360145 | 360146",
                DOUBLING + "| 22 | 23",
            })
    void ofMemoryLieWhereAwsHasThem(String expression, int last, int next) {
        assertThat(evaluate(expression.formatted(last))).isInstanceOf(Long.class);
        assertThat(failure(expression.formatted(next))).isEqualTo(Meter.TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource({"31, 32", "30, 100"})
    void ofNestingLieWhereAwsHasThem(int last, int next) {
        assertThat(evaluate(RECURSION.formatted(last))).isEqualTo((long) last);
        assertThat(failure(RECURSION.formatted(next))).isEqualTo(Meter.TOO_DEEP);
    }

    @ParameterizedTest
    @CsvSource({"1,+1,99,100", "(,1,99,100"})
    void ofOperatorsLieWhereAwsHasThem(String first, String part, int last, int next) {
        assertThat(evaluate(nested(first, part, last))).isInstanceOf(Long.class);
        assertThat(failure(nested(first, part, next))).isEqualTo(Meter.TOO_DEEP);
    }

    private static String nested(String first, String part, int count) {
        return first.equals("(") ? "(".repeat(count) + part + ")".repeat(count) : first + part.repeat(count);
    }

    /** A last call within a built-in function deepens Java's stack, whose end must not decide. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "($f := function($x){ $map([1, 2], $f) }; $f(1))",
                "($f := function($x){ $single([1, 2], $f) }; $f(1))",
                "($f := function($x){ $filter([1..10], $f) }; $f(1))",
                "($f := function($x){ $each({'a': 1, 'b': 2}, $f) }; $f(1))",
                "($f := function($x){ $sort([1..10], function($a, $b){ $f($a) }) }; $f(1))",
            })
    void endRecursionThroughBuiltInFunctions(String expression) {
        assertThat(failure(expression)).isEqualTo(Meter.TOO_DEEP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "($f := function($x){ $f($x + 1) }; $f(1))",
                "$contains($pad('a', 40, 'a') & '!', /(.*a){20}x/)",
                "$reduce([1..100000], function($a, $i){ $merge([$a, {$string($i): $i}]) }, {})",
                "$toMillis($pad('1', 60, '1') & 'x', '[Y][M][D][H][m][s][f][d][W][w][X]z')",
                "($x := $reduce([1..30], function($a, $i){ [[$a], [$a]] }, 'a'); $x.b)",
                "($s := $pad('x', 2000000); $sort($map([1..100000], function($i){ $s })))",
                "($r := [1..300000]; $map([1..100000], function($i){ $count([$r]) }))",
            })
    void endWhatDoesNotEndByItself(String expression) {
        assertThat(failure(expression)).isEqualTo(Meter.TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$pad('x', 1e300)",
                "$fromMillis(0, '[Y,1000000000-1000000000]')",
                "$join($map([1..100000], $string), $pad('x', 4000000))",
                "$map([1..100], function($i){ ($s := $pad('x', 4000000); function(){ $s }) })",
                "($f := function($x){ $f({'a': $x & $x}.a) }; $f('x'))",
            })
    void endWhatNeedsTooMuchMemory(String expression) {
        assertThat(failure(expression)).isEqualTo(Meter.TOO_LARGE);
    }

    /** Java needs a time that grows with the square of their number for letters that become several. */
    @ParameterizedTest
    @CsvSource({"uppercase, ß, 2", "lowercase, İ, 2", "uppercase, 'aß', 3"})
    void doNotMakeLettersThatBecomeSeveralSlow(String function, String text, long length) {
        int times = 1_000_000;
        String expression = "$length($%s($pad('', %d, '%s')))".formatted(function, times * text.length(), text);
        assertThat(evaluate(expression)).isEqualTo(times * length);
    }
}
