package dev.tenantry.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.plan.OrgId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobRedriveTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final String BY = "Step Functions redrive";
    private static final StepError ERROR =
            new StepError("needs-human", "It failed.", "Correct it.", true, Optional.empty());

    private final JobId id = JobId.next();
    private final Job pending = Job.create(
            id,
            new OrgId("acme"),
            RegistrationJobs.BOTH,
            new Execution(id.value(), "arn:aws:states:us-east-1:123456789012:execution:p:" + id),
            true,
            "operator",
            NOW);
    private final Execution tenant = pending.lastExecution();
    private final Execution a2p = RegistrationJobs.execution(id, StepGroup.A2P);

    /** The event of the failed execution may come after the redrive, or not at all. */
    @Test
    void restartsTheStepsOfARunningJobThatDidNotKnowOfTheFailure() {
        var job = pending.startStep(StepName.CREATE_SUBACCOUNT, NOW).job();
        job = job.failStep(StepName.CREATE_SUBACCOUNT, ERROR, NOW).job();

        var resumed = redriven(job, tenant).orElseThrow().job();

        assertThat(resumed.status()).isEqualTo(JobStatus.RUNNING);
        assertThat(resumed.step(StepName.CREATE_SUBACCOUNT).status()).isEqualTo(StepStatus.PENDING);
        assertThat(resumed.lastExecution()).isEqualTo(tenant.redriven());
    }

    @Test
    void restartsNoRegistrationWhileTheTenantIsNotDone() {
        var registered = pending.register(List.of(a2p), NOW).job();

        assertThat(redriven(registered, a2p)).isEmpty();
    }

    /** Its state has succeeded, so a redrive does not run it again, and nothing would end it. */
    @Test
    void leavesAnOptionalStepThatHasFailed() {
        var job = pending.startStep(StepName.SET_SPEND_ALARM, NOW).job();
        job = job.failStep(StepName.SET_SPEND_ALARM, ERROR, NOW).job();
        job = job.startStep(StepName.BUY_NUMBERS, NOW).job();
        job = job.failStep(StepName.BUY_NUMBERS, ERROR, NOW).job();

        var resumed = redriven(job, tenant).orElseThrow().job();

        assertThat(resumed.step(StepName.BUY_NUMBERS).status()).isEqualTo(StepStatus.PENDING);
        assertThat(resumed.step(StepName.SET_SPEND_ALARM).status()).isEqualTo(StepStatus.FAILED);
    }

    @Test
    void resumesNothingOfACancelledOrCompleteJob() {
        var cancelling = pending.cancel("operator", NOW).job();

        assertThat(redriven(cancelling, tenant)).isEmpty();
        assertThat(redriven(complete(), tenant)).isEmpty();
    }

    @Test
    void resumesARollbackThatFailed() {
        var failed = rollingBack().end(JobStatus.ROLLBACK_FAILED, NOW).job();

        var resumed = redriven(failed, tenant).orElseThrow();

        assertThat(resumed.by()).isEqualTo(BY);
        assertThat(resumed.job().status()).isEqualTo(JobStatus.ROLLING_BACK);
        assertThat(resumed.job().rollback()).isEqualTo(failed.rollback());
        assertThat(resumed.job().startedAt()).isEqualTo(LATER);
        assertThat(resumed.job().endedAt()).isEmpty();
    }

    @Test
    void leavesTheBeginOfARollbackThatDidNotKnowOfItsFailure() {
        var resumed = redriven(rollingBack(), tenant).orElseThrow().job();

        assertThat(resumed.status()).isEqualTo(JobStatus.ROLLING_BACK);
        assertThat(resumed.startedAt()).isEqualTo(NOW);
    }

    @Test
    void resumesNoRegistrationOfAJobThatIsRolledBack() {
        assertThat(redriven(rollingBack(), a2p)).isEmpty();
    }

    private Job rollingBack() {
        return complete()
                .rollBack(Rollback.DEFAULT, tenant.redriven(), "operator", NOW)
                .job();
    }

    private Job complete() {
        var job = pending.register(List.of(a2p), NOW).job();
        for (var step : job.openSteps()) {
            job = job.startStep(step.name(), NOW).job();
            job = job.completeStep(step.name(), "Done", List.of(), NOW).job();
        }
        return job.finish(NOW).orElseThrow().job();
    }

    private static Optional<Job.Change> redriven(Job job, Execution execution) {
        return job.execution(execution.group())
                .flatMap(last -> job.recordRedrive(last.name(), last.redriveCount() + 1, BY, LATER));
    }
}
