package dev.tenantry.local.cloudwatch;

import static dev.tenantry.local.cloudwatch.AlarmState.INSUFFICIENT_DATA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.local.cloudwatch.AlarmRule.Comparison;
import dev.tenantry.local.cloudwatch.AlarmRule.Missing;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The two tables of the CloudWatch User Guide, "How alarm state is evaluated when data is missing": 0 is within the
 * threshold, X is not, - is missing.
 */
class AlarmRuleTest {

    @ParameterizedTest
    @CsvSource({
        "0 - X - X, OK, OK, OK, OK",
        "0 - - - -, OK, OK, OK, OK",
        "- - - - -, INSUFFICIENT_DATA, RETAIN, ALARM, OK",
        "0 X X - X, ALARM, ALARM, ALARM, ALARM",
        "- - X - -, ALARM, RETAIN, ALARM, OK",
        "- - - - X, INSUFFICIENT_DATA, RETAIN, ALARM, OK",
        "X - - - -, ALARM, RETAIN, ALARM, OK",
    })
    void threeOfThree(String values, String missing, String ignore, String breaching, String notBreaching) {
        check(3, values, missing, ignore, breaching, notBreaching);
    }

    @ParameterizedTest
    @CsvSource({
        "0 - X - X, ALARM, ALARM, ALARM, ALARM",
        "0 0 X 0 X, ALARM, ALARM, ALARM, ALARM",
        "0 - X - -, OK, OK, ALARM, OK",
        "- - - - 0, OK, OK, ALARM, OK",
        "- - - X -, ALARM, RETAIN, ALARM, OK",
        "- - - - X, INSUFFICIENT_DATA, RETAIN, ALARM, OK",
    })
    void twoOfThree(String values, String missing, String ignore, String breaching, String notBreaching) {
        check(2, values, missing, ignore, breaching, notBreaching);
    }

    @ParameterizedTest
    @CsvSource({
        "GREATER_THAN_THRESHOLD, OK, ALARM, OK",
        "GREATER_THAN_OR_EQUAL_TO_THRESHOLD, ALARM, ALARM, OK",
        "LESS_THAN_THRESHOLD, OK, OK, ALARM",
        "LESS_THAN_OR_EQUAL_TO_THRESHOLD, ALARM, OK, ALARM",
    })
    void comparesWithTheThreshold(Comparison comparison, AlarmState at, AlarmState above, AlarmState below) {
        var rule = new AlarmRule(1, 1, comparison, 5, Missing.MISSING);

        assertThat(Stream.of(5.0, 5.5, 4.5)
                        .map(value -> rule.evaluate(List.of(OptionalDouble.of(value)), INSUFFICIENT_DATA)))
                .containsExactly(at, above, below);
    }

    private static void check(int datapoints, String values, String... expected) {
        var treatments = List.of(Missing.MISSING, Missing.IGNORE, Missing.BREACHING, Missing.NOT_BREACHING);
        for (var i = 0; i < expected.length; i++) {
            var rule = new AlarmRule(3, datapoints, Comparison.GREATER_THAN_THRESHOLD, 0, treatments.get(i));
            for (var now : AlarmState.values()) {
                var state = expected[i].equals("RETAIN") ? now : AlarmState.valueOf(expected[i]);
                assertThat(rule.evaluate(points(values), now))
                        .as(values + " " + treatments.get(i) + " from " + now)
                        .isEqualTo(state);
            }
        }
    }

    private static List<OptionalDouble> points(String values) {
        return Stream.of(values.split(" "))
                .map(value -> switch (value) {
                    case "0" -> OptionalDouble.of(0);
                    case "X" -> OptionalDouble.of(1);
                    default -> OptionalDouble.empty();
                })
                .toList();
    }
}
