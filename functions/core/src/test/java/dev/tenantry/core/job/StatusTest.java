package dev.tenantry.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every pair of statuses, against the life of a step and of a job as the API's documentation tells it. */
class StatusTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PENDING   | RUNNING SKIPPED CANCELLED",
                "RUNNING   | WAITING COMPLETE FAILED SKIPPED CANCELLED",
                "WAITING   | RUNNING COMPLETE FAILED CANCELLED",
                "COMPLETE  | UNDONE",
                "FAILED    | UNDONE",
                "CANCELLED | UNDONE",
                "SKIPPED   | UNDONE",
                "UNDONE    | ''",
            })
    void aStepGoesForwardOnly(StepStatus from, String next) {
        assertThat(Arrays.stream(StepStatus.values())
                        .filter(status -> status != from)
                        .filter(from::canBecome)
                        .map(Enum::name))
                .containsExactlyInAnyOrderElementsOf(words(next));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PENDING         | RUNNING COMPLETE FAILED CANCELLING CANCELLED",
                "RUNNING         | WAITING COMPLETE FAILED CANCELLING CANCELLED",
                "WAITING         | COMPLETE FAILED CANCELLING CANCELLED",
                "CANCELLING      | CANCELLED",
                "COMPLETE        | ROLLING_BACK",
                "FAILED          | ROLLING_BACK",
                "CANCELLED       | ROLLING_BACK",
                "ROLLING_BACK    | ROLLED_BACK ROLLBACK_FAILED",
                "ROLLBACK_FAILED | ROLLING_BACK",
                "ROLLED_BACK     | ''",
            })
    void aJobGoesForwardOnly(JobStatus from, String next) {
        assertThat(Arrays.stream(JobStatus.values())
                        .filter(status -> status != from)
                        .filter(from::canBecome)
                        .map(Enum::name))
                .containsExactlyInAnyOrderElementsOf(words(next));
    }

    @ParameterizedTest
    @EnumSource
    void aStepMayStayAsItIs(StepStatus status) {
        assertThat(status.canBecome(status)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aJobMayStayAsItIs(JobStatus status) {
        assertThat(status.canBecome(status)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aStepIsFinalUnlessItWorksOrWaits(StepStatus status) {
        var open = Set.of(StepStatus.PENDING, StepStatus.RUNNING, StepStatus.WAITING);

        assertThat(status.isFinal()).isEqualTo(!open.contains(status));
    }

    @ParameterizedTest
    @EnumSource
    void aJobHasEndedWhenNothingMoreHappensByItself(JobStatus status) {
        var open = Set.of(
                JobStatus.PENDING, JobStatus.RUNNING, JobStatus.WAITING, JobStatus.CANCELLING, JobStatus.ROLLING_BACK);

        assertThat(status.isEnded()).isEqualTo(!open.contains(status));
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).collect(Collectors.toSet());
    }
}
