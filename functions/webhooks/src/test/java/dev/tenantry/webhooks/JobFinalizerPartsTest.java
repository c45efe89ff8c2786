package dev.tenantry.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.execution.JobFinalizer;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.RegistrationJobs;
import dev.tenantry.core.job.StepError;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The ends of registrations' executions, each of which ends its own part of a job. */
class JobFinalizerPartsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String REFUSAL = "dev.tenantry.core.failure.NeedsHumanException";
    private static final StepError REJECTED =
            new StepError("needs-human", "It was rejected.", "Correct it.", true, Optional.empty());

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private JobStore jobs;
    private FinalizeHandler handler;
    private Job job;

    @BeforeEach
    void aJobThatWaits() {
        jobs = new JobStore(local.table());
        handler = new FinalizeHandler(new JobFinalizer(jobs, InstantSource.fixed(NOW)));
        job = WaitingJob.store(jobs, new OrgId("acme"), NOW);
    }

    @Test
    void aRefusedRegistrationLeavesTheOtherAndTheTenantAsTheyAre() {
        reject();

        closed(StepGroup.A2P, "FAILED", REFUSAL);

        var settled = now();
        assertThat(settled.status()).isEqualTo(JobStatus.WAITING);
        assertThat(settled.usable()).isTrue();
        assertThat(settled.step(StepName.REGISTER_BRAND).error()).contains(REJECTED);
        assertThat(settled.step(StepName.REGISTER_CAMPAIGN).status()).isEqualTo(StepStatus.CANCELLED);
        assertThat(settled.step(StepName.REGISTER_NUMBERS).status()).isEqualTo(StepStatus.CANCELLED);
        assertThat(settled.steps())
                .filteredOn(step -> step.name().group() != StepGroup.A2P)
                .containsExactlyElementsOf(job.steps().stream()
                        .filter(step -> step.name().group() != StepGroup.A2P)
                        .toList());
    }

    @Test
    void theLastRegistrationThatFailsEndsTheJob() {
        WaitingJob.complete(jobs, job.id(), List.of(StepName.VERIFY_TOLL_FREE_NUMBERS), NOW);
        reject();

        closed(StepGroup.A2P, "FAILED", REFUSAL);

        assertThat(now().status()).isEqualTo(JobStatus.FAILED);
        assertThat(now().endedAt()).contains(NOW);
        assertThat(now().usable()).isTrue();
    }

    @Test
    void eachRegistrationFailsForItsOwnReason() {
        reject();
        closed(StepGroup.A2P, "FAILED", REFUSAL);

        closed(StepGroup.TOLL_FREE, "TIMED_OUT", "States.Timeout");

        assertThat(now().status()).isEqualTo(JobStatus.FAILED);
        assertThat(now().step(StepName.VERIFY_TOLL_FREE_NUMBERS).status()).isEqualTo(StepStatus.FAILED);
        assertThat(now().step(StepName.REGISTER_BRAND).error()).contains(REJECTED);
    }

    @ParameterizedTest
    @EnumSource(names = {"A2P", "TOLL_FREE"})
    void aCancelledJobIsOverWhenBothRegistrationsAreInWhicheverOrder(StepGroup first) {
        var second = first == StepGroup.A2P ? StepGroup.TOLL_FREE : StepGroup.A2P;
        jobs.update(job.id(), seen -> Optional.of(seen.cancel("somebody", NOW)));

        closed(first, "ABORTED", null);
        assertThat(now().status()).isEqualTo(JobStatus.CANCELLING);
        assertThat(now().isOpen(first)).isFalse();
        assertThat(now().isOpen(second)).isTrue();
        closed(second, "ABORTED", null);

        assertThat(now().status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(now().openSteps()).isEmpty();
        assertThat(now().usable()).isTrue();
        assertThat(now().steps()).allMatch(step -> step.error().isEmpty());
    }

    @Test
    void changesNothingWhenTheEventComesAgain() {
        reject();
        closed(StepGroup.A2P, "FAILED", REFUSAL);
        var settled = now();

        closed(StepGroup.A2P, "FAILED", REFUSAL);
        closed(StepGroup.TENANT, "FAILED", "Some.Error");

        assertThat(now()).isEqualTo(settled);
    }

    @Test
    void leavesARegistrationAloneThatHasBeenTakenUpAgain() {
        reject();
        closed(StepGroup.A2P, "FAILED", REFUSAL);
        var again = RegistrationJobs.execution(job.id(), StepGroup.A2P).redriven();
        jobs.update(job.id(), seen -> Optional.of(seen.retry(seen.plan(), List.of(again), "somebody", NOW)));
        var retried = now();

        closed(StepGroup.A2P, "FAILED", REFUSAL);

        assertThat(now()).isEqualTo(retried);
    }

    private void reject() {
        jobs.update(job.id(), seen -> Optional.of(seen.failStep(StepName.REGISTER_BRAND, REJECTED, NOW)));
    }

    private Job now() {
        return jobs.find(job.id()).orElseThrow();
    }

    private void closed(StepGroup group, String status, String error) {
        var execution = job.execution(group).orElseThrow();
        handler.handleRequest(
                new ExecutionStatusChange(new ExecutionStatusChange.Detail(
                        execution.arn(), execution.name(), status, 0, error, REJECTED.message())),
                new LoggedContext().context());
    }
}
