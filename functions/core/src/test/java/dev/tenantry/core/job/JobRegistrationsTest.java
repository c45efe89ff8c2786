package dev.tenantry.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.plan.BusinessId;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.NumberType;
import dev.tenantry.core.plan.OrgId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A job whose registrations continue after its tenant is usable, each for itself. */
class JobRegistrationsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final StepError REJECTED =
            new StepError("needs-human", "It was rejected", "Correct it", true, Optional.empty());

    private final JobId id = JobId.next();
    private final Job waiting = RegistrationJobs.waiting(
            Job.create(
                    id,
                    new OrgId("acme"),
                    RegistrationJobs.BOTH,
                    new Execution(id.value(), "arn:aws:states:us-east-1:123456789012:execution:p:" + id),
                    true,
                    "operator",
                    NOW),
            NOW);

    @Test
    void isUsableWhileItsRegistrationsWait() {
        assertThat(waiting.status()).isEqualTo(JobStatus.WAITING);
        assertThat(waiting.usable()).isTrue();
        assertThat(waiting.isOpen(StepGroup.TENANT)).isFalse();
        assertThat(waiting.executionsToStart())
                .containsExactly(
                        RegistrationJobs.execution(id, StepGroup.A2P),
                        RegistrationJobs.execution(id, StepGroup.TOLL_FREE));
        assertThat(waiting.finish(NOW)).isEmpty();
    }

    @Test
    void endsWithItsLastPart() {
        var registered = completed(waiting, StepGroup.A2P);
        assertThat(registered.finish(NOW)).isEmpty();
        assertThat(registered.executionsToStart()).containsExactly(RegistrationJobs.execution(id, StepGroup.TOLL_FREE));

        var ended = completed(registered, StepGroup.TOLL_FREE).finish(NOW).orElseThrow();

        assertThat(ended.job().status()).isEqualTo(JobStatus.COMPLETE);
        assertThat(ended.job().finish(NOW)).isEmpty();
    }

    @Test
    void staysUsableWhenARegistrationHasFailed() {
        var rejected = rejected(waiting);
        assertThat(rejected.finish(NOW)).isEmpty();
        assertThat(rejected.usable()).isTrue();

        var ended = completed(rejected, StepGroup.TOLL_FREE)
                .finish(NOW)
                .orElseThrow()
                .job();

        assertThat(ended.status()).isEqualTo(JobStatus.FAILED);
        assertThat(ended.usable()).isTrue();
    }

    @Test
    void restartsAFailedPartWhileTheOtherWaits() {
        var rejected = rejected(waiting);
        var again = RegistrationJobs.execution(id, StepGroup.A2P).redriven();
        assertThat(new JobRetry(rejected, rejected.plan()).groupsToRestart()).containsExactly(StepGroup.A2P);

        var retried =
                rejected.retry(rejected.plan(), List.of(again), "operator", NOW).job();

        assertThat(retried.status()).isEqualTo(JobStatus.WAITING);
        assertThat(retried.usable()).isTrue();
        assertThat(retried.execution(StepGroup.A2P)).contains(again);
        assertThat(retried.execution(StepGroup.TOLL_FREE)).isEqualTo(waiting.execution(StepGroup.TOLL_FREE));
        assertThat(retried.step(StepName.REGISTER_BRAND).status()).isEqualTo(StepStatus.PENDING);
        assertThat(retried.step(StepName.VERIFY_TOLL_FREE_NUMBERS))
                .isEqualTo(waiting.step(StepName.VERIFY_TOLL_FREE_NUMBERS));
        assertThat(retried.step(StepName.REGISTER_CUSTOMER_PROFILE))
                .isEqualTo(waiting.step(StepName.REGISTER_CUSTOMER_PROFILE));
    }

    @Test
    void restartsBothPartsWhenItWasCancelledAsAWhole() {
        var cancelling = waiting.cancel("operator", NOW).job();
        for (var step : cancelling.openSteps()) {
            cancelling = cancelling.cancelStep(step.name(), "Stopped", NOW).job();
        }
        var cancelled = cancelling.end(JobStatus.CANCELLED, NOW).job();

        assertThat(cancelled.usable()).isTrue();
        assertThat(new JobRetry(cancelled, cancelled.plan()).groupsToRestart())
                .containsExactly(StepGroup.A2P, StepGroup.TOLL_FREE);
        assertThat(cancelled
                        .retry(cancelled.plan(), waiting.currentExecutions(), "operator", NOW)
                        .job()
                        .status())
                .isEqualTo(JobStatus.WAITING);
    }

    @Test
    void isNotRetriedWhileAllOfItWaits() {
        assertThatThrownBy(() -> waiting.retry(waiting.plan(), waiting.lastExecution(), "operator", NOW))
                .isInstanceOf(IllegalTransitionException.class);
    }

    @Test
    void changesNeitherTheTenantNorWhatIsAtWorkWhenAPartIsRetried() {
        var rejected = rejected(waiting);
        var moreNumbers = rejected.plan().withNumbers(NumberGroup.of("US", NumberType.LOCAL, 3));
        var otherBusiness = RegistrationJobs.BOTH.withRegistrations(
                Optional.of(BusinessId.next()),
                rejected.plan().a2p(),
                rejected.plan().tollFreeVerification());

        for (var amended : List.of(moreNumbers, otherBusiness)) {
            assertThatThrownBy(() -> rejected.retry(amended, rejected.lastExecution(), "operator", NOW))
                    .isInstanceOf(IllegalTransitionException.class);
        }
    }

    /** Somebody stopped the execution of one registration in the AWS console. */
    @Test
    void hasPartiallyEndedWhenOneRegistrationWasCancelled() {
        var stopped = waiting;
        for (var step : List.of(StepName.REGISTER_BRAND, StepName.REGISTER_CAMPAIGN, StepName.REGISTER_NUMBERS)) {
            stopped = stopped.cancelStep(step, "Stopped", NOW).job();
        }

        assertThat(waiting.hasPartiallyEnded()).isFalse();
        assertThat(stopped.hasPartiallyEnded()).isTrue();
        assertThat(new JobRetry(stopped, stopped.plan()).groupsToRestart()).containsExactly(StepGroup.A2P);
    }

    @Test
    void keepsWaitingWhenTheExecutionOfARegistrationIsRecorded() {
        var again = RegistrationJobs.execution(id, StepGroup.A2P).redriven();

        var registered = waiting.register(List.of(again), NOW).job();

        assertThat(registered.status()).isEqualTo(JobStatus.WAITING);
        assertThat(registered.execution(StepGroup.A2P)).contains(again);
    }

    @Test
    void doesNotBeginToWaitWhileItIsCancelled() {
        var cancelling = waiting.cancel("operator", NOW).job();

        assertThatThrownBy(() -> cancelling.finish(NOW)).isInstanceOf(IllegalTransitionException.class);
    }

    @Test
    void keepsTheOtherRegistrationWhenOneIsRedriven() {
        var rejected = rejected(waiting);
        var a2p = RegistrationJobs.execution(id, StepGroup.A2P);

        var resumed = rejected.recordRedrive(a2p.name(), 1, "Step Functions redrive", NOW)
                .orElseThrow()
                .job();

        assertThat(resumed.status()).isEqualTo(JobStatus.WAITING);
        assertThat(resumed.step(StepName.REGISTER_BRAND).status()).isEqualTo(StepStatus.PENDING);
        assertThat(resumed.step(StepName.VERIFY_TOLL_FREE_NUMBERS))
                .isEqualTo(waiting.step(StepName.VERIFY_TOLL_FREE_NUMBERS));
        assertThat(resumed.step(StepName.BUY_NUMBERS)).isEqualTo(waiting.step(StepName.BUY_NUMBERS));
    }

    private static Job rejected(Job job) {
        var failed = job.failStep(StepName.REGISTER_BRAND, REJECTED, NOW).job();
        for (var step : List.of(StepName.REGISTER_CAMPAIGN, StepName.REGISTER_NUMBERS)) {
            failed = failed.cancelStep(step, "Not started", NOW).job();
        }
        return failed;
    }

    private static Job completed(Job job, StepGroup group) {
        var next = job;
        for (var step : job.openSteps()) {
            if (step.name().group() == group) {
                next = step.status() == StepStatus.PENDING
                        ? next.startStep(step.name(), NOW).job()
                        : next;
                next = next.completeStep(step.name(), "Done", List.of(), NOW).job();
            }
        }
        return next;
    }
}
