package dev.tenantry.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.execution.JobFinalizer;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobRollback;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.job.StepError;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobFinalizerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private final JobId id = JobId.next();
    private JobStore jobs;
    private FinalizeHandler handler;

    @BeforeEach
    void aRunningJob() {
        jobs = new JobStore(local.table());
        handler = new FinalizeHandler(new JobFinalizer(jobs, InstantSource.fixed(NOW)));
        jobs.create(Job.create(
                id, new OrgId("acme"), Plan.DEFAULT, new Execution(id.value(), "arn"), true, "somebody", NOW));
    }

    @Test
    void cancelsTheJobOfAStoppedExecutionAndLeavesNoStepOpen() {
        complete(StepName.CREATE_SUBACCOUNT);
        jobs.update(id, job -> Optional.of(job.startStep(StepName.BUY_NUMBERS, NOW)));

        closed("ABORTED", null, null);

        var job = jobs.find(id).orElseThrow();
        assertThat(job.status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(job.endedAt()).contains(NOW);
        assertThat(job.step(StepName.CREATE_SUBACCOUNT).status()).isEqualTo(StepStatus.COMPLETE);
        assertThat(job.step(StepName.BUY_NUMBERS).status()).isEqualTo(StepStatus.CANCELLED);
        assertThat(job.step(StepName.CHECK_SETUP).status()).isEqualTo(StepStatus.CANCELLED);
        assertThat(job.step(StepName.CREATE_VERIFY_SERVICE).status()).isEqualTo(StepStatus.SKIPPED);
    }

    /** A step that sees the job being cancelled may end the execution before the cancel request has stopped it. */
    @Test
    void cancelsAJobThatIsBeingCancelledHoweverItsExecutionCloses() {
        jobs.update(id, job -> Optional.of(job.startStep(StepName.CREATE_SUBACCOUNT, NOW)));
        jobs.update(id, job -> Optional.of(job.cancel("somebody", NOW)));

        closed(
                "FAILED",
                "dev.tenantry.core.failure.PermanentFailureException",
                "{\"errorMessage\":\"The job is being cancelled.\"}");

        var job = jobs.find(id).orElseThrow();
        assertThat(job.status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(job.step(StepName.CREATE_SUBACCOUNT).status()).isEqualTo(StepStatus.CANCELLED);
        assertThat(job.steps()).allMatch(step -> step.error().isEmpty());
    }

    @Test
    void cancelsAJobThatNeverBegan() {
        closed("ABORTED", null, null);

        assertThat(jobs.find(id).orElseThrow().status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(jobs.events(id, 0, 100))
                .noneMatch(event -> event.at("/job/status").asText().equals("RUNNING"));
    }

    @Test
    void failsTheRunningStepWithTheReasonThatAFunctionGave() {
        jobs.update(id, job -> Optional.of(job.startStep(StepName.CREATE_SUBACCOUNT, NOW)));

        closed(
                "FAILED",
                "dev.tenantry.core.failure.NotProcessedException",
                "{\"errorMessage\":\"Twilio is busy.\",\"errorType\":\"dev.tenantry.core.failure.NotProcessedException\",\"stackTrace\":[]}");

        var job = jobs.find(id).orElseThrow();
        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.step(StepName.CREATE_SUBACCOUNT).error().orElseThrow().message())
                .isEqualTo("Twilio is busy.");
        assertThat(job.step(StepName.BUY_NUMBERS).status()).isEqualTo(StepStatus.CANCELLED);
    }

    @Test
    void failsTheJobOfAnExecutionThatTookTooLong() {
        jobs.update(id, job -> Optional.of(job.startStep(StepName.CREATE_SUBACCOUNT, NOW)));

        closed("TIMED_OUT", "States.Timeout", null);

        assertThat(jobs.find(id).orElseThrow().status()).isEqualTo(JobStatus.FAILED);
    }

    @Test
    void changesNothingWhenTheEventComesAgainOrLate() {
        closed("ABORTED", null, null);
        var settled = jobs.find(id).orElseThrow();

        closed("ABORTED", null, null);
        closed("FAILED", "Late", "late");

        assertThat(jobs.find(id).orElseThrow()).isEqualTo(settled);
    }

    @Test
    void tellsEachChangeAsOneEventWithoutGaps() {
        jobs.update(id, job -> Optional.of(job.startStep(StepName.CREATE_SUBACCOUNT, NOW)));

        closed("FAILED", "Some.Error", "not JSON");

        assertThat(jobs.events(id, 0, 100))
                .extracting(event -> event.get("version").longValue())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 1 + 1 + 8 + 1).boxed().toList());
    }

    @Test
    void failsOfSeveralRunningStepsTheOneThatGaveTheReason() {
        complete(StepName.CREATE_SUBACCOUNT);
        jobs.update(id, job -> Optional.of(job.startStep(StepName.BUY_NUMBERS, NOW)));
        jobs.update(id, job -> Optional.of(job.startStep(StepName.CREATE_API_KEY, NOW)));
        var busy = new StepError("not-processed", "Twilio is busy.", "It is tried again.", true, Optional.empty());
        jobs.update(id, job -> Optional.of(job.reportFailure(StepName.BUY_NUMBERS, busy, NOW)));

        closed(
                "FAILED",
                "dev.tenantry.core.failure.NotProcessedException",
                "{\"errorMessage\":\"Twilio is busy. It is tried again.\"}");

        var job = jobs.find(id).orElseThrow();
        assertThat(job.step(StepName.BUY_NUMBERS).status()).isEqualTo(StepStatus.FAILED);
        assertThat(job.step(StepName.CREATE_API_KEY).status()).isEqualTo(StepStatus.CANCELLED);
        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
    }

    @Test
    void cancelsTheOtherRunningStepsWhenOneHasFailedInPlace() {
        complete(StepName.CREATE_SUBACCOUNT);
        jobs.update(id, job -> Optional.of(job.startStep(StepName.BUY_NUMBERS, NOW)));
        jobs.update(id, job -> Optional.of(job.startStep(StepName.CREATE_API_KEY, NOW)));
        var none = new StepError("needs-human", "There are none.", "Ask for others.", true, Optional.empty());
        jobs.update(id, job -> Optional.of(job.failStep(StepName.BUY_NUMBERS, none, NOW)));

        closed("FAILED", "dev.tenantry.core.failure.NeedsHumanException", "There are none. Ask for others.");

        var job = jobs.find(id).orElseThrow();
        assertThat(job.step(StepName.BUY_NUMBERS).error()).contains(none);
        assertThat(job.step(StepName.CREATE_API_KEY).status()).isEqualTo(StepStatus.CANCELLED);
    }

    /** An optional step that has failed ends no execution, so it does not tell why this one ended. */
    @Test
    void failsARunningStepBesideAnOptionalOneThatHadFailed() {
        complete(StepName.CREATE_SUBACCOUNT);
        jobs.update(id, job -> Optional.of(job.startStep(StepName.SET_SPEND_ALARM, NOW)));
        jobs.update(id, job -> Optional.of(job.startStep(StepName.BUY_NUMBERS, NOW)));
        var refused = new StepError("needs-human", "Twilio refuses it.", "Change it.", true, Optional.empty());
        jobs.update(id, job -> Optional.of(job.failStep(StepName.SET_SPEND_ALARM, refused, NOW)));

        closed("FAILED", "Sandbox.Timedout", "Task timed out after 60.00 seconds");

        var job = jobs.find(id).orElseThrow();
        assertThat(job.step(StepName.SET_SPEND_ALARM).error()).contains(refused);
        assertThat(job.step(StepName.BUY_NUMBERS).status()).isEqualTo(StepStatus.FAILED);
    }

    @Test
    void failsAllRunningStepsWhenNoneGaveTheReason() {
        complete(StepName.CREATE_SUBACCOUNT);
        jobs.update(id, job -> Optional.of(job.startStep(StepName.BUY_NUMBERS, NOW)));
        jobs.update(id, job -> Optional.of(job.startStep(StepName.CREATE_API_KEY, NOW)));

        closed("FAILED", "Sandbox.Timedout", "Task timed out after 60.00 seconds");

        var job = jobs.find(id).orElseThrow();
        assertThat(job.step(StepName.BUY_NUMBERS).status()).isEqualTo(StepStatus.FAILED);
        assertThat(job.step(StepName.CREATE_API_KEY).status()).isEqualTo(StepStatus.FAILED);
    }

    @Test
    void freesTheOrganisationForTheNextJob() {
        closed("ABORTED", null, null);

        freesTheOrganisation();
    }

    private void freesTheOrganisation() {
        var next = JobId.next();
        var creation = jobs.create(Job.create(
                next, new OrgId("acme"), Plan.DEFAULT, new Execution(next.value(), "arn"), true, "somebody", NOW));

        assertThat(creation).isInstanceOf(JobStore.Creation.Created.class);
    }

    private void complete(StepName name) {
        jobs.update(id, job -> Optional.of(job.startStep(name, NOW)));
        jobs.update(id, job -> Optional.of(job.completeStep(name, "done", List.of(), NOW)));
    }

    /** Events may come late: this one is about what the job did before somebody redrove it. */
    @Test
    void leavesAJobAloneThatHasBeenTakenUpAgain() {
        closed("FAILED", "Some.Error", "not JSON");
        jobs.update(
                id, job -> Optional.of(job.retry(job.plan(), job.lastExecution().redriven(), "somebody", NOW)));

        closed("FAILED", "Some.Error", "not JSON");

        assertThat(jobs.find(id).orElseThrow().status()).isEqualTo(JobStatus.PENDING);
    }

    @Test
    void failsARollbackAtTheStepThatItWasAt() {
        rollBack();
        undo(StepName.ATTACH_NUMBERS);

        closedRollback("FAILED", "Sandbox.Timedout", "Task timed out after 60.00 seconds");

        var job = jobs.find(id).orElseThrow();
        assertThat(job.status()).isEqualTo(JobStatus.ROLLBACK_FAILED);
        assertThat(job.endedAt()).contains(NOW);
        assertThat(job.step(StepName.ATTACH_NUMBERS).status()).isEqualTo(StepStatus.UNDONE);
        assertThat(job.steps().stream().filter(step -> step.error().isPresent()))
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.name()).isEqualTo(StepName.BUY_NUMBERS);
                    assertThat(step.status()).isEqualTo(StepStatus.CANCELLED);
                    assertThat(step.message()).isEqualTo("Task timed out after 60.00 seconds");
                });
    }

    @Test
    void keepsTheErrorThatAStepGaveWhenItCouldNotBeUndone() {
        var error = new StepError("needs-human", "It cannot go.", "Operator: look.", true, Optional.empty());
        rollBack();
        jobs.update(id, job -> Optional.of(new JobRollback(job).failStep(StepName.CREATE_API_KEY, error, NOW)));

        closedRollback("FAILED", "dev.tenantry.core.failure.NeedsHumanException", "It cannot go. Operator: look.");

        var job = jobs.find(id).orElseThrow();
        assertThat(job.status()).isEqualTo(JobStatus.ROLLBACK_FAILED);
        assertThat(job.steps().stream().flatMap(step -> step.error().stream())).containsExactly(error);
    }

    /** It was to be tried again, and then it was not. */
    @Test
    void saysNoLongerThatAnAttemptComesAgain() {
        var busy = new StepError("not-processed", "Twilio is busy.", "It is tried again.", true, Optional.empty());
        rollBack();
        jobs.update(id, job -> Optional.of(new JobRollback(job).reportFailure(StepName.ATTACH_NUMBERS, busy, NOW)));

        closedRollback("FAILED", "dev.tenantry.core.failure.NotProcessedException", "Twilio is busy.");

        assertThat(jobs.find(id).orElseThrow().step(StepName.ATTACH_NUMBERS).message())
                .isEqualTo("Twilio is busy.");
    }

    @Test
    void failsARollbackThatSomebodyStoppedAndFreesTheOrganisation() {
        rollBack();

        closedRollback("ABORTED", null, null);
        closedRollback("ABORTED", null, null);

        var job = jobs.find(id).orElseThrow();
        assertThat(job.status()).isEqualTo(JobStatus.ROLLBACK_FAILED);
        assertThat(job.step(StepName.ATTACH_NUMBERS).error().orElseThrow().message())
                .isEqualTo("Somebody stopped the rollback.");
        freesTheOrganisation();
    }

    /** The execution that provisioned closed before; its event comes late. */
    @Test
    void leavesARollbackAloneWhenTheEventIsOfAnEarlierExecution() {
        rollBack();

        closed("FAILED", "Some.Error", "late");

        assertThat(jobs.find(id).orElseThrow().status()).isEqualTo(JobStatus.ROLLING_BACK);
    }

    private void rollBack() {
        closed("ABORTED", null, null);
        jobs.update(
                id,
                job -> Optional.of(job.rollBack(Rollback.DEFAULT, new Execution(id + "-rb1", "arn"), "somebody", NOW)));
    }

    private void undo(StepName name) {
        jobs.update(id, job -> Optional.of(new JobRollback(job).completeStep(name, "Nothing to undo", NOW)));
    }

    private void closedRollback(String status, String error, String cause) {
        handler.handleRequest(
                new ExecutionStatusChange(
                        new ExecutionStatusChange.Detail("arn", id + "-rb1", status, 0, error, cause)),
                new LoggedContext().context());
    }

    private void closed(String status, String error, String cause) {
        handler.handleRequest(
                new ExecutionStatusChange(new ExecutionStatusChange.Detail("arn", id.value(), status, 0, error, cause)),
                new LoggedContext().context());
    }
}
