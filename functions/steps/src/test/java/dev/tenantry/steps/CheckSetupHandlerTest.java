package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.Plan;
import dev.tenantry.core.job.Step;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.steps.Outbound.Fault;
import dev.tenantry.twilio.failure.NeedsHumanException;
import dev.tenantry.twilio.failure.NotProcessedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CheckSetupHandlerTest {
    @RegisterExtension
    final Rig rig = new Rig();

    private JobId id;

    @Test
    void findsWhatThePlanAsksFor() {
        begin(Plan.DEFAULT);

        assertThat(run()).isEqualTo("Twilio has the subaccount and its 2 phone numbers");

        assertThat(step().status()).isEqualTo(StepStatus.COMPLETE);
    }

    @Test
    void doesNothingWhenItIsRunAgain() {
        begin(Plan.DEFAULT);
        run();
        var job = rig.job(id);
        rig.twilio().forgetRequests();

        assertThat(run()).isEqualTo("Twilio has the subaccount and its 2 phone numbers");

        assertThat(rig.twilio().requests()).isEmpty();
        assertThat(rig.job(id)).isEqualTo(job);
    }

    @Test
    void tellsOfNumbersBeyondThePlan() {
        rig.provision(rig.newJob(Rig.ACME, Rig.numbers(3)));
        begin(Plan.DEFAULT);

        assertThat(run()).isEqualTo("Twilio has the subaccount and 3 phone numbers, of which the plan asks for 2");
    }

    @Test
    void isNotAlarmedByAListThatLagsBehind() {
        begin(Plan.DEFAULT);
        rig.relay().emptyLists();

        assertThat(run()).isEqualTo("Twilio has the subaccount and its 2 phone numbers");
    }

    @Test
    void noticesANumberThatSomebodyReleased() {
        begin(Plan.DEFAULT);
        rig.twilio().release(rig.twilio().numbers(Rig.ACME).getFirst());

        rig.fail(NeedsHumanException.class, rig.checkSetup(), id);

        assertThat(step().status()).isEqualTo(StepStatus.FAILED);
        var error = step().error().orElseThrow();
        assertThat(error.message())
                .isEqualTo("Twilio does not have what the ledger says it has: phone-number-US-local-1.");
        assertThat(error.nextAction()).startsWith("Operator: look whether somebody released it");
    }

    @Test
    void saysThatItTriesAgainWhenTwilioIsBusyAndDoes() {
        begin(Plan.DEFAULT);
        rig.twilio().install("""
                {"fault": {"type": "refuse", "code": 20429, "status": 429}}
                """);

        rig.fail(NotProcessedException.class, rig.checkSetup(), id);

        assertThat(step().status()).isEqualTo(StepStatus.RUNNING);
        assertThat(step().message()).endsWith(" Trying again.");
        assertThat(run()).isEqualTo("Twilio has the subaccount and its 2 phone numbers");
    }

    @Test
    void completesThoughEachCallIsRefusedOnce() {
        begin(Plan.DEFAULT);

        assertThat(rig.runWithEachCallGoingWrong(rig.checkSetup(), id, Fault.REFUSED))
                .isGreaterThanOrEqualTo(8);

        assertThat(step().status()).isEqualTo(StepStatus.COMPLETE);
    }

    private void begin(Plan plan) {
        id = rig.newJobWithSubaccount(plan);
        rig.run(rig.buyNumbers(), id);
    }

    private String run() {
        return rig.run(rig.checkSetup(), id);
    }

    private Step step() {
        return rig.step(id, StepName.CHECK_SETUP);
    }
}
