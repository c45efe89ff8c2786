package dev.tenantry.core.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.RegistrationJobs;
import dev.tenantry.core.plan.OrgId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The executions of a job's registrations, each of a state machine of its own. */
class RegistrationExecutionsTest {
    private static final String MACHINES = "arn:aws:states:us-east-1:123456789012:stateMachine:";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final FakeStepFunctions stepFunctions = new FakeStepFunctions();
    private final Executions executions = new Executions(
            stepFunctions,
            Map.of(
                    StepGroup.TENANT, MACHINES + "provisioning",
                    StepGroup.A2P, MACHINES + "a2p",
                    StepGroup.TOLL_FREE, MACHINES + "toll-free"));
    private final JobId id = JobId.next();
    private final Job created =
            Job.create(id, new OrgId("acme"), RegistrationJobs.BOTH, executions.first(id), true, "me", NOW);
    private final Job waiting = RegistrationJobs.waiting(created, NOW);

    @Test
    void namesARegistrationAfterItsJob() {
        assertThat(executions.registration(created, StepGroup.A2P))
                .isEqualTo(RegistrationJobs.execution(id, StepGroup.A2P));
        assertThat(executions.registration(created, StepGroup.TOLL_FREE).name()).isEqualTo(id + "-toll-free");
    }

    @Test
    void startsTheRegistrationsOfAJobThatWaitsForThemEachOnce() {
        executions.ensureStarted(waiting);
        executions.ensureStarted(waiting);

        assertThat(stepFunctions.started())
                .extracting(start -> start.stateMachineArn() + " " + start.name())
                .containsOnly(MACHINES + "a2p " + id + "-a2p", MACHINES + "toll-free " + id + "-toll-free");
        assertThat(stepFunctions.statuses()).hasSize(2);
    }

    @Test
    void keepsARegistrationThatIsAtWorkOrWasNeverStarted() {
        var recorded = RegistrationJobs.execution(id, StepGroup.A2P);
        assertThat(executions.registration(waiting, StepGroup.A2P)).isEqualTo(recorded);

        executions.ensureStarted(waiting);

        assertThat(executions.registration(waiting, StepGroup.A2P)).isEqualTo(recorded);
    }

    /** A job that continues after its tenant failed again may have closed executions of registrations. */
    @Test
    void namesAnotherRegistrationWhereTheLastHasClosed() {
        executions.ensureStarted(waiting);
        close(StepGroup.A2P, ExecutionStatus.ABORTED);

        assertThat(executions.registration(waiting, StepGroup.A2P).name()).isEqualTo(id + "-a2p-r2");
        assertThat(executions.registration(waiting, StepGroup.TOLL_FREE).name()).isEqualTo(id + "-toll-free");
    }

    @Test
    void redrivesAFailedRegistrationAndNoOther() {
        executions.ensureStarted(waiting);
        close(StepGroup.A2P, ExecutionStatus.FAILED);

        var next = executions.next(waiting, StepGroup.A2P, true);

        assertThat(next).isEqualTo(RegistrationJobs.execution(id, StepGroup.A2P).redriven());
        executions.ensureStarted(waiting.register(List.of(next), NOW).job());
        assertThat(stepFunctions.redriven()).containsExactly(next.arn());
        assertThat(executions.failure(next)).isEmpty();
    }

    @Test
    void startsANewExecutionOfARegistrationWhoseFinishedStepsMustRunAgain() {
        executions.ensureStarted(waiting);
        close(StepGroup.A2P, ExecutionStatus.FAILED);

        assertThat(executions.next(waiting, StepGroup.A2P, false).name()).isEqualTo(id + "-a2p-r2");
    }

    @Test
    void saysWhichMachineAFunctionDoesNotKnow() {
        assertThatThrownBy(() ->
                        new Executions(stepFunctions, MACHINES + "provisioning").registration(created, StepGroup.A2P))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("A2P");
    }

    private void close(StepGroup group, ExecutionStatus status) {
        stepFunctions.close(RegistrationJobs.execution(id, group).arn(), status, "Some.Error", null);
    }
}
