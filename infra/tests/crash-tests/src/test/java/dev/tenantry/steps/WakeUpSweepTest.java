package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.execution.FailedExecution;
import dev.tenantry.core.execution.JobFinalizer;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.steps.OutboundCalls.Fault;
import dev.tenantry.steps.TaskTokens.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * At whatever call of a waiting step its review's decision arrives, and however often it is reported, its execution is
 * woken once, by the token that counts, without anybody polling; nothing is paid twice, and no status goes back.
 */
@Tag("long")
@Execution(ExecutionMode.CONCURRENT)
class WakeUpSweepTest {
    /** The number of concurrent notifications of a decision. */
    private static final int TOLD = 10;

    @RegisterExtension
    final StepTestFixture rig = StepTestFixture.inMemory();

    private final Preparations preparations = new Preparations(rig);

    /** At how many moments an answer came, and what was wrong afterwards. */
    private record Outcomes(int tried, List<String> violations) {}

    @ParameterizedTest
    @EnumSource(
            names = {
                "REGISTER_CUSTOMER_PROFILE",
                "REGISTER_BRAND",
                "REGISTER_CAMPAIGN",
                "REGISTER_NUMBERS",
                "VERIFY_TOLL_FREE_NUMBERS"
            })
    void isWokenOnce(StepName step) {
        rig.attend(_ -> {});

        assertWoken(step, "first attempt", this::jobThatHasComeTo);
        assertWoken(step, "another attempt of its state", this::jobThatWaits);
        assertWoken(step, "retried after a time-out", this::jobThatIsRetriedAfterATimeout);
        // Numbers are not submitted: a retry that still finds one refused fails again.
        if (step != StepName.REGISTER_NUMBERS) {
            assertWoken(step, "corrected and submitted again", this::jobThatIsCorrected);
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "REGISTER_CUSTOMER_PROFILE",
                "REGISTER_BRAND",
                "REGISTER_CAMPAIGN",
                "REGISTER_NUMBERS",
                "VERIFY_TOLL_FREE_NUMBERS"
            })
    void isNotWokenWhenItWasCancelled(StepName step) {
        rig.attend(_ -> {});

        var outcomes = atEachMoment(step, "cancelled", this::jobThatHasComeTo, id -> cancelThenTell(id, step));

        tell(step, "cancelled", outcomes);
    }

    /** The organisation's job at the moment before the step runs. */
    @FunctionalInterface
    private interface Beginning {
        JobId job(OrgId orgId, StepName step);
    }

    private void assertWoken(StepName step, String when, Beginning beginning) {
        var outcomes = atEachMoment(step, when, beginning, id -> approveAndTell(id, step));
        tell(step, when, outcomes);
    }

    private static void tell(StepName step, String when, Outcomes outcomes) {
        System.out.printf(
                "Wake-ups of %s, %s: told at %d moments, %d times at once each; violations: %d%n",
                step.title(),
                when,
                outcomes.tried(),
                TOLD,
                outcomes.violations().size());
        assertThat(outcomes.violations()).isEmpty();
        assertThat(outcomes.tried()).isPositive();
    }

    /**
     * Runs the step once for each call that it sends out, with this happening just before that call.
     *
     * @param when what people call the beginning
     * @param moment what happens, and says what to check when the run is over
     */
    private Outcomes atEachMoment(
            StepName step, String when, Beginning beginning, Function<JobId, Consumer<Invariants>> moment) {
        var violations = new ArrayList<String>();
        for (var tried = 0; ; tried++) {
            var id = preparations.job(when, () -> beginning.job(StepTestFixture.ACME, step));
            var checks = new ArrayList<Consumer<Invariants>>();
            rig.outbound().reset();
            rig.outbound().meanwhile(_ -> checks.add(moment.apply(id)));
            rig.outbound().plan(tried, Fault.OVERTAKEN);
            var failure = catchThrowable(() -> rig.submit(id, step));
            rig.outbound().reset();
            if (checks.isEmpty()) {
                return new Outcomes(tried, violations);
            }
            var invariants = new Invariants(rig);
            invariants.check(failure == null || failure instanceof ProvisioningFailure, "ended with " + failure);
            checks.forEach(check -> check.accept(invariants));
            invariants.forward(id);
            invariants.violations().forEach(violation -> violations.add(id + ": " + violation));
        }
    }

    /** What is submitted only after that moment is approved when the run is over, and reported then. */
    private Consumer<Invariants> approveAndTell(JobId id, StepName step) {
        approveAll(id);
        return invariants -> {
            if (!rig.twilio().reviewed().isEmpty()) {
                approveAll(id);
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
            approveAll(id);
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

    private void approveAll(JobId id) {
        rig.twilio().approveAll();
        rig.hearOfNumbers(id);
        look(id);
    }

    private void look(JobId id) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Stream.generate(() -> CompletableFuture.runAsync(() -> rig.look(id), threads))
                    .limit(TOLD)
                    .toList()
                    .forEach(CompletableFuture::join);
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
        return retried(jobThatWaits(orgId, step), step);
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

    /** Its execution has ended, and somebody restarts the job. */
    private JobId retried(JobId id, StepName step) {
        var closing = new FailedExecution.Failed("The execution took longer than it may.");
        new JobFinalizer(rig.jobs(), rig.clock()).finalizeJob(id, rig.job(id).lastExecution(), closing);
        rig.clock().advance(Duration.ofSeconds(1));
        rig.retry(id, step.group());
        return id;
    }
}
