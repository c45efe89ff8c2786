package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tenantry.core.execution.Closing;
import dev.tenantry.core.execution.Settler;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.steps.Outbound.Fault;
import dev.tenantry.steps.TaskTokens.End;
import dev.tenantry.twilio.failure.NeedsHumanException;
import dev.tenantry.twilio.failure.ProvisioningFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever a step that waits is about to do when its reviewers' answer comes, and however often that is told: its
 * execution is woken once, by the token that counts, without anybody polling; nothing is paid twice, and no status goes
 * back.
 */
@Execution(ExecutionMode.CONCURRENT)
class WakeUpSweepTest {
    private static final int MANY = 50;

    @RegisterExtension
    final Rig rig = Rig.inMemory();

    private int organisations;

    /** How many moments were tried, and what was wrong after which of them. */
    private record Outcomes(int tried, List<String> violations) {}

    @ParameterizedTest
    @EnumSource(
            names = {"REGISTER_CUSTOMER_PROFILE", "REGISTER_BRAND", "REGISTER_CAMPAIGN", "VERIFY_TOLL_FREE_NUMBERS"})
    void isWokenOnce(StepName step) {
        rig.attend(_ -> {});

        assertWoken(step, "first attempt, told " + MANY + " times at once", MANY, this::jobThatHasComeTo);
        assertWoken(step, "another attempt of its state", 1, this::jobThatWaits);
        assertWoken(step, "retried after a time-out", 1, this::jobThatIsRetriedAfterATimeout);
        assertWoken(step, "corrected and handed in again", MANY, this::jobThatIsCorrected);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"REGISTER_CUSTOMER_PROFILE", "REGISTER_BRAND", "REGISTER_CAMPAIGN", "VERIFY_TOLL_FREE_NUMBERS"})
    void isNotWokenWhenItWasCancelled(StepName step) {
        rig.attend(_ -> {});

        var outcomes = atEachMoment(step, this::jobThatHasComeTo, (id, invariants) -> cancelThenTell(id, step));

        tell(step, "told after a cancel", outcomes);
    }

    /** The organisation's job at the moment before the step runs. */
    @FunctionalInterface
    private interface Beginning {
        JobId job(OrgId orgId, StepName step);
    }

    /** What happens at a moment; whether the step's end is as it should be is checked after its run. */
    @FunctionalInterface
    private interface Moment {
        Consumer<Invariants> at(JobId id, Invariants invariants);
    }

    private void assertWoken(StepName step, String when, int times, Beginning beginning) {
        var outcomes = atEachMoment(step, beginning, (id, _) -> approveAndTell(id, step, times));
        tell(step, when, outcomes);
    }

    private static void tell(StepName step, String when, Outcomes outcomes) {
        System.out.println("Wake-ups of " + step.title() + ", " + when + ": "
                + (outcomes.tried() - outcomes.violations().size()) + " / " + outcomes.tried());
        assertThat(outcomes.violations()).isEmpty();
        assertThat(outcomes.tried()).isPositive();
    }

    /** Runs the step once for each call that it sends out, with this happening just before that call. */
    private Outcomes atEachMoment(StepName step, Beginning beginning, Moment moment) {
        var violations = new ArrayList<String>();
        var tried = 0;
        for (var index = 0; ; index++) {
            var id = beginning.job(new OrgId("org-" + ++organisations), step);
            var invariants = new Invariants(rig);
            var checks = new ArrayList<Consumer<Invariants>>();
            rig.outbound().reset();
            rig.outbound().meanwhile(_ -> checks.add(moment.at(id, invariants)));
            rig.outbound().plan(index, Fault.OVERTAKEN);
            var failure = catchThrowable(() -> rig.submit(id, step));
            var isOver = rig.outbound().calls().size() <= index;
            rig.outbound().reset();
            if (isOver) {
                return new Outcomes(tried, violations);
            }
            invariants.check(failure == null || failure instanceof ProvisioningFailure, "ended with " + failure);
            checks.forEach(check -> check.accept(invariants));
            invariants.forward(id);
            tried++;
            if (!invariants.violations().isEmpty()) {
                violations.add("call " + index + ": " + invariants.violations());
            }
        }
    }

    /** What is handed in only after that moment is approved when the run is over, and told then. */
    private Consumer<Invariants> approveAndTell(JobId id, StepName step, int times) {
        rig.twilio().approveAll();
        look(id, times);
        return invariants -> {
            if (!rig.twilio().reviewed().isEmpty()) {
                rig.twilio().approveAll();
                look(id, times);
            }
            var orgId = rig.job(id).orgId();
            var status = rig.step(id, step).status();
            var fees = rig.twilio().charges(orgId);
            invariants.check(status == StepStatus.COMPLETE, "step " + status);
            invariants.check(
                    rig.endOf(id, step).filter(End.Success.class::isInstance).isPresent(),
                    "its execution was told " + rig.endOf(id, step));
            // What an earlier attempt waited by is put away when it is due.
            rig.look(id);
            invariants.check(rig.waits(orgId).isEmpty(), "waits " + rig.waits(orgId));
            invariants.check(fees.equals(fees.stream().distinct().toList()), "paid " + fees);
        };
    }

    private Consumer<Invariants> cancelThenTell(JobId id, StepName step) {
        rig.jobs()
                .update(
                        id,
                        job -> Optional.of(job.cancel("somebody", rig.clock().instant())));
        rig.cancel(id);
        return invariants -> {
            rig.twilio().approveAll();
            look(id, 1);
            look(id, 1);
            var status = rig.step(id, step).status();
            invariants.check(status == StepStatus.CANCELLED, "step " + status);
            invariants.check(
                    rig.job(id).status() == JobStatus.CANCELLED,
                    "job " + rig.job(id).status());
            invariants.check(
                    rig.endOf(id, step).filter(End.Success.class::isInstance).isEmpty(), "its execution was woken");
            invariants.check(rig.waits(rig.job(id).orgId()).isEmpty(), "somebody waits");
        };
    }

    private void look(JobId id, int times) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, times).forEach(_ -> threads.execute(() -> rig.look(id)));
        }
    }

    private JobId jobThatHasComeTo(OrgId orgId, StepName step) {
        var id = rig.newJob(orgId, RegistrationPlans.EVERYTHING);
        for (var earlier : CrashSweep.needs(step)) {
            rig.attend(rig::approve);
            rig.run(id, earlier);
            rig.attend(_ -> {});
        }
        return id;
    }

    private JobId jobThatWaits(OrgId orgId, StepName step) {
        var id = jobThatHasComeTo(orgId, step);
        rig.run(id, step);
        return id;
    }

    private JobId jobThatIsRetriedAfterATimeout(OrgId orgId, StepName step) {
        var id = jobThatWaits(orgId, step);
        return retried(id, step);
    }

    private JobId jobThatIsCorrected(OrgId orgId, StepName step) {
        var id = jobThatHasComeTo(orgId, step);
        rig.attend(waiting -> {
            rig.twilio().reviewed().forEach(sid -> rig.twilio().decide(sid, "{\"type\": \"reject\"}"));
            rig.look(waiting);
        });
        rig.fail(NeedsHumanException.class, rig.handler(step), id);
        rig.attend(_ -> {});
        return retried(id, step);
    }

    /** Its execution has ended, and somebody has it go on. */
    private JobId retried(JobId id, StepName step) {
        var closing = new Closing.Failed("The execution took longer than it may.");
        new Settler(rig.jobs(), rig.clock()).settle(id, rig.job(id).lastExecution(), closing);
        rig.clock().advance(Duration.ofSeconds(1));
        rig.retry(id, step.group());
        return id;
    }
}
