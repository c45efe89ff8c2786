package dev.tenantry.core.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

class ExecutionsTest {
    private static final String MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:Provisioning";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final FakeStepFunctions stepFunctions = new FakeStepFunctions();
    private final Executions executions = new Executions(stepFunctions, MACHINE);
    private final JobId id = JobId.next();
    private final Job job = Job.create(id, new OrgId("acme"), Plan.DEFAULT, executions.first(id), true, "me", NOW);

    @Test
    void startsAnExecutionOfTheJobsName() {
        executions.ensureStarted(job);

        assertThat(stepFunctions.started()).singleElement().satisfies(start -> {
            assertThat(start.name()).isEqualTo(id.value());
            assertThat(start.input()).isEqualTo("{\"jobId\":\"" + id + "\"}");
        });
        assertThat(job.lastExecution().arn())
                .isEqualTo("arn:aws:states:us-east-1:123456789012:execution:Provisioning:" + id);
    }

    @Test
    void redrivesOnceHoweverOftenItIsAsked() {
        var retried = failedAndRetried(true);

        executions.ensureStarted(retried);
        executions.ensureStarted(retried);

        assertThat(retried.lastExecution().redriveCount()).isEqualTo(1);
        assertThat(stepFunctions.redriven()).hasSize(1);
        assertThat(stepFunctions.started()).hasSize(1);
    }

    @Test
    void startsANewExecutionWhereTheLastCannotBeRedriven() {
        var retried = failedAndRetried(false);

        executions.ensureStarted(retried);

        assertThat(stepFunctions.redriven()).isEmpty();
        assertThat(stepFunctions.started())
                .extracting(start -> start.name())
                .containsExactly(id.value(), id.value() + "-r2");
    }

    @Test
    void startsANewExecutionWhereStepFunctionsHasForgottenTheLast() {
        assertThat(executions.next(job, StepGroup.TENANT, true).name()).isEqualTo(id + "-r2");
    }

    @Test
    void saysWhenThereIsNothingToStop() {
        assertThat(executions.stop(job.lastExecution())).isFalse();
        executions.ensureStarted(job);

        assertThat(executions.stop(job.lastExecution())).isTrue();
        assertThat(executions.stop(job.lastExecution())).isTrue();

        assertThat(executions.failure(job.lastExecution())).contains(new FailedExecution.Stopped());
    }

    @Test
    void tellsHowAnExecutionClosed() {
        assertThat(executions.failure(job.lastExecution())).isEmpty();
        executions.ensureStarted(job);
        assertThat(executions.failure(job.lastExecution())).isEmpty();

        stepFunctions.close(
                job.lastExecution().arn(), ExecutionStatus.FAILED, "Some.Error", "{\"errorMessage\":\"Because.\"}");

        assertThat(executions.failure(job.lastExecution())).contains(new FailedExecution.Failed("Because."));
        stepFunctions.close(job.lastExecution().arn(), ExecutionStatus.SUCCEEDED, null, null);
        assertThat(executions.failure(job.lastExecution())).isEmpty();
    }

    /** How the execution closed before it is redriven says nothing about what it will do after. */
    @Test
    void tellsNothingOfTheTimeBeforeARedrive() {
        assertThat(executions.failure(failedAndRetried(true).lastExecution())).isEmpty();
    }

    /** Somebody pressed "Redrive" in the console, and none of our functions has run since. */
    @Test
    void goesOnWithWhatSomebodyRedroveMeanwhile() {
        var failed = failed();
        stepFunctions.redriveExecution(redrive -> redrive.executionArn(arn()));

        var retried = failed.retry(failed.plan(), executions.next(failed, StepGroup.TENANT, true), "me", NOW)
                .job();
        executions.ensureStarted(retried);

        assertThat(retried.lastExecution()).isEqualTo(failed.lastExecution().redriven());
        assertThat(stepFunctions.redriven()).hasSize(1);
        assertThat(stepFunctions.started()).hasSize(1);
    }

    /** The same, and it failed before any of our functions could tell the job. */
    @Test
    void redrivesOnceMoreWhatSomebodyRedroveInVain() {
        var failed = failed();
        stepFunctions.redriveExecution(redrive -> redrive.executionArn(arn()));
        stepFunctions.close(arn(), ExecutionStatus.FAILED, "Lambda.TooManyRequestsException", null);

        var retried = failed.retry(failed.plan(), executions.next(failed, StepGroup.TENANT, true), "me", NOW)
                .job();
        executions.ensureStarted(retried);

        assertThat(retried.lastExecution().redriveCount()).isEqualTo(2);
        assertThat(stepFunctions.redriven()).hasSize(2);
    }

    private String arn() {
        return job.lastExecution().arn();
    }

    private Job failedAndRetried(boolean redrivable) {
        var failed = failed();
        Execution next = executions.next(failed, StepGroup.TENANT, redrivable);
        return failed.retry(failed.plan(), next, "me", NOW).job();
    }

    private Job failed() {
        executions.ensureStarted(job);
        stepFunctions.close(arn(), ExecutionStatus.FAILED, "Some.Error", null);
        var failed = job;
        for (var step : job.openSteps()) {
            failed = failed.cancelStep(step.name(), "Stopped", NOW).job();
        }
        return failed.end(JobStatus.FAILED, NOW).job();
    }
}
