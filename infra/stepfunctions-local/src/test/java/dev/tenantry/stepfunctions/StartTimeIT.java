package dev.tenantry.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The engine is started often: in tests, and by people who wait for it. */
@Tag("long")
class StartTimeIT {
    private static final double LARGEST_RATIO = 1.5;

    @Test
    void takesHalfAsLongAgainAsABareJettyAtMost() throws Exception {
        StartTime.Medians medians = StartTime.measure();
        System.out.println(medians);
        assertThat(medians.ratio()).isLessThanOrEqualTo(Slack.of(LARGEST_RATIO));
    }
}
