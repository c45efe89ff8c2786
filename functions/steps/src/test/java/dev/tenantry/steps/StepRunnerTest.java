package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.execution.Closing;
import dev.tenantry.core.execution.Settler;
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
import dev.tenantry.twilio.failure.PermanentFailureException;
import dev.tenantry.twilio.failure.ProvisioningFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
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
    private JobId id;
    private JobStore jobs;
    private StepRunner runner;

    @BeforeEach
    void aJob() {
        jobs = new JobStore(local.table());
        runner = new StepRunner(jobs, clock);
        id = newJob();
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

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "CANCELLED"})
    void takesUpAJobWhoseExecutionSomebodyRedrove(JobStatus ended) {
        run(first -> DONE);
        endJob(ended);

        redriven(StepName.CREATE_API_KEY, 1, again -> DONE);

        assertThat(step(StepName.CREATE_API_KEY).status()).isEqualTo(StepStatus.COMPLETE);
        assertThat(step(STEP).attempt()).isEqualTo(1);
        assertThat(job().status()).isEqualTo(JobStatus.RUNNING);
        assertThat(job().lastExecution()).isEqualTo(new Execution(id.value(), "arn", 1));
        assertThat(eventsBy(Redrives.BY)).containsExactly("PENDING");
    }

    @Test
    void takesAJobUpOnceThoughAllItsLanesSeeTheRedrive() throws Exception {
        endJob(JobStatus.FAILED);
        var lanes = List.of(
                StepName.CREATE_API_KEY,
                StepName.BUY_NUMBERS,
                StepName.CREATE_MESSAGING_SERVICE,
                StepName.SET_SPEND_ALARM);
        var together = new CyclicBarrier(lanes.size());

        try (var threads = Executors.newFixedThreadPool(lanes.size())) {
            for (var lane : threads.invokeAll(lanes.stream()
                    .<Callable<StepOutput>>map(lane -> () -> {
                        together.await(20, TimeUnit.SECONDS);
                        return redriven(lane, 1, run -> DONE);
                    })
                    .toList())) {
                lane.get();
            }
        }

        assertThat(lanes).allSatisfy(lane -> assertThat(step(lane).status()).isEqualTo(StepStatus.COMPLETE));
        assertThat(eventsBy(Redrives.BY)).hasSize(1);
    }

    /** The event of its end comes later than whoever pressed "Redrive". */
    @Test
    void takesUpAJobThatHasNotHeardThatItsExecutionClosed() {
        var failure = new NeedsHumanException(DETAILS);
        assertThatThrownBy(() -> run(first -> {
                    throw failure;
                }))
                .isSameAs(failure);

        redriven(STEP, 1, again -> DONE);
        new Settler(jobs, clock).settle(id, new Execution(id.value(), "arn"), new Closing.Failed("It went wrong."));

        assertThat(step(STEP).status()).isEqualTo(StepStatus.COMPLETE);
        assertThat(step(STEP).attempt()).isEqualTo(2);
        assertThat(job().status()).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void takesUpNothingForARedriveThatTheJobKnows() {
        endJob(JobStatus.FAILED);
        redriven(STEP, 1, run -> DONE);
        endJob(JobStatus.FAILED);
        var job = job();

        assertThatThrownBy(() -> redriven(StepName.CREATE_API_KEY, 1, late -> DONE))
                .isInstanceOf(PermanentFailureException.class);

        assertThat(job()).isEqualTo(job);
    }

    @Test
    void takesUpNothingForAnExecutionThatAnotherFollowed() {
        endJob(JobStatus.FAILED);
        jobs.update(
                id,
                job -> Optional.of(job.retry(job.plan(), new Execution(id + "-r2", "arn2"), "me", clock.instant())));
        endJob(JobStatus.FAILED);
        var job = job();

        assertThatThrownBy(() -> redriven(STEP, 1, late -> DONE))
                .isInstanceOf(PermanentFailureException.class)
                .hasMessageContaining("The job is FAILED");

        assertThat(job()).isEqualTo(job);
    }

    @Test
    void saysWhichJobIsNewerThanTheOneThatSomebodyRedrove() {
        endJob(JobStatus.FAILED);
        var newer = newJob();
        var job = job();

        assertThatThrownBy(() -> redriven(STEP, 1, late -> DONE))
                .isInstanceOfSatisfying(PermanentFailureException.class, told -> {
                    assertThat(told.summary()).contains("not its organisation's newest one", newer.value());
                    assertThat(told.nextAction()).contains(newer.value());
                });

        assertThat(job()).isEqualTo(job);
    }

    /** Who asked to stop it wins: the redriven execution fails, and its end cancels the job. */
    @Test
    void aRedriveDoesNotTakeBackACancel() {
        jobs.update(id, job -> Optional.of(job.cancel("me", clock.instant())));

        assertThatThrownBy(() -> redriven(STEP, 1, late -> DONE)).isInstanceOf(PermanentFailureException.class);

        assertThat(job().status()).isEqualTo(JobStatus.CANCELLING);
    }

    private StepOutput run(Function<StepRun, StepResult> work) {
        return redriven(STEP, 0, work);
    }

    private StepOutput redriven(StepName step, int redriveCount, Function<StepRun, StepResult> work) {
        return runner.run(
                new StepInput(id.value(), id.value(), redriveCount), step, () -> Duration.ofSeconds(60), work);
    }

    private JobId newJob() {
        var made = JobId.next();
        jobs.create(Job.create(
                made,
                new OrgId("acme"),
                Plan.DEFAULT,
                new Execution(made.value(), "arn"),
                true,
                "somebody",
                clock.instant()));
        return made;
    }

    private void cancelJob() {
        endJob(JobStatus.CANCELLED);
    }

    private void endJob(JobStatus status) {
        for (var step : job().openSteps()) {
            jobs.update(id, job -> Optional.of(job.cancelStep(step.name(), "Stopped", clock.instant())));
        }
        jobs.update(id, job -> Optional.of(job.end(status, clock.instant())));
    }

    private Job job() {
        return jobs.find(id).orElseThrow();
    }

    private Step step() {
        return step(STEP);
    }

    private Step step(StepName name) {
        return job().step(name);
    }

    /** The statuses of the job that somebody's changes led to. */
    private List<String> eventsBy(String somebody) {
        return jobs.events(id, 0, 1000).stream()
                .filter(event -> event.get("by").textValue().equals(somebody))
                .map(event -> event.at("/job/status").textValue())
                .toList();
    }
}
