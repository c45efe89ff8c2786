package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.execution.FailedExecution;
import dev.tenantry.core.execution.JobFinalizer;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.core.job.Consent;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.steps.OutboundCalls.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * However the calls go wrong with which a rejected registration is deleted and another one is registered for a fee that
 * somebody has accepted: in the end there is one, it is another one, and it is paid once.
 */
@Tag("long")
class ReplacementSweepTest {
    private static final int ATTEMPTS = 12;
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final Set<Fault> FAULTS =
            Set.of(Fault.REFUSED, Fault.LOST_ON_THE_WAY, Fault.ANSWER_LOST, Fault.CALLER_DIES);

    @RegisterExtension
    final StepTestFixture rig = StepTestFixture.inMemory();

    private final Preparations preparations = new Preparations(rig);

    @ParameterizedTest
    @CsvSource({"REGISTER_CAMPAIGN, 30964, QE, 1", "VERIFY_TOLL_FREE_NUMBERS, 30447, HH, 0"})
    void paysForOneOtherRegistrationWhateverGoesWrong(StepName step, int code, String prefix, int fee) {
        var tried = 0;
        var violations = new ArrayList<String>();
        for (var call = 0; call < Integer.MAX_VALUE; call++) {
            var isOver = true;
            for (var fault : FAULTS) {
                var id = preparations.job(step, () -> rejected(step, code));
                var orgId = rig.job(id).orgId();
                var before = sids(orgId, prefix);
                var paid = rig.twilio().charges(orgId).size();
                new JobFinalizer(rig.jobs(), rig.clock())
                        .finalizeJob(id, rig.job(id).lastExecution(), new FailedExecution.Failed("It was rejected."));
                rig.clock().advance(Duration.ofSeconds(1));
                rig.retry(id, step.group(), new Consent(true, false));
                rig.outbound().reset();
                rig.outbound().plan(call, fault);
                untilItWaits(id, step);
                isOver &= rig.outbound().calls().size() <= call;
                rig.outbound().reset();
                var after = sids(orgId, prefix);
                if (rig.step(id, step).status() != StepStatus.WAITING
                        || after.size() != 1
                        || after.equals(before)
                        || rig.twilio().charges(orgId).size() != paid + fee) {
                    violations.add(fault + " at call " + call + ": "
                            + rig.step(id, step).status() + " " + before + " " + after + " paid "
                            + rig.twilio().charges(orgId));
                }
                tried++;
            }
            if (isOver) {
                break;
            }
        }
        System.out.println(
                "Replacement sweep of " + step.title() + ": " + tried + " runs, violations: " + violations.size());
        assertThat(violations).isEmpty();
        assertThat(tried).isGreaterThan(FAULTS.size() * 5);
    }

    private void untilItWaits(JobId id, StepName step) {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                rig.submit(id, step);
                return;
            } catch (NotProcessedException | UnknownOutcomeException again) {
                rig.clock().advance(WAIT);
                rig.outbound().revive();
            }
        }
    }

    private JobId rejected(StepName step, int code) {
        var id = rig.newJob(StepTestFixture.ACME, RegistrationPlans.EVERYTHING);
        rig.attend(rig::approve);
        rig.run(id, CrashSweep.needs(step).toArray(StepName[]::new));
        rig.attend(waiting -> {
            rig.twilio().reviewed().forEach(sid -> rig.twilio()
                    .decide(sid, "{\"type\": \"reject\", \"code\": " + code + "}"));
            rig.look(waiting);
        });
        rig.fail(NeedsHumanException.class, rig.handler(step), id);
        rig.attend(_ -> {});
        return id;
    }

    private List<String> sids(OrgId orgId, String prefix) {
        return rig.twilio().holdings(orgId).sids().stream()
                .filter(sid -> sid.startsWith(prefix))
                .toList();
    }
}
