package dev.tenantry.twilio.simulator.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DelaysTest {
    @Test
    void creatingAnAccountTakesAboutNineTenthsOfASecond() {
        var delays = new Delays(1, 1);
        assertThat(IntStream.range(0, 100).mapToObj(_ -> delays.next(Operation.CREATE_ACCOUNT)))
                .allSatisfy(delay -> assertThat(delay).isBetween(Duration.ofMillis(675), Duration.ofMillis(1125)))
                .doesNotHaveDuplicates();
    }

    @Test
    void theSpeedDividesThem() {
        assertThat(new Delays(7, 10).next(Operation.SEARCH))
                .isBetween(Duration.ofMillis(26), Duration.ofMillis(44))
                .isEqualTo(new Delays(7, 10).next(Operation.SEARCH));
        assertThat(new Delays(7, Double.POSITIVE_INFINITY).next(Operation.SEARCH))
                .isZero();
    }

    @Test
    void aSpeedIsPositive() {
        assertThatThrownBy(() -> new Delays(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Delays(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
