package dev.tenantry.steps.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.execution.FailedExecution;
import dev.tenantry.core.execution.JobFinalizer;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.job.AwaitedReview;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.IllegalTransitionException;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.Resource;
import dev.tenantry.core.job.Step;
import dev.tenantry.core.job.StepError;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.ledger.Claim;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.storage.ContentionException;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.steps.MovedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
    private static final Duration REMAINING = Duration.ofSeconds(60);
    private static final ResourceKey KEY = ResourceKind.MESSAGING_SERVICE.key(new OrgId("acme"));
    private static final StepResult DONE = new StepResult("Done", List.of());
    private static final StepResult WAITING =
            new StepResult("Submitted", List.of(), Optional.of(new AwaitedReview("Reviewers", "days", Instant.EPOCH)));

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final MovedClock clock = new MovedClock();
    private JobId id;
    private JobStore jobs;
    private StepRunner runner;

    @BeforeEach
    void aJob() {
        jobs = new JobStore(local.table());
        runner = new StepRunner(jobs, new Ledger(local.table(), clock), clock);
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
                    late.report("Half done", List.of());
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
                    late.report("Half done", List.of());
                    return DONE;
                }))
                .isInstanceOf(IllegalTransitionException.class);

        assertThat(step().status()).isEqualTo(StepStatus.CANCELLED);
    }

    @Test
    void theFirstResourceIsClaimedWithTheStart() {
        var claims = new ArrayList<Claim>();

        runClaiming(run -> {
            claims.add(ledger().claim(KEY, Duration.ofSeconds(1)));
            run.claim().take(KEY).ifPresent(claims::add);
            assertThat(run.claim().take(KEY)).isEmpty();
            return DONE;
        });

        assertThat(claims.getFirst()).isInstanceOf(Claim.Held.class);
        assertThat(claims.getLast()).isEqualTo(new Claim.Granted(KEY, 1, false));
        assertThat(ledger().mayExist(KEY)).isTrue();
    }

    /** It is as if the function had died: the next one waits for as long as it could have lived, and looks first. */
    @Test
    void aUsedClaimStaysWhenTheWorkFails() {
        assertThatThrownBy(() -> runClaiming(run -> {
                    assertThat(run.claim().take(KEY)).isPresent();
                    throw new NotProcessedException(DETAILS);
                }))
                .isInstanceOf(NotProcessedException.class);

        assertThat(ledger().claim(KEY, Duration.ofSeconds(1))).isInstanceOf(Claim.Held.class);
        clock.advance(REMAINING.plus(ExactlyOnce.SETTLE));
        assertThat(ledger().claim(KEY, Duration.ofSeconds(1))).isEqualTo(new Claim.Granted(KEY, 2, true));
    }

    @Test
    void aClaimThatTheWorkDidNotComeToUseIsGivenBack() {
        assertThatThrownBy(() -> runClaiming(run -> {
                    throw new NotProcessedException(DETAILS);
                }))
                .isInstanceOf(NotProcessedException.class);

        assertThat(ledger().claim(KEY, Duration.ofSeconds(1))).isEqualTo(new Claim.Granted(KEY, 2, false));
    }

    @Test
    void whatWasEverClaimedIsNotClaimedWithTheStart() {
        var before = (Claim.Granted) ledger().claim(KEY, Duration.ofSeconds(1));
        ledger().releaseUntouched(before);

        runClaiming(run -> {
            assertThat(run.claim().take(KEY)).isEmpty();
            return DONE;
        });

        assertThat(ledger().claim(KEY, Duration.ofSeconds(1))).isEqualTo(new Claim.Granted(KEY, 2, false));
    }

    /** A rollback or cancel looks for claims after it has stopped the job, and would find none. */
    @Test
    void aJobThatIsStoppedMeanwhileGetsNoClaim() {
        assertThatThrownBy(() -> runner.run(
                        new StepInput(id.value(), id.value(), 0),
                        STEP,
                        () -> {
                            cancelJob();
                            return REMAINING;
                        },
                        _ -> Optional.of(KEY),
                        _ -> DONE))
                .isInstanceOf(PermanentFailureException.class);

        assertThat(ledger().entries(KEY.orgId())).isEmpty();
    }

    @Test
    void aStepThatIsDoneIsNotDoneAgain() {
        var times = new AtomicInteger();
        Function<StepRun, StepResult> work = _ -> {
            times.incrementAndGet();
            return DONE;
        };

        assertThat(run(work)).isEqualTo(new StepOutput("Done"));
        assertThat(run(work)).isEqualTo(new StepOutput("Done"));

        assertThat(times).hasValue(1);
        assertThat(step().attempt()).isEqualTo(1);
    }

    @Test
    void nothingIsDoneForAJobThatHasEnded() {
        cancelJob();
        var times = new AtomicInteger();

        assertThatThrownBy(() -> runner.run(
                        new StepInput(id.value(), id.value(), 0),
                        StepName.CHECK_SETUP,
                        () -> Duration.ofSeconds(60),
                        _ -> {
                            times.incrementAndGet();
                            return DONE;
                        }))
                .isInstanceOf(PermanentFailureException.class)
                .hasMessageContaining("CANCELLED");

        assertThat(times).hasValue(0);
    }

    @Test
    void theSafePointStopsTheWorkOfAJobThatIsBeingCancelled() {
        assertThatThrownBy(() -> run(late -> {
                    late.checkSafePoint();
                    beginToCancel();
                    late.checkSafePoint();
                    return DONE;
                }))
                .isInstanceOf(PermanentFailureException.class)
                .hasMessageContaining("being cancelled");

        assertThat(step().status()).isEqualTo(StepStatus.CANCELLED);
    }

    @Test
    void theSafePointStopsTheWorkOfAJobThatHasEnded() {
        assertThatThrownBy(() -> run(late -> {
                    cancelJob();
                    late.checkSafePoint();
                    return DONE;
                }))
                .isInstanceOf(PermanentFailureException.class)
                .hasMessageContaining("CANCELLED");
    }

    /** What was created before the cancel is in the step's record. */
    @Test
    void aReportIsRecordedBeforeItStopsTheWorkOfAJobThatIsBeingCancelled() {
        var number = new Resource("phone-number", "PN1");

        assertThatThrownBy(() -> run(late -> {
                    beginToCancel();
                    late.report("Purchased 1", List.of(number));
                    return DONE;
                }))
                .isInstanceOf(PermanentFailureException.class);

        assertThat(step().resources()).containsExactly(number);
        assertThat(step().status()).isEqualTo(StepStatus.CANCELLED);
    }

    @Test
    void aFailureThatIsRetriedLeavesTheStepRunning() {
        var failure = new NotProcessedException(DETAILS);

        assertThatThrownBy(() -> run(_ -> {
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(step().status()).isEqualTo(StepStatus.RUNNING);
        assertThat(step().error()).contains(StepError.of(failure));
    }

    @Test
    void aFailureThatNeedsAPersonFailsTheStep() {
        var failure = new NeedsHumanException(DETAILS);

        assertThatThrownBy(() -> run(_ -> {
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(step().status()).isEqualTo(StepStatus.FAILED);
        assertThat(step().error()).contains(StepError.of(failure));
    }

    @Test
    void aStepThatWasDecidedMeanwhileDoesNotWait() {
        var job = submit(_ -> {
            run(_ -> DONE);
            return WAITING;
        });

        assertThat(job.step(STEP).status()).isEqualTo(StepStatus.COMPLETE);
    }

    /** The later attempt has a task token of its own, and says itself that it waits. */
    @Test
    void anAttemptThatAnotherFollowedDoesNotWait() {
        var job = submit(_ -> {
            jobs.update(id, seen -> Optional.of(seen.startStep(STEP, clock.instant())));
            return WAITING;
        });

        assertThat(job.step(STEP).status()).isEqualTo(StepStatus.RUNNING);
    }

    @Test
    void aStepThatHasSubmittedWaits() {
        var job = submit(_ -> WAITING);

        assertThat(job.step(STEP).status()).isEqualTo(StepStatus.WAITING);
        assertThat(job.step(STEP).message()).isEqualTo("Submitted");
    }

    private Job submit(Function<StepRun, StepResult> work) {
        return runner.submit(new StepInput(id.value(), id.value(), 0), STEP, () -> Duration.ofSeconds(60), work);
    }

    /** A cancel that was requested, and whose execution has not stopped yet. */
    private void beginToCancel() {
        jobs.update(id, job -> Optional.of(job.cancel("operator", clock.instant())));
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
        assertThat(eventsBy(ExternalRedrives.BY)).containsExactly("PENDING");
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
        assertThat(eventsBy(ExternalRedrives.BY)).hasSize(1);
    }

    /** The event of its end is delivered later than somebody presses "Redrive". */
    @Test
    void restartsAJobWhoseExecutionClosedWithoutItsEventBeingProcessed() {
        var failure = new NeedsHumanException(DETAILS);
        assertThatThrownBy(() -> run(first -> {
                    throw failure;
                }))
                .isSameAs(failure);

        redriven(STEP, 1, again -> DONE);
        new JobFinalizer(jobs, clock)
                .finalizeJob(id, new Execution(id.value(), "arn"), new FailedExecution.Failed("It went wrong."));

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

    private StepOutput runClaiming(Function<StepRun, StepResult> work) {
        return runner.run(new StepInput(id.value(), id.value(), 0), STEP, () -> REMAINING, _ -> Optional.of(KEY), work);
    }

    private Ledger ledger() {
        return new Ledger(local.table(), clock);
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
