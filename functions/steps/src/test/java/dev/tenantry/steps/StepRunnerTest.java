package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.IllegalTransitionException;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.job.Plan;
import dev.tenantry.core.job.Step;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.storage.ContentionException;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.NeedsHumanException;
import dev.tenantry.twilio.failure.NotProcessedException;
import dev.tenantry.twilio.failure.ProvisioningFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.model.KmsException;

/** What the runner does that no single handler shows: late runs, and the failures of AWS. */
class StepRunnerTest {
    private static final StepName STEP = StepName.BUY_NUMBERS;
    private static final FailureDetails DETAILS = FailureDetails.of("It went wrong.", "Look at it.");
    private static final StepResult DONE = new StepResult("Done", List.of());

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final MovedClock clock = new MovedClock();
    private final JobId id = JobId.next();
    private JobStore jobs;
    private StepRunner runner;

    @BeforeEach
    void aJob() {
        jobs = new JobStore(local.table());
        runner = new StepRunner(jobs, clock);
        jobs.create(Job.create(
                id,
                new OrgId("acme"),
                Plan.DEFAULT,
                new Execution(id.value(), "arn"),
                true,
                "somebody",
                clock.instant()));
    }

    static List<ProvisioningFailure> failures() {
        return List.of(new NotProcessedException(DETAILS), new NeedsHumanException(DETAILS));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aRunThatFailsLateDoesNotTouchWhatAnotherCompleted(ProvisioningFailure failure) {
        assertThatThrownBy(() -> run(late -> {
                    run(fast -> DONE);
                    late.report().accept("Half done", List.of());
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(step().status()).isEqualTo(StepStatus.COMPLETE);
        assertThat(step().message()).isEqualTo("Done");
        assertThat(step().error()).isEmpty();
    }

    @Test
    void aRunThatSucceedsLateDoesNotEither() {
        run(late -> {
            run(fast -> DONE);
            return new StepResult("Done late", List.of());
        });

        assertThat(step().message()).isEqualTo("Done");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aRunThatFailsAfterItsJobEndedTellsItsOwnFailure(ProvisioningFailure failure) {
        assertThatThrownBy(() -> run(late -> {
                    cancelJob();
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(step().status()).isEqualTo(StepStatus.CANCELLED);
    }

    @Test
    void aReportStopsTheWorkForAJobThatEnded() {
        assertThatThrownBy(() -> run(late -> {
                    cancelJob();
                    late.report().accept("Half done", List.of());
                    return DONE;
                }))
                .isInstanceOf(IllegalTransitionException.class);

        assertThat(step().status()).isEqualTo(StepStatus.CANCELLED);
    }

    static Stream<Arguments> failuresOfAws() {
        var denied = AwsErrorDetails.builder()
                .serviceName("Kms")
                .errorCode("AccessDeniedException")
                .errorMessage("arn:aws:iam::123456789012:role/steps may not")
                .build();
        return Stream.of(
                Arguments.of(SdkClientException.create("Unable to connect"), "AWS did not answer."),
                Arguments.of(
                        KmsException.builder().awsErrorDetails(denied).build(),
                        "AWS refused a call, with the error AccessDeniedException."),
                Arguments.of(new ContentionException("Lost"), "Too many others were changing the job."));
    }

    @ParameterizedTest
    @MethodSource("failuresOfAws")
    void saysThatItTriesAgainWhenAwsFails(RuntimeException failure, String summary) {
        assertThatThrownBy(() -> run(run -> {
                    throw failure;
                }))
                .isInstanceOfSatisfying(NotProcessedException.class, told -> {
                    assertThat(told.summary()).isEqualTo(summary);
                    assertThat(told.nextAction()).contains("operator: ");
                });

        assertThat(step().status()).isEqualTo(StepStatus.RUNNING);
        assertThat(step().message()).isEqualTo(summary + " Trying again.");
    }

    private StepOutput run(Function<StepRun, StepResult> work) {
        return runner.run(id, STEP, () -> Duration.ofSeconds(60), work);
    }

    private void cancelJob() {
        for (var step : jobs.find(id).orElseThrow().openSteps()) {
            jobs.update(id, job -> Optional.of(job.cancelStep(step.name(), "Stopped", clock.instant())));
        }
        jobs.update(id, job -> Optional.of(job.end(JobStatus.CANCELLED, clock.instant())));
    }

    private Step step() {
        return jobs.find(id).orElseThrow().step(STEP);
    }
}
