package dev.tenantry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleTest {

    /** The worked example of "nearest rank" in Wikipedia's article "Percentile". */
    @ParameterizedTest
    @CsvSource({"5, 15", "30, 20", "40, 20", "50, 35", "100, 50"})
    void takesTheNearestRank(double percent, double value) {
        var sample = new Sample(List.of(50.0, 20.0, 15.0, 40.0, 35.0));

        assertThat(sample.percentile(percent)).isEqualTo(value);
    }

    @Test
    void leavesOutOneOfAHundredAtTheNinetyNinthPercentile() {
        var sample = new Sample(
                IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i).toList());

        assertThat(sample.percentile(99)).isEqualTo(99);
        assertThat(sample.median()).isEqualTo(50);
        assertThat(sample.least()).isEqualTo(1);
        assertThat(sample.most()).isEqualTo(100);
        assertThat(sample.size()).isEqualTo(100);
    }

    @Test
    void isAllOfItsOnlyValue() {
        var sample = new Sample(List.of(7.0));

        assertThat(List.of(sample.least(), sample.median(), sample.percentile(99), sample.most()))
                .containsOnly(7.0);
    }

    @Test
    void needsAValue() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sample(List.of()));
    }
}
