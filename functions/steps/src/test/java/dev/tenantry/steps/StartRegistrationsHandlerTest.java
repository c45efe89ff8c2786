package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.execution.FakeStepFunctions;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.RegistrationJobs;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.steps.engine.StepInput;
import dev.tenantry.steps.engine.StepOutput;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.exception.SdkClientException;

class StartRegistrationsHandlerTest {
    private static final String MACHINES = "arn:aws:states:us-east-1:123456789012:stateMachine:";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final FakeStepFunctions stepFunctions = new FakeStepFunctions();
    private final JobId id = JobId.next();
    private JobStore jobs;
    private StartRegistrationsHandler handler;

    @BeforeEach
    void aHandler() {
        jobs = new JobStore(local.table());
        var machines = Map.of(StepGroup.A2P, MACHINES + "a2p", StepGroup.TOLL_FREE, MACHINES + "toll-free");
        handler =
                new StartRegistrationsHandler(jobs, new Executions(stepFunctions, machines), InstantSource.fixed(NOW));
    }

    @Test
    void recordsAndStartsAnExecutionForEachRegistration() {
        create(RegistrationJobs.BOTH);

        assertThat(run().message()).isEqualTo("Started " + id + "-a2p, " + id + "-toll-free");

        assertThat(stepFunctions.started())
                .extracting(start -> start.name())
                .containsExactly(id + "-a2p", id + "-toll-free");
        assertThat(job().currentExecutions())
                .contains(
                        RegistrationJobs.execution(id, StepGroup.A2P),
                        RegistrationJobs.execution(id, StepGroup.TOLL_FREE));
        assertThat(job().status()).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void doesNothingASecondTime() {
        create(RegistrationJobs.BOTH);
        run();
        var before = job();

        run();

        assertThat(job()).isEqualTo(before);
        assertThat(stepFunctions.statuses()).hasSize(2);
    }

    @Test
    void startsWhatItHadRecordedBeforeItDied() {
        create(RegistrationJobs.BOTH);
        var machines = new Executions(
                new FakeStepFunctions(),
                Map.of(StepGroup.A2P, MACHINES + "a2p", StepGroup.TOLL_FREE, MACHINES + "toll-free"));
        jobs.update(
                id,
                job -> Optional.of(job.register(
                        StepGroup.registrations().stream()
                                .map(group -> machines.registration(job, group))
                                .toList(),
                        NOW)));
        var recorded = job();

        run();

        assertThat(job()).isEqualTo(recorded);
        assertThat(stepFunctions.started())
                .extracting(start -> start.name())
                .containsExactly(id + "-a2p", id + "-toll-free");
    }

    @Test
    void isTriedAgainWhenStepFunctionsDoesNotAnswer() {
        create(RegistrationJobs.BOTH);
        stepFunctions.fail(SdkClientException.create("It did not arrive"));
        assertThatThrownBy(this::run).isInstanceOf(ProvisioningFailure.class);

        stepFunctions.fail(null);
        run();

        assertThat(stepFunctions.statuses()).hasSize(2);
    }

    @Test
    void startsOnlyWhatThePlanWants() {
        create(RegistrationJobs.BOTH.withRegistrations(
                RegistrationJobs.BOTH.business(), Optional.of(RegistrationJobs.A2P), Optional.empty()));

        run();

        assertThat(stepFunctions.started()).extracting(start -> start.name()).containsExactly(id + "-a2p");
    }

    @Test
    void startsNothingForAPlanWithoutRegistrations() {
        create(Plan.DEFAULT);

        assertThat(run().message()).isEqualTo("There is nothing to register");

        assertThat(stepFunctions.started()).isEmpty();
    }

    @Test
    void startsNothingForAJobThatIsBeingCancelled() {
        create(RegistrationJobs.BOTH);
        jobs.update(id, job -> Optional.of(job.cancel("somebody", NOW)));

        assertThat(run().message()).isEqualTo("There is nothing to register");

        assertThat(stepFunctions.started()).isEmpty();
        assertThat(job().execution(StepGroup.A2P)).isEmpty();
    }

    private void create(Plan plan) {
        jobs.create(Job.create(
                id,
                new OrgId("acme"),
                plan,
                new Execution(id.value(), "arn:aws:states:us-east-1:123456789012:execution:p:" + id),
                true,
                "somebody",
                NOW));
    }

    private StepOutput run() {
        return handler.handleRequest(
                new StepInput(id.value(), id.value(), 0), new LambdaContext(() -> Duration.ofMinutes(1)));
    }

    private Job job() {
        return jobs.find(id).orElseThrow();
    }
}
