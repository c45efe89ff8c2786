package dev.tenantry.local.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Instant BEGIN = Instant.parse("2026-12-01T10:00:00Z");
    private static final MetricId METRIC = new MetricId("N", "M", Map.of("D", "d"));

    private final TestClock clock = new TestClock(BEGIN.plusSeconds(20));
    private final Metrics metrics = new Metrics(clock);

    @Test
    void keepsTheStatisticsOfEachMinute() {
        List.of(4, 1, 7).forEach(value -> metrics.add(METRIC, value));
        clock.forward(Duration.ofMinutes(1));
        metrics.add(METRIC, 10);

        assertThat(List.of("Sum", "Maximum", "Minimum", "Average", "SampleCount"))
                .extracting(name -> statistic(name, 1).getAsDouble())
                .containsExactly(12.0, 7.0, 1.0, 4.0, 3.0);
        assertThat(statistic("Sum", 2)).hasValue(22);
    }

    @Test
    void hasNothingOfOtherDimensionsOrTimes() {
        metrics.add(METRIC, 1);

        assertThat(metrics.statistic(new MetricId("N", "M", Map.of()), "Sum", BEGIN, BEGIN.plusSeconds(60)))
                .isEmpty();
        assertThat(metrics.statistic(METRIC, "Sum", BEGIN.minusSeconds(60), BEGIN))
                .isEmpty();
    }

    @Test
    void forgetsWhatIsOldAndKeepsOnlySoManyMetrics() {
        metrics.add(METRIC, 1);
        clock.forward(Duration.ofHours(4));
        metrics.add(METRIC, 1);
        IntStream.range(0, 5000).forEach(i -> metrics.add("N", "M", "D", "value " + i, 1));

        assertThat(statistic("Sum", 600)).hasValue(1);
        assertThat(metrics.ids()).hasSize(2000);
    }

    /**
     * The first example of the CloudWatch User Guide, "Specification: Embedded metric format", with a list of values.
     */
    @Test
    void readsTheEmbeddedMetricFormat() {
        EmbeddedMetricFormat.read("""
                {"_aws":{"Timestamp":1574109732004,"CloudWatchMetrics":[{"Namespace":"lambda-function-metrics",\
                "Dimensions":[["functionVersion"],[]],"Metrics":[{"Name":"time","Unit":"Milliseconds"}]}]},\
                "functionVersion":"$LATEST","time":[100,50],"requestId":"989ffbf8-9ace-4817-a57c-e4dd734019ee"}""", metrics);
        EmbeddedMetricFormat.read("not a line with \"_aws\"", metrics);
        EmbeddedMetricFormat.read("{not JSON with \"_aws\"", metrics);

        assertThat(metrics.ids())
                .containsExactlyInAnyOrder(
                        new MetricId("lambda-function-metrics", "time", Map.of("functionVersion", "$LATEST")),
                        new MetricId("lambda-function-metrics", "time", Map.of()));
        assertThat(metrics.statistic(
                        new MetricId("lambda-function-metrics", "time", Map.of()), "Sum", BEGIN, BEGIN.plusSeconds(60)))
                .hasValue(150);
    }

    private OptionalDouble statistic(String name, int minutes) {
        return metrics.statistic(METRIC, name, BEGIN, BEGIN.plus(Duration.ofMinutes(minutes)));
    }
}
