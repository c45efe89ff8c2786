package dev.tenantry.local.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricMathTest {
    private static final Map<String, OptionalDouble> VALUES =
            Map.of("m1", OptionalDouble.of(6), "m2", OptionalDouble.of(3), "none", OptionalDouble.empty());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m1 | 6",
                "m1 + m2 * 2 | 12",
                "(m1 + m2) * 2 | 18",
                "m1 - m2 - 1 | 2",
                "m1 / m2 | 2",
                "100 * m2/m1 | 50",
                "SUM([m1, m2]) | 9",
                "SUM([m1, none]) | 6",
                "MAX([m1,m2,none]) | 6",
                "MIN([m1, m2]) | 3",
                "FILL(none, 0) + m1 | 6",
                "FILL(m1, 0) - FILL(m2, 0) | 3",
            })
    void computes(String expression, double expected) {
        assertThat(MetricMath.evaluate(expression, VALUES)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "m1 + none", "none * m1", "SUM([none])", "MAX([none, none])"})
    void givesNothingWhereDataIsMissing(String expression) {
        assertThat(MetricMath.evaluate(expression, VALUES)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m3", "m1 +", "m1 m2", "SUM(m1)", "SEARCH('{a}', 'Sum')", "IF(m1 > 2, 1, 0)", "(m1"})
    void refusesWhatItDoesNotKnow(String expression) {
        assertThatThrownBy(() -> MetricMath.evaluate(expression, VALUES)).isInstanceOf(IllegalArgumentException.class);
    }
}
