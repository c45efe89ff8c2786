package dev.tenantry.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.plan.A2p;
import dev.tenantry.core.plan.A2p.Brand;
import dev.tenantry.core.plan.BusinessId;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.NumberType;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.plan.SampleBusiness;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job of several parts: the tenant, and the registrations that wait for reviews. */
class JobPartsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final JobId ID = JobId.next();
    private static final Plan PLAN = SampleBusiness.registered(BusinessId.next());
    private static final StepError REFUSED =
            new StepError("needs-human", "No such EIN.", "Correct it.", false, Optional.empty());

    private final Job pending = Job.create(ID, new OrgId("acme"), PLAN, execution(ID.value()), true, "operator", NOW);
    private final Execution a2p = execution(ID + "-a2p");
    private final Execution tollFree = execution(ID + "-toll-free");

    @ParameterizedTest
    @CsvSource({
        "'', TENANT",
        "-r2, TENANT",
        "-rb1, TENANT",
        "-a2p, A2P",
        "-a2p-r2, A2P",
        "-toll-free, TOLL_FREE",
        "-toll-free-r3, TOLL_FREE"
    })
    void knowsByItsNameWhichPartAnExecutionWorksFor(String suffix, StepGroup group) {
        assertThat(execution(ID + suffix).group()).isEqualTo(group);
        assertThat(execution(ID + suffix).redriven().group()).isEqualTo(group);
    }

    @Test
    void hasEachStepInOnePart() {
        assertThat(Stream.of(StepGroup.values()).flatMap(group -> group.steps().stream()))
                .containsExactly(StepName.values());
        assertThat(StepGroup.registrations()).doesNotContain(StepGroup.TENANT).hasSize(2);
    }

    @Test
    void mayHaveToStartWhatItRecorded() {
        assertThat(pending.executionsToStart()).containsExactly(pending.lastExecution());

        var registered = tenantDone();

        assertThat(registered.executionsToStart()).containsExactly(a2p, tollFree);
        assertThat(registered.currentExecutions()).containsExactly(pending.lastExecution(), a2p, tollFree);
        assertThat(complete(registered, StepGroup.A2P).executionsToStart()).containsExactly(tollFree);
    }

    @Test
    void beginsWhenItIsTheFirstToBeRecorded() {
        var change = pending.register(List.of(a2p), NOW);

        assertThat(change.job().status()).isEqualTo(JobStatus.RUNNING);
        assertThat(change.job().version()).isEqualTo(2);
        assertThat(change.event().step()).isEmpty();
    }

    @Test
    void registersNothingOnceItIsStopped() {
        var cancelling = tenantDone().cancel("somebody", NOW).job();

        assertThatThrownBy(() -> cancelling.register(List.of(a2p), NOW)).isInstanceOf(IllegalTransitionException.class);
        assertThatThrownBy(() -> failed().register(List.of(a2p), NOW)).isInstanceOf(IllegalTransitionException.class);
        assertThat(cancelling.executionsToStart()).isEmpty();
    }

    @Test
    void isUsableFromWhenItsTenantIsDone() {
        assertThat(tenantDone().usable()).isFalse();

        var waiting = waiting();

        assertThat(waiting.status()).isEqualTo(JobStatus.WAITING);
        assertThat(waiting.usable()).isTrue();
        assertThat(waiting.finish(NOW)).isEmpty();
        assertThat(failed().usable()).isTrue();
    }

    @Test
    void endsWithItsLastPart() {
        var one = complete(waiting(), StepGroup.TOLL_FREE);
        assertThat(one.finish(NOW)).isEmpty();

        var all = complete(one, StepGroup.A2P).finish(NOW).orElseThrow().job();

        assertThat(all.status()).isEqualTo(JobStatus.COMPLETE);
        assertThat(all.endedAt()).contains(NOW);
        assertThat(all.finish(NOW)).isEmpty();
    }

    @Test
    void doesNotEndBeforeItsTenant() {
        var early = complete(complete(pending, StepGroup.A2P), StepGroup.TOLL_FREE);

        assertThatThrownBy(() -> early.finish(NOW)).isInstanceOf(IllegalTransitionException.class);
    }

    @Test
    void endsAsItsWorstPartDid() {
        assertThat(failed().status()).isEqualTo(JobStatus.FAILED);
        var cancelled = cancelOpen(complete(waiting(), StepGroup.A2P), StepGroup.TOLL_FREE);
        assertThat(cancelled.finish(NOW).orElseThrow().job().status()).isEqualTo(JobStatus.CANCELLED);
    }

    @Test
    void restartsThePartThatFailedWhileTheOtherWaits() {
        var half = failA2p(waiting());
        assertThat(half.hasPartiallyEnded()).isTrue();
        assertThat(waiting().hasPartiallyEnded()).isFalse();
        assertThat(new JobRetry(half, PLAN).groupsToRestart()).containsExactly(StepGroup.A2P);
        assertThat(new JobRetry(half, PLAN).keepsFinishedSteps(StepGroup.A2P)).isTrue();

        var retried = half.retry(PLAN, a2p.redriven(), "somebody", NOW).job();

        assertThat(retried.status()).isEqualTo(JobStatus.WAITING);
        assertThat(retried.step(StepName.REGISTER_CUSTOMER_PROFILE).status()).isEqualTo(StepStatus.COMPLETE);
        assertThat(retried.step(StepName.REGISTER_BRAND).status()).isEqualTo(StepStatus.PENDING);
        assertThat(retried.step(StepName.REGISTER_BRAND).error()).isEmpty();
        assertThat(retried.executionsToStart()).containsExactlyInAnyOrder(a2p.redriven(), tollFree);
        assertThatThrownBy(() -> retried.retry(PLAN, a2p, "somebody", NOW))
                .isInstanceOf(IllegalTransitionException.class);
    }

    @Test
    void restartsEveryPartThatFailedWhenNoneIsAtWork() {
        var failed = failed();

        assertThat(new JobRetry(failed, PLAN).groupsToRestart()).containsExactly(StepGroup.A2P, StepGroup.TOLL_FREE);
        var retried = failed.retry(PLAN, List.of(a2p.redriven(), tollFree.redriven()), "somebody", NOW)
                .job();
        assertThat(retried.status()).isEqualTo(JobStatus.WAITING);
        assertThat(retried.endedAt()).isEmpty();
        assertThat(retried.executionsToStart()).containsExactly(a2p.redriven(), tollFree.redriven());
    }

    @Test
    void leavesTheRegistrationsToTheTenantWhereThatIsNotDone() {
        var failed = cancelOpen(pending, StepGroup.values())
                .end(JobStatus.CANCELLED, NOW)
                .job();

        assertThat(new JobRetry(failed, PLAN).groupsToRestart()).containsExactly(StepGroup.TENANT);
        assertThat(failed.retry(PLAN, pending.lastExecution().redriven(), "somebody", NOW)
                        .job()
                        .status())
                .isEqualTo(JobStatus.PENDING);
    }

    @Test
    void runsStepsAgainWhoseDataChanged() {
        var amended = SampleBusiness.registered(BusinessId.next());
        var failed = failed();

        assertThat(new JobRetry(failed, amended).keepsFinishedSteps(StepGroup.A2P))
                .isFalse();
        assertThat(failed.retry(amended, List.of(a2p.redriven(), tollFree.redriven()), "somebody", NOW)
                        .job()
                        .step(StepName.REGISTER_CUSTOMER_PROFILE)
                        .status())
                .isEqualTo(StepStatus.PENDING);
    }

    @Test
    void changesNothingThatAnotherPartIsAtWorkFor() {
        var half = failA2p(waiting());

        assertRefused(half, _ -> SampleBusiness.registered(BusinessId.next()));
        assertRefused(half, plan -> plan.withNumbers(NumberGroup.of("US", NumberType.LOCAL, 1)));
        assertRefused(half, plan -> plan.withRegistrations(plan.business(), plan.a2p(), Optional.empty()));
    }

    @Test
    void changesWhatOnlyTheFailedPartIsFor() {
        var brand = new A2p(new Brand(false, false), PLAN.a2p().orElseThrow().campaign());
        var amended = PLAN.withRegistrations(PLAN.business(), Optional.of(brand), PLAN.tollFreeVerification());

        var retried = failA2p(waiting()).retry(amended, a2p.redriven(), "somebody", NOW);

        assertThat(retried.job().plan()).isEqualTo(amended);
    }

    @Test
    void leavesOutWhatThePlanDropsAndWaitsForTheRest() {
        var half = failA2p(waiting());
        var dropped = PLAN.withRegistrations(PLAN.business(), Optional.empty(), PLAN.tollFreeVerification());

        assertThat(new JobRetry(half, dropped).groupsToRestart()).isEmpty();
        var retried = half.retry(dropped, List.of(), "somebody", NOW).job();

        assertThat(retried.status()).isEqualTo(JobStatus.WAITING);
        assertThat(retried.isOpen(StepGroup.A2P)).isFalse();
        assertThat(retried.executionsToStart()).containsExactly(tollFree);
        assertThat(complete(retried, StepGroup.TOLL_FREE)
                        .finish(NOW)
                        .orElseThrow()
                        .job()
                        .status())
                .isEqualTo(JobStatus.COMPLETE);
    }

    /** Otherwise it would wait for nothing, for ever. */
    @Test
    void hasTheTenantsExecutionEndAJobOfWhichThePlanDropsAllThatIsLeft() {
        var failed = failed();

        assertThat(new JobRetry(failed, PLAN.withoutRegistrations()).groupsToRestart())
                .containsExactly(StepGroup.TENANT);
        assertThat(failed.retry(
                                PLAN.withoutRegistrations(),
                                pending.lastExecution().redriven(),
                                "somebody",
                                NOW)
                        .job()
                        .status())
                .isEqualTo(JobStatus.PENDING);
    }

    private static void assertRefused(Job job, UnaryOperator<Plan> change) {
        var amended = change.apply(PLAN);
        assertThatThrownBy(() -> job.retry(amended, List.of(), "somebody", NOW))
                .isInstanceOf(IllegalTransitionException.class);
    }

    private Job tenantDone() {
        return complete(pending.register(List.of(a2p, tollFree), NOW).job(), StepGroup.TENANT);
    }

    /** Both registrations are at work; the customer profile is registered. */
    private Job waiting() {
        var job = complete(tenantDone(), StepName.REGISTER_CUSTOMER_PROFILE);
        return job.startStep(StepName.VERIFY_TOLL_FREE_NUMBERS, NOW)
                .job()
                .finish(NOW)
                .orElseThrow()
                .job();
    }

    private static Job failA2p(Job job) {
        var failed = job.startStep(StepName.REGISTER_BRAND, NOW)
                .job()
                .failStep(StepName.REGISTER_BRAND, REFUSED, NOW)
                .job();
        return cancelOpen(failed, StepGroup.A2P);
    }

    /** A job whose tenant is done, and whose registrations have both failed. */
    private Job failed() {
        var half = failA2p(waiting());
        return half.failStep(StepName.VERIFY_TOLL_FREE_NUMBERS, REFUSED, NOW)
                .job()
                .finish(NOW)
                .orElseThrow()
                .job();
    }

    private static Job complete(Job job, StepGroup group) {
        var result = job;
        for (var step : job.openSteps()) {
            result = step.name().group() == group ? complete(result, step.name()) : result;
        }
        return result;
    }

    private static Job complete(Job job, StepName step) {
        return job.startStep(step, NOW)
                .job()
                .completeStep(step, "Done", List.of(), NOW)
                .job();
    }

    private static Job cancelOpen(Job job, StepGroup... groups) {
        var result = job;
        for (var step : job.openSteps()) {
            result = List.of(groups).contains(step.name().group())
                    ? result.cancelStep(step.name(), "Stopped", NOW).job()
                    : result;
        }
        return result;
    }

    private static Execution execution(String name) {
        return new Execution(name, "arn:aws:states:us-east-1:111122223333:execution:p:" + name);
    }
}
