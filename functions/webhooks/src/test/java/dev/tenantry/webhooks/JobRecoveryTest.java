package dev.tenantry.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.execution.Executions;
import dev.tenantry.core.execution.FakeStepFunctions;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.metrics.MetricLines;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.readiness.ReadinessNotices;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.twilio.Twilio;
import dev.tenantry.twilio.TwilioSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Jobs that nobody started, stopped or settled, and who does it then. */
class JobRecoveryTest {
    private static final String MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:Provisioning";
    private static final String ROLLBACK_MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:Rollback";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static final MetricLines.Source METRICS = new MetricLines.Source("Tenantry/test", InstantSource.fixed(NOW));

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final FakeStepFunctions stepFunctions = new FakeStepFunctions();
    private final Executions executions = new Executions(stepFunctions, MACHINE);
    private final LoggedContext log = new LoggedContext();
    private JobStore jobs;
    private Job job;

    @BeforeEach
    void aJobThatNobodyStarted() {
        jobs = new JobStore(local.table());
        job = newJob("acme");
    }

    @Test
    void theStreamStartsAJobThatIsStillPending() {
        var answer = stream(job, job);

        assertThat(answer).isEmpty();
        assertThat(stepFunctions.started())
                .extracting(start -> start.name())
                .containsOnly(job.id().value());
        assertThat(stepFunctions.statuses()).containsExactly(ExecutionStatus.RUNNING);
    }

    @Test
    void theStreamLeavesAJobAloneThatSomebodyStartedMeanwhile() {
        begin(job);

        stream(job);

        assertThat(stepFunctions.started()).isEmpty();
    }

    @Test
    void theStreamComesBackToTheFirstJobThatCouldNotBeStarted() {
        stepFunctions.fail(SdkClientException.create("It did not arrive"));

        assertThat(stream(job, newJob("globex"))).containsExactly("1");
        assertThat(log.lines()).singleElement().asString().contains("It did not arrive");
    }

    @Test
    void theReconcilerStartsWhatNobodyStarted() {
        reconcile(Duration.ofSeconds(46));

        assertThat(stepFunctions.started()).hasSize(1);
    }

    @Test
    void theReconcilerLeavesAloneWhatHasJustMoved() {
        reconcile(Duration.ofSeconds(45));

        assertThat(stepFunctions.started()).isEmpty();
    }

    @Test
    void theReconcilerFinalizesAJobWhoseClosingEventWasLost() {
        executions.ensureStarted(job);
        begin(job);
        stepFunctions.close(job.lastExecution().arn(), ExecutionStatus.TIMED_OUT, null, null);

        reconcile(Duration.ofMinutes(1));

        var settled = jobs.find(job.id()).orElseThrow();
        assertThat(settled.status()).isEqualTo(JobStatus.FAILED);
        assertThat(settled.openSteps()).isEmpty();
    }

    @Test
    void theReconcilerLeavesAJobAloneWhoseExecutionIsAtWork() {
        executions.ensureStarted(job);
        begin(job);
        var before = jobs.find(job.id());

        reconcile(Duration.ofHours(1));

        assertThat(jobs.find(job.id())).isEqualTo(before);
    }

    @Test
    void theReconcilerStopsWhatWasToBeCancelled() {
        executions.ensureStarted(job);
        begin(job);
        jobs.update(job.id(), seen -> Optional.of(seen.cancel("somebody", NOW)));

        reconcile(Duration.ofMinutes(1));

        assertThat(stepFunctions.statuses()).containsExactly(ExecutionStatus.ABORTED);
        assertThat(jobs.find(job.id()).orElseThrow().status()).isEqualTo(JobStatus.CANCELLED);
    }

    @Test
    void theReconcilerEndsACancelledJobThatWasNeverStarted() {
        jobs.update(job.id(), seen -> Optional.of(seen.cancel("somebody", NOW)));

        reconcile(Duration.ofMinutes(1));

        assertThat(jobs.find(job.id()).orElseThrow().status()).isEqualTo(JobStatus.CANCELLED);
    }

    @Test
    void theReconcilerGoesOnToTheOthersWhenOneCannotBeHealed() {
        newJob("globex");
        stepFunctions.fail(SdkClientException.create("It did not arrive"));

        reconcile(Duration.ofMinutes(1));

        assertThat(stepFunctions.started()).hasSize(2);
        assertThat(log.lines())
                .filteredOn(line -> line.contains("Could not recover"))
                .hasSize(2);
    }

    @Test
    void theStreamStartsARollbackThatNobodyStarted() {
        rollBack(job);

        stream(job);

        assertThat(stepFunctions.started()).singleElement().satisfies(start -> {
            assertThat(start.name()).isEqualTo(job.id() + "-rb1");
            assertThat(start.stateMachineArn()).isEqualTo(ROLLBACK_MACHINE);
        });
    }

    @Test
    void theReconcilerStartsARollbackThatNobodyStarted() {
        rollBack(job);

        reconcile(Duration.ofMinutes(1));

        assertThat(stepFunctions.started()).extracting(start -> start.name()).containsExactly(job.id() + "-rb1");
        assertThat(jobs.find(job.id()).orElseThrow().status()).isEqualTo(JobStatus.ROLLING_BACK);
    }

    @Test
    void theReconcilerFinalizesARollbackWhoseClosingEventWasLost() {
        rollBack(job);
        var rolling = jobs.find(job.id()).orElseThrow();
        executions.ensureStarted(rolling);
        stepFunctions.close(rolling.lastExecution().arn(), ExecutionStatus.TIMED_OUT, null, null);

        reconcile(Duration.ofMinutes(1));

        assertThat(jobs.find(job.id()).orElseThrow().status()).isEqualTo(JobStatus.ROLLBACK_FAILED);
    }

    @Test
    void theStreamStartsRegistrationsThatNobodyStarted() {
        var waiting = WaitingJob.store(jobs, new OrgId("globex"), NOW);

        stream(waiting);

        assertThat(stepFunctions.started())
                .extracting(start -> start.name())
                .containsExactly(waiting.id() + "-a2p", waiting.id() + "-toll-free");
    }

    @Test
    void theReconcilerOfJobsThatWaitStartsARegistrationThatNobodyStarted() {
        var waiting = WaitingJob.store(jobs, new OrgId("globex"), NOW);

        reconcileWaiting();

        assertThat(stepFunctions.started())
                .extracting(start -> start.name())
                .containsExactly(waiting.id() + "-a2p", waiting.id() + "-toll-free");
        assertThat(jobs.find(waiting.id())).contains(waiting);
    }

    @Test
    void theReconcilerOfWaitingJobsFinalizesARegistrationWhoseClosingEventWasLost() {
        var waiting = WaitingJob.store(jobs, new OrgId("globex"), NOW);
        executions.ensureStarted(waiting);
        var a2p = waiting.execution(StepGroup.A2P).orElseThrow();
        stepFunctions.close(a2p.arn(), ExecutionStatus.FAILED, "States.Timeout", null);

        reconcileWaiting();

        var settled = jobs.find(waiting.id()).orElseThrow();
        assertThat(settled.status()).isEqualTo(JobStatus.WAITING);
        assertThat(settled.isOpen(StepGroup.A2P)).isFalse();
        assertThat(settled.isOpen(StepGroup.TOLL_FREE)).isTrue();
    }

    /** They stand still for weeks, and to look at each of them each minute costs more than all else. */
    @Test
    void theReconcilerOfEachMinuteLeavesJobsThatWaitAlone() {
        WaitingJob.store(jobs, new OrgId("globex"), NOW);
        begin(job);
        executions.ensureStarted(job);
        var before = stepFunctions.started().size();

        reconcile(Duration.ofDays(7));

        assertThat(stepFunctions.started()).hasSize(before);
    }

    @Test
    void theReconcilerCountsTheJobsThatItCouldNotRecoverInTenMinutes() throws Exception {
        newJob("globex");
        stepFunctions.fail(SdkClientException.create("It did not arrive"));

        reconcile(Duration.ofMinutes(9));
        reconcile(Duration.ofMinutes(11));

        assertThat(metrics()).containsExactly(0, 2);
    }

    @Test
    void theReconcilerOfWaitingJobsCountsNone() throws Exception {
        WaitingJob.store(jobs, new OrgId("globex"), NOW);

        reconcileWaiting();

        assertThat(metrics()).isEmpty();
    }

    /** The values of the one metric that the reconciler writes. */
    private List<Integer> metrics() throws Exception {
        var values = new ArrayList<Integer>();
        for (var line : log.lines()) {
            if (line.startsWith("{\"_aws\"")) {
                values.add(Json.parse(line).required("JobsNotMoving").asInt());
            }
        }
        return values;
    }

    private void reconcileWaiting() {
        new ReconcileHandler(reconciler(Duration.ofHours(1)), List.of(JobStatus.WAITING), METRICS)
                .handleRequest(null, log.context());
    }

    private void rollBack(Job asked) {
        for (var step : asked.openSteps()) {
            jobs.update(asked.id(), seen -> Optional.of(seen.cancelStep(step.name(), "Stopped", NOW)));
        }
        jobs.update(asked.id(), seen -> Optional.of(seen.end(JobStatus.CANCELLED, NOW)));
        jobs.update(
                asked.id(),
                seen -> Optional.of(seen.rollBack(
                        Rollback.DEFAULT,
                        new Executions(stepFunctions, ROLLBACK_MACHINE).nextRollback(seen, false),
                        "somebody",
                        NOW)));
    }

    private Job newJob(String org) {
        var id = JobId.next();
        var created = Job.create(id, new OrgId(org), Plan.DEFAULT, executions.first(id), true, "somebody", NOW);
        jobs.create(created);
        return created;
    }

    private void begin(Job started) {
        jobs.update(started.id(), seen -> Optional.of(seen.startStep(StepName.CREATE_SUBACCOUNT, NOW)));
    }

    /** The sequence numbers that the handler reports as failed; the records' are 1, 2 and so on. */
    private List<String> stream(Job... changed) {
        var event = new DynamodbEvent();
        event.setRecords(IntStream.range(0, changed.length)
                .mapToObj(i -> record(changed[i], i + 1))
                .toList());
        var reviews = ReviewChecks.reader(
                local.table(), new Twilio(TwilioSettings.standard()), new TaskTokens(), InstantSource.fixed(NOW));
        return new TableStreamHandler(
                        jobs, executions, reviews, new ReadinessNotices(local.table(), InstantSource.fixed(NOW)))
                .handleRequest(event, log.context()).getBatchItemFailures().stream()
                        .map(failure -> failure.getItemIdentifier())
                        .toList();
    }

    private static DynamodbStreamRecord record(Job job, int number) {
        var image = new StreamRecord();
        image.setSequenceNumber(Integer.toString(number));
        image.setKeys(Map.of(
                "PK", new AttributeValue("JOB#" + job.id()),
                "SK", new AttributeValue("HEAD")));
        image.setNewImage(Map.of("id", new AttributeValue(job.id().value())));
        var record = new DynamodbStreamRecord();
        record.setDynamodb(image);
        return record;
    }

    private void reconcile(Duration later) {
        new ReconcileHandler(
                        reconciler(later),
                        List.of(JobStatus.PENDING, JobStatus.RUNNING, JobStatus.CANCELLING, JobStatus.ROLLING_BACK),
                        METRICS)
                .handleRequest(null, log.context());
    }

    private Reconciler reconciler(Duration later) {
        return new Reconciler(local.table(), executions, InstantSource.fixed(NOW.plus(later)));
    }
}
