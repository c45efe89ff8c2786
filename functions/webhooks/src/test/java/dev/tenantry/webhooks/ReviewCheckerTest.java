package dev.tenantry.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.pendingreview.PendingReview;
import dev.tenantry.core.pendingreview.PendingReviews;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.reviews.ReviewChecker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The effect of a review check on the job and the execution, for all callers and repetitions. */
class ReviewCheckerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String REFUSED = "token failed with dev.tenantry.core.failure.NeedsHumanException";

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final BrandRegistry registry = new BrandRegistry();
    private final TaskTokens stepFunctions = new TaskTokens();
    private JobStore jobs;
    private PendingReviews waits;
    private ReviewChecker checker;
    private Job job;
    private PendingReview wait;

    @BeforeEach
    void aBrandThatIsReviewed() {
        TenantFixture.store(local.table());
        jobs = new JobStore(local.table());
        waits = new PendingReviews(local.table());
        checker = ReviewChecks.checker(local.table(), registry.twilio(), stepFunctions, InstantSource.fixed(NOW));
        job = WaitingJob.store(jobs, TenantFixture.ACME, NOW);
        var key = ResourceKind.BRAND.key(TenantFixture.ACME);
        TenantFixture.ledger(local.table()).claim(key, Duration.ofMinutes(1));
        TenantFixture.ledger(local.table()).record(key, BrandRegistry.BRAND, Optional.empty(), Optional.empty());
        wait = await("token");
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void anOpenReviewIsLookedAtAgainLater() {
        var before = now();

        checker.check(wait);

        assertThat(waits.of(TenantFixture.ACME)).containsExactly(wait.withNextCheck(NOW, ReviewChecks.FIRST_CHECK));
        assertThat(now()).isEqualTo(before);
        assertThat(stepFunctions.told()).isEmpty();
    }

    @Test
    void anApprovalCompletesTheStepAndWakesTheExecution() {
        registry.decide("APPROVED");

        checker.check(wait);

        assertThat(brandStep()).isEqualTo(StepStatus.COMPLETE);
        assertThat(now().step(StepName.REGISTER_BRAND).message()).contains(BrandRegistry.BRAND, "approved");
        assertThat(stepFunctions.told()).containsExactly("token succeeded");
        assertThat(waits.of(TenantFixture.ACME)).isEmpty();
    }

    @Test
    void aRefusalFailsTheStepWithTheReasonInWords() {
        registry.decide("FAILED");

        checker.check(wait);

        assertThat(brandStep()).isEqualTo(StepStatus.FAILED);
        assertThat(now().step(StepName.REGISTER_BRAND).error().orElseThrow().message())
                .contains("The tax number is not this business's.");
        assertThat(now().status()).isEqualTo(JobStatus.WAITING);
        assertThat(stepFunctions.told()).containsExactly(REFUSED);
        assertThat(waits.of(TenantFixture.ACME)).isEmpty();
    }

    @Test
    void concurrentChecksCompleteTheTokenOnce() {
        registry.decide("APPROVED");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 50).forEach(_ -> threads.execute(() -> checker.check(wait)));
        }

        assertThat(stepFunctions.told()).containsExactly("token succeeded");
        assertThat(now().version()).isEqualTo(job.version() + 1);
        assertThat(waits.of(TenantFixture.ACME)).isEmpty();
    }

    /** The one sees the review open and the other approved, and it is the first that comes last. */
    @Test
    void twoLooksThatSeeDifferentThingsAgreeOnTheNewer() {
        registry.meanwhile(() -> {
            registry.meanwhile(() -> {});
            registry.decide("APPROVED");
            checker.check(wait);
        });

        checker.check(wait);

        assertThat(registry.looks()).isEqualTo(2);
        assertThat(brandStep()).isEqualTo(StepStatus.COMPLETE);
        assertThat(stepFunctions.told()).containsExactly("token succeeded");
        assertThat(waits.of(TenantFixture.ACME)).isEmpty();
    }

    @Test
    void whoDiesBetweenTheJobAndTheExecutionHasTheNextOneDoTheRest() {
        registry.decide("APPROVED");
        stepFunctions.fail(SdkClientException.create("It did not arrive"));
        assertThatThrownBy(() -> checker.check(wait)).isInstanceOf(SdkClientException.class);
        var told = now();
        assertThat(brandStep()).isEqualTo(StepStatus.COMPLETE);
        assertThat(waits.of(TenantFixture.ACME)).containsExactly(wait);

        stepFunctions.fail(null);
        checker.check(wait);

        assertThat(now()).isEqualTo(told);
        assertThat(stepFunctions.told()).containsExactly("token succeeded");
        assertThat(waits.of(TenantFixture.ACME)).isEmpty();
    }

    @Test
    void aTokenThatNobodyWaitsForAnyMoreEndsItsWait() {
        registry.decide("APPROVED");
        stepFunctions.sendTaskSuccess(send -> send.taskToken("token").output("{}"));

        checker.check(wait);

        assertThat(waits.of(TenantFixture.ACME)).isEmpty();
        assertThat(stepFunctions.told()).hasSize(1);
    }

    @Test
    void aStaleWaitDoesNotEndTheOneOfANewerAttempt() {
        registry.decide("APPROVED");
        var newer = await("newer");
        stepFunctions.sendTaskSuccess(send -> send.taskToken("token").output("{}"));

        checker.check(wait);
        assertThat(waits.of(TenantFixture.ACME)).containsExactly(newer);
        checker.check(newer);

        assertThat(stepFunctions.told()).containsExactly("token succeeded", "newer succeeded");
        assertThat(waits.of(TenantFixture.ACME)).isEmpty();
    }

    @Test
    void aStepThatWasCancelledMeanwhileStaysCancelled() {
        registry.decide("APPROVED");
        registry.meanwhile(this::cancel);

        checker.check(wait);
        checker.check(wait);

        assertThat(now().status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(brandStep()).isEqualTo(StepStatus.CANCELLED);
        assertThat(waits.of(TenantFixture.ACME)).isEmpty();
    }

    @Test
    void theWaitOfACancelledJobEndsWithoutALook() {
        cancel();

        checker.check(wait);

        assertThat(registry.looks()).isZero();
        assertThat(waits.of(TenantFixture.ACME)).isEmpty();
        assertThat(stepFunctions.told()).isEmpty();
    }

    @Test
    void aLookThatTwilioDoesNotAnswerChangesNothing() {
        registry.decide("DOWN");
        var before = now();

        assertThatThrownBy(() -> checker.check(wait)).isInstanceOf(ProvisioningFailure.class);

        assertThat(now()).isEqualTo(before);
        assertThat(waits.of(TenantFixture.ACME)).containsExactly(wait);
    }

    private PendingReview await(String token) {
        stepFunctions.open(token);
        var begun = PendingReview.begin(
                TenantFixture.ACME,
                job.id(),
                StepName.REGISTER_BRAND,
                token,
                NOW.minusSeconds(60),
                ReviewChecks.FIRST_CHECK);
        waits.put(begun);
        return begun;
    }

    private void cancel() {
        jobs.update(
                job.id(),
                seen -> seen.status() == JobStatus.WAITING
                        ? Optional.of(seen.cancel("somebody", NOW))
                        : Optional.empty());
        for (var step : now().openSteps()) {
            jobs.update(job.id(), seen -> Optional.of(seen.cancelStep(step.name(), "Stopped", NOW)));
        }
        jobs.update(
                job.id(),
                seen -> seen.status() == JobStatus.CANCELLED
                        ? Optional.empty()
                        : Optional.of(seen.end(JobStatus.CANCELLED, NOW)));
    }

    private StepStatus brandStep() {
        return now().step(StepName.REGISTER_BRAND).status();
    }

    private Job now() {
        return jobs.find(job.id()).orElseThrow();
    }
}
