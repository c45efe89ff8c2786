package dev.tenantry.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.NumberType;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.plan.TollFreeVerification;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobTest {
    private static final Rollback KEEPING = Rollback.DEFAULT;
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final StepName STEP = StepName.BUY_NUMBERS;
    private static final StepError ERROR =
            new StepError("permanent", "Twilio refused", "Correct the plan", false, Optional.empty());

    private final Job pending = Job.create(
            JobId.next(),
            new OrgId("acme"),
            Plan.DEFAULT,
            new Execution("one", "arn:aws:states:us-east-1:111122223333:execution:p:one"),
            true,
            "operator",
            NOW);

    @Test
    void beginsWithVersionOneAndNothingDone() {
        assertThat(pending.version()).isEqualTo(1);
        assertThat(pending.status()).isEqualTo(JobStatus.PENDING);
        assertThat(pending.progress()).isEqualTo(new Progress(0, 8));
    }

    @Test
    void skipsWhatThePlanLeavesOutAndSaysWhy() {
        var skipped = pending.steps().stream()
                .filter(step -> step.status() == StepStatus.SKIPPED)
                .filter(step -> step.name().group() == StepGroup.TENANT)
                .toList();

        assertThat(skipped)
                .extracting(Step::name)
                .containsExactly(
                        StepName.ADD_ALPHA_SENDER,
                        StepName.CREATE_TWIML_APPLICATION,
                        StepName.CREATE_SIP_TRUNK,
                        StepName.SET_EMERGENCY_ADDRESS,
                        StepName.CREATE_VERIFY_SERVICE);
        assertThat(skipped).allSatisfy(step -> assertThat(step.message()).startsWith("The plan has no"));
        assertThatThrownBy(() -> pending.startStep(StepName.CREATE_VERIFY_SERVICE, NOW))
                .isInstanceOf(IllegalTransitionException.class);
    }

    @Test
    void runsOnceAStepRuns() {
        var change = pending.startStep(STEP, NOW);

        assertThat(change.job().status()).isEqualTo(JobStatus.RUNNING);
        assertThat(change.event().version()).isEqualTo(2);
        assertThat(change.event().step()).hasValueSatisfying(step -> {
            assertThat(step.status()).isEqualTo(StepStatus.RUNNING);
            assertThat(step.attempt()).isEqualTo(1);
            assertThat(step.startedAt()).contains(NOW);
        });
    }

    @Test
    void countsTheAttemptsOfAStepAndKeepsItsFirstStart() {
        var again = pending.startStep(STEP, NOW)
                .job()
                .startStep(STEP, NOW.plusSeconds(9))
                .job();

        assertThat(again.step(STEP).attempt()).isEqualTo(2);
        assertThat(again.step(STEP).startedAt()).contains(NOW);
    }

    @Test
    void tellsProgressByTheStepsThatAreDone() {
        var change = pending.startStep(STEP, NOW).job().completeStep(STEP, "Done", List.of(), NOW);

        assertThat(change.event().progress().percent()).isEqualTo(12);
    }

    @Test
    void beginsNoStepThatHasEnded() {
        var failed =
                pending.startStep(STEP, NOW).job().failStep(STEP, ERROR, NOW).job();

        assertThat(failed.step(STEP).error()).contains(ERROR);
        assertThatThrownBy(() -> failed.startStep(STEP, NOW)).isInstanceOf(IllegalTransitionException.class);
    }

    @Test
    void endsOnlyWhenEveryStepHas() {
        var running = pending.startStep(STEP, NOW).job();
        assertThatThrownBy(() -> running.end(JobStatus.FAILED, NOW)).isInstanceOf(IllegalTransitionException.class);

        var ended = cancelled(running).end(JobStatus.FAILED, NOW).job();

        assertThat(ended.endedAt()).contains(NOW);
        assertThat(ended.version()).isEqualTo(2 + 8 + 1);
        assertThatThrownBy(() -> ended.end(JobStatus.COMPLETE, NOW)).isInstanceOf(IllegalTransitionException.class);
    }

    @Test
    void changesNoStepOfAJobThatHasEnded() {
        var ended = cancelled(pending).end(JobStatus.CANCELLED, NOW).job();

        assertThatThrownBy(() -> ended.startStep(STEP, NOW)).isInstanceOf(IllegalTransitionException.class);
        assertThatThrownBy(() -> ended.reportStep(STEP, "Late", List.of(), NOW))
                .isInstanceOf(IllegalTransitionException.class);
    }

    @Test
    void isUsableWhenCompleteOrWaitingForReviews() {
        assertThat(pending.usable()).isFalse();
        var complete = pending;
        for (var step : pending.openSteps()) {
            complete = complete.startStep(step.name(), NOW)
                    .job()
                    .completeStep(step.name(), "Done", List.of(), NOW)
                    .job();
        }
        assertThat(complete.usable()).isFalse();
        assertThat(complete.end(JobStatus.COMPLETE, NOW).job().usable()).isTrue();
    }

    @Test
    void goesOnAfterARetryWithoutWhatIsDone() {
        var failed = cancelled(pending.startStep(STEP, NOW)
                        .job()
                        .completeStep(STEP, "Done", List.of(), NOW)
                        .job())
                .end(JobStatus.FAILED, NOW)
                .job();

        var change = failed.retry(Plan.DEFAULT, failed.lastExecution().redriven(), "operator", NOW);

        assertThat(change.by()).isEqualTo("operator");
        var retried = change.job();
        assertThat(retried.status()).isEqualTo(JobStatus.PENDING);
        assertThat(retried.endedAt()).isEmpty();
        assertThat(retried.executions()).containsExactly(failed.lastExecution().redriven());
        assertThat(retried.step(STEP)).isEqualTo(failed.step(STEP));
        assertThat(retried.step(StepName.CHECK_SETUP).status()).isEqualTo(StepStatus.PENDING);
        assertThat(retried.step(StepName.CREATE_SIP_TRUNK).status()).isEqualTo(StepStatus.SKIPPED);
    }

    @Test
    void runsAgainAfterARetryWhatTheAmendedPlanChanges() {
        var failed = cancelled(pending.startStep(STEP, NOW)
                        .job()
                        .completeStep(STEP, "Done", List.of(), NOW)
                        .job())
                .end(JobStatus.CANCELLED, NOW)
                .job();
        var amended = Plan.DEFAULT.withNumbers(NumberGroup.of("US", NumberType.TOLL_FREE, 1));

        assertThat(new JobRetry(failed, Plan.DEFAULT).keepsFinishedSteps(StepGroup.TENANT))
                .isTrue();
        assertThat(new JobRetry(failed, amended).keepsFinishedSteps(StepGroup.TENANT))
                .isFalse();
        var again = failed.retry(amended, new Execution("two", "arn:two"), "operator", NOW)
                .job()
                .startStep(STEP, NOW)
                .job();

        assertThat(again.plan()).isEqualTo(amended);
        assertThat(again.executions()).extracting(Execution::name).containsExactly("one", "two");
        assertThat(again.step(STEP).attempt()).isEqualTo(2);
    }

    @Test
    void isRetriedOnlyAfterItHasFailedOrWasCancelled() {
        assertThatThrownBy(() -> pending.retry(Plan.DEFAULT, pending.lastExecution(), "operator", NOW))
                .isInstanceOf(IllegalTransitionException.class);
    }

    @Test
    void staysCancellingWhileItsStepsEnd() {
        var cancelling = pending.startStep(STEP, NOW).job().cancel("operator", NOW);

        assertThat(cancelling.by()).isEqualTo("operator");
        assertThat(cancelling
                        .job()
                        .completeStep(STEP, "Done", List.of(), NOW)
                        .job()
                        .status())
                .isEqualTo(JobStatus.CANCELLING);
        assertThatThrownBy(() ->
                        cancelled(pending).end(JobStatus.FAILED, NOW).job().cancel("operator", NOW))
                .isInstanceOf(IllegalTransitionException.class);
    }

    @Test
    void isRolledBackStepByStepAndTellsHowFarThatIs() {
        var failed = failedAfterTheFirstStep();

        var change = failed.rollBack(KEEPING, new Execution("rb1", "arn:rb1"), "operator", NOW);

        assertThat(change.by()).isEqualTo("operator");
        var rolling = change.job();
        assertThat(rolling.status()).isEqualTo(JobStatus.ROLLING_BACK);
        assertThat(rolling.endedAt()).isEmpty();
        assertThat(rolling.lastExecution().name()).isEqualTo("rb1");
        assertThat(rolling.rollback()).contains(KEEPING);
        assertThat(rolling.progress()).isEqualTo(new Progress(0, 7));
        assertThat(rolling.steps()).allSatisfy(step -> assertThat(step.error()).isEmpty());
        assertThat(new JobRollback(rolling).nextStep()).map(Step::name).contains(StepName.ATTACH_NUMBERS);

        var one = new JobRollback(rolling)
                .reportStep(StepName.ATTACH_NUMBERS, "Rolling back", NOW)
                .job();
        assertThat(one.step(StepName.ATTACH_NUMBERS).status()).isEqualTo(StepStatus.CANCELLED);
        one = new JobRollback(one)
                .completeStep(StepName.ATTACH_NUMBERS, "Nothing to undo", NOW)
                .job();

        assertThat(one.progress()).isEqualTo(new Progress(1, 7));
        assertThat(new JobRollback(one).nextStep()).map(Step::name).contains(StepName.BUY_NUMBERS);
    }

    @Test
    void isRolledBackOnlyWhenNothingThatMustBeUndoneIsLeft() {
        var rolling = failedAfterTheFirstStep()
                .rollBack(KEEPING, new Execution("rb1", "arn:rb1"), "operator", NOW)
                .job();
        assertThatThrownBy(() -> rolling.end(JobStatus.ROLLED_BACK, NOW))
                .isInstanceOf(IllegalTransitionException.class)
                .hasMessageContaining("attach-numbers");

        var undone = undone(rolling);

        assertThat(undone.step(StepName.CREATE_SUBACCOUNT).status()).isEqualTo(StepStatus.COMPLETE);
        assertThat(undone.progress().percent()).isEqualTo(100);
        var ended = undone.end(JobStatus.ROLLED_BACK, NOW).job();
        assertThat(ended.endedAt()).contains(NOW);
        assertThatThrownBy(() -> ended.rollBack(KEEPING, ended.lastExecution(), "operator", NOW))
                .isInstanceOf(IllegalTransitionException.class);
    }

    /** The subaccount counts where it is to be closed. */
    @Test
    void undoesTheSubaccountTooWhereThatWasChosen() {
        var rolling = failedAfterTheFirstStep()
                .rollBack(new Rollback(Rollback.Numbers.RELEASE, true), new Execution("rb1", "arn"), "me", NOW)
                .job();

        assertThat(rolling.progress()).isEqualTo(new Progress(0, 8));
        var undone = undone(rolling);
        assertThat(undone.step(StepName.CREATE_SUBACCOUNT).status()).isEqualTo(StepStatus.UNDONE);
        assertThat(undone.step(StepName.CREATE_SUBACCOUNT).resources()).isEmpty();
    }

    @Test
    void keepsTheStatusOfAStepThatCannotBeUndone() {
        var rolling = failedAfterTheFirstStep()
                .rollBack(KEEPING, new Execution("rb1", "arn:rb1"), "operator", NOW)
                .job();

        var failed = new JobRollback(rolling)
                .failStep(StepName.CREATE_SUBACCOUNT, ERROR, NOW)
                .job();

        assertThat(failed.step(StepName.CREATE_SUBACCOUNT).status()).isEqualTo(StepStatus.COMPLETE);
        assertThat(failed.step(StepName.CREATE_SUBACCOUNT).error()).contains(ERROR);
        assertThat(failed.step(StepName.CREATE_SUBACCOUNT).message()).isEqualTo(ERROR.message());
        var again = failed.end(JobStatus.ROLLBACK_FAILED, NOW)
                .job()
                .rollBack(KEEPING, failed.lastExecution().redriven(), "operator", NOW)
                .job();
        assertThat(again.step(StepName.CREATE_SUBACCOUNT).error()).isEmpty();
        assertThat(again.executions()).extracting(Execution::name).containsExactly("one", "rb1");
    }

    /** Neither may a late run of a step change a job that is being rolled back, nor a late undoing any other. */
    @Test
    void isChangedByNobodyWhoIsLate() {
        var failed = failedAfterTheFirstStep();
        var rolling = failed.rollBack(KEEPING, new Execution("rb1", "arn:rb1"), "operator", NOW)
                .job();

        assertThatThrownBy(() -> rolling.reportStep(StepName.CREATE_SUBACCOUNT, "Late", List.of(), NOW))
                .isInstanceOf(IllegalTransitionException.class);
        assertThatThrownBy(() -> rolling.rollBack(KEEPING, rolling.lastExecution(), "operator", NOW))
                .isInstanceOf(IllegalTransitionException.class);
        assertThatThrownBy(() -> new JobRollback(failed).completeStep(StepName.CREATE_SUBACCOUNT, "Late", NOW))
                .isInstanceOf(IllegalTransitionException.class);
        assertThatThrownBy(() -> pending.rollBack(KEEPING, pending.lastExecution(), "operator", NOW))
                .isInstanceOf(IllegalTransitionException.class);
        assertThat(failed.isProvisioning()).isFalse();
        assertThat(rolling.isProvisioning()).isFalse();
        assertThat(pending.isProvisioning()).isTrue();
    }

    @Test
    void tellsSinceWhenItIsBeingRolledBack() {
        var monday = NOW.plus(Duration.ofDays(3));
        var rolling = failedAfterTheFirstStep()
                .rollBack(KEEPING, new Execution("rb1", "arn:rb1"), "operator", monday)
                .job();

        assertThat(rolling.startedAt()).isEqualTo(monday);
        var failed = rolling.end(JobStatus.ROLLBACK_FAILED, monday).job();
        assertThat(failed.startedAt()).isEqualTo(monday);
        var tuesday = monday.plus(Duration.ofDays(1));
        assertThat(failed.rollBack(KEEPING, failed.lastExecution().redriven(), "operator", tuesday)
                        .job()
                        .startedAt())
                .isEqualTo(tuesday);
    }

    @Test
    void tellsSinceWhenItIsRetried() {
        var failed = failedAfterTheFirstStep();
        assertThat(failed.startedAt()).isEqualTo(failed.createdAt());
        var monday = NOW.plus(Duration.ofDays(3));

        var retried = failed.retry(failed.plan(), failed.lastExecution().redriven(), "operator", monday)
                .job();

        assertThat(retried.startedAt()).isEqualTo(monday);
        assertThat(retried.createdAt()).isEqualTo(failed.createdAt());
        assertThat(retried.startStep(STEP, monday.plusSeconds(1)).job().startedAt())
                .isEqualTo(monday);
    }

    @Test
    void tellsHowLongTheRollbackOfAStepTook() {
        var monday = NOW.plus(Duration.ofDays(3));
        var rolling = failedAfterTheFirstStep()
                .rollBack(KEEPING, new Execution("rb1", "arn:rb1"), "operator", monday)
                .job();

        var begun = new JobRollback(rolling)
                .reportStep(StepName.ATTACH_NUMBERS, "Being undone", monday.plusSeconds(1))
                .job();
        var undone = new JobRollback(begun)
                .completeStep(StepName.ATTACH_NUMBERS, "Undone", monday.plusSeconds(3))
                .job();

        assertThat(undone.step(StepName.ATTACH_NUMBERS).startedAt()).contains(monday.plusSeconds(1));
        assertThat(undone.step(StepName.ATTACH_NUMBERS).endedAt()).contains(monday.plusSeconds(3));
    }

    /** In the AWS console, say. */
    @Test
    void isRestartedOnceWhenSomebodyRedrivesItsExecution() {
        var failed = failedAfterTheFirstStep();
        var name = failed.lastExecution().name();

        assertThat(failed.recordRedrive(name, 0, "somebody", NOW)).isEmpty();
        assertThat(failed.recordRedrive("another", 1, "somebody", NOW)).isEmpty();
        var again = failed.recordRedrive(name, 2, "somebody", NOW).orElseThrow();

        assertThat(again.by()).isEqualTo("somebody");
        assertThat(again.job().status()).isEqualTo(JobStatus.PENDING);
        assertThat(again.job().plan()).isEqualTo(failed.plan());
        assertThat(again.job().lastExecution()).isEqualTo(failed.lastExecution().after(2));
        assertThat(again.job().step(StepName.CREATE_SUBACCOUNT).status()).isEqualTo(StepStatus.COMPLETE);
        assertThat(again.job().step(StepName.BUY_NUMBERS).status()).isEqualTo(StepStatus.PENDING);
        assertThat(again.job().recordRedrive(name, 2, "somebody", NOW)).isEmpty();
    }

    /** The tenant stays as it is, and so does what another registration does. */
    @Test
    void restartsOneRegistrationAloneWhenSomebodyRedrivesItsExecution() {
        var verification = new TollFreeVerification(
                List.of(),
                "",
                "",
                List.of(),
                "",
                "",
                URI.create("https://acme.example"),
                URI.create("https://acme.example"));
        var plan = Plan.DEFAULT.withRegistrations(Optional.empty(), Optional.empty(), Optional.of(verification));
        var name = "job_00000000000000000000000000";
        var job = Job.create(new JobId(name), new OrgId("acme"), plan, new Execution(name, "arn"), true, "me", NOW);
        for (var step : job.openSteps()) {
            if (step.name().group() == StepGroup.TENANT) {
                job = job.startStep(step.name(), NOW).job();
                job = job.completeStep(step.name(), "Done", List.of(), NOW).job();
            }
        }
        var registration = new Execution(name + "-" + StepGroup.TOLL_FREE.word(), "arn:toll-free");
        job = job.register(List.of(registration), NOW).job();
        job = job.startStep(StepName.VERIFY_TOLL_FREE_NUMBERS, NOW).job();
        job = job.failStep(StepName.VERIFY_TOLL_FREE_NUMBERS, ERROR, NOW).job();
        var failed = job.end(JobStatus.FAILED, NOW).job();

        var again = failed.recordRedrive(registration.name(), 1, "somebody", NOW)
                .orElseThrow()
                .job();

        assertThat(again.status()).isEqualTo(JobStatus.WAITING);
        assertThat(again.step(StepName.VERIFY_TOLL_FREE_NUMBERS).status()).isEqualTo(StepStatus.PENDING);
        assertThat(again.step(StepName.CREATE_SUBACCOUNT).status()).isEqualTo(StepStatus.COMPLETE);
        assertThat(again.execution(StepGroup.TOLL_FREE)).contains(registration.redriven());
        assertThat(again.lastExecution().redriveCount()).isZero();
    }

    private Job failedAfterTheFirstStep() {
        return cancelled(pending.startStep(StepName.CREATE_SUBACCOUNT, NOW)
                        .job()
                        .completeStep(StepName.CREATE_SUBACCOUNT, "Done", List.of(new Resource("account", "AC1")), NOW)
                        .job()
                        .startStep(StepName.BUY_NUMBERS, NOW)
                        .job()
                        .failStep(StepName.BUY_NUMBERS, ERROR, NOW)
                        .job())
                .end(JobStatus.FAILED, NOW)
                .job();
    }

    private static Job undone(Job rolling) {
        var next = rolling;
        while (new JobRollback(next).nextStep().isPresent()) {
            next = new JobRollback(next)
                    .completeStep(new JobRollback(next).nextStep().orElseThrow().name(), "Nothing to undo", NOW)
                    .job();
        }
        return next;
    }

    private static Job cancelled(Job job) {
        var next = job;
        for (var step : job.openSteps()) {
            next = next.cancelStep(step.name(), "Stopped", NOW).job();
        }
        return next;
    }
}
