package dev.tenantry.core.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.Environment;
import dev.tenantry.core.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The lines are compared with the CloudWatch User Guide, "Specification: Embedded metric format". */
class MetricLinesTest {
    private final MetricLines lines = MetricLines.Source.of(
                    Environment.of(Map.of("METRICS_NAMESPACE", "Tenantry/prod")),
                    InstantSource.fixed(Instant.ofEpochMilli(1_574_109_732_004L)))
            .begin();

    @Test
    void aMetricWithoutADimensionIsOneLine() {
        lines.add(Metric.JOBS_NOT_MOVING, 3);

        assertThat(texts()).containsExactly("""
                        {"_aws":{"Timestamp":1574109732004,"CloudWatchMetrics":[{"Namespace":"Tenantry/prod",\
                        "Dimensions":[[]],"Metrics":[{"Name":"JobsNotMoving","Unit":"Count"}]}]},"JobsNotMoving":3}""");
    }

    @Test
    void theValueOfADimensionIsAMemberOfTheLine() {
        lines.add(Metric.STEP_DURATION, "buy-numbers", 1200);

        assertThat(texts()).containsExactly("""
                        {"_aws":{"Timestamp":1574109732004,"CloudWatchMetrics":[{"Namespace":"Tenantry/prod",\
                        "Dimensions":[["Step"]],"Metrics":[{"Name":"StepDuration","Unit":"Milliseconds"}]}]},\
                        "Step":"buy-numbers","StepDuration":1200}""");
    }

    @Test
    void severalValuesOfAMetricAreInOneLineAndEachDimensionInItsOwn() throws Exception {
        lines.add(Metric.JOBS_ENDED, "COMPLETE", 1);
        lines.add(Metric.JOBS_ENDED, "FAILED", 1);
        lines.add(Metric.JOBS_ENDED, "COMPLETE", 1);

        assertThat(json())
                .extracting(line -> line.get("Outcome").asText() + line.get("JobsEnded"))
                .containsExactly("COMPLETE[1,1]", "FAILED1");
    }

    /** A line may have at most a hundred values of a metric. */
    @Test
    void manyValuesAreInSeveralLines() throws Exception {
        IntStream.range(0, 201).forEach(value -> lines.add(Metric.STEP_DURATION, "buy-numbers", value));

        assertThat(json()).extracting(line -> line.get("StepDuration").size()).containsExactly(100, 100, 0);
        assertThat(json().getLast().get("StepDuration").asInt()).isEqualTo(200);
    }

    @Test
    void aDimensionIsRequiredWhereTheMetricHasOneAndRefusedElsewhere() {
        assertThatThrownBy(() -> lines.add(Metric.JOBS_ENDED, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> lines.add(Metric.SPEND_ALARMS, "acme", 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private List<String> texts() {
        return lines.lines().stream().map(line -> new String(line, UTF_8)).toList();
    }

    private List<JsonNode> json() throws Exception {
        var json = new ArrayList<JsonNode>();
        for (var text : texts()) {
            json.add(Json.parse(text));
        }
        return json;
    }
}
