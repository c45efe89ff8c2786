package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.job.IllegalTransitionException;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.steps.OutboundCalls.Fault;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompleteHandlerTest {
    @RegisterExtension
    final StepTestFixture rig = new StepTestFixture();

    @Test
    void endsTheJob() {
        var id = jobToComplete();

        assertThat(run(id)).isEqualTo("The organisation acme is provisioned");

        assertThat(rig.job(id).status()).isEqualTo(JobStatus.COMPLETE);
        assertThat(rig.job(id).endedAt()).contains(rig.clock().instant());
        assertThat(rig.job(id).progress().percent()).isEqualTo(100);
    }

    @Test
    void doesNothingWhenItIsRunAgain() {
        var id = jobToComplete();
        run(id);
        var job = rig.job(id);

        assertThat(run(id)).isEqualTo("The organisation acme is provisioned");

        assertThat(rig.job(id)).isEqualTo(job);
    }

    @Test
    void endsARetriedJobOfWhichAllStepsWereDoneWhenItWasCancelled() {
        var id = jobToComplete();
        rig.jobs()
                .update(
                        id,
                        job -> Optional.of(job.cancel("somebody", rig.clock().instant())));
        rig.jobs()
                .update(
                        id,
                        job -> Optional.of(
                                job.end(JobStatus.CANCELLED, rig.clock().instant())));
        rig.jobs()
                .update(
                        id,
                        job -> Optional.of(job.retry(
                                job.plan(),
                                job.lastExecution(),
                                "somebody",
                                rig.clock().instant())));

        run(id);

        assertThat(rig.job(id).status()).isEqualTo(JobStatus.COMPLETE);
    }

    /** It was stopped just before its last state, and somebody pressed "Redrive". */
    @Test
    void endsACancelledJobWhoseExecutionSomebodyRedrove() {
        var id = jobToComplete();
        rig.cancel(id);
        assertThat(rig.job(id).status()).isEqualTo(JobStatus.CANCELLED);

        rig.run(rig.complete(), id, rig.job(id).lastExecution().redriven());

        assertThat(rig.job(id).status()).isEqualTo(JobStatus.COMPLETE);
    }

    @Test
    void completesNoJobWhoseStepsAreOpen() {
        var id = rig.newJobWithSubaccount(Plan.DEFAULT);
        var job = rig.job(id);

        assertThatThrownBy(() -> run(id)).isInstanceOf(IllegalTransitionException.class);

        assertThat(rig.job(id)).isEqualTo(job);
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSED", "ANSWER_LOST"})
    void endsTheJobThoughEachCallGoesWrongOnce(Fault fault) {
        var id = jobToComplete();

        assertThat(rig.runWithEachCallGoingWrong(rig.complete(), id, fault)).isGreaterThanOrEqualTo(2);

        assertThat(rig.job(id).status()).isEqualTo(JobStatus.COMPLETE);
    }

    private JobId jobToComplete() {
        var id = rig.newJob(StepTestFixture.ACME, Plan.DEFAULT);
        rig.run(id, StepName.values());
        return id;
    }

    private String run(JobId id) {
        return rig.run(rig.complete(), id);
    }
}
