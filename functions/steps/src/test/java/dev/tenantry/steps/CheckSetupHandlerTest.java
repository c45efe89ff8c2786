package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.Plan;
import dev.tenantry.core.job.Step;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.steps.Outbound.Fault;
import dev.tenantry.twilio.failure.NeedsHumanException;
import dev.tenantry.twilio.failure.NotProcessedException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CheckSetupHandlerTest {
    private static final String ALL_THERE =
            "Twilio has the subaccount, its 2 phone numbers and 5 more resources as planned";

    @RegisterExtension
    final Rig rig = new Rig();

    private JobId id;

    @Test
    void findsWhatThePlanAsksFor() {
        begin(Plan.DEFAULT);

        assertThat(run()).isEqualTo(ALL_THERE);

        assertThat(step().status()).isEqualTo(StepStatus.COMPLETE);
    }

    @Test
    void findsEverythingThatAPlanCanAskFor() {
        begin(Rig.EVERYTHING);

        assertThat(run()).isEqualTo("Twilio has the subaccount, its 2 phone numbers and 10 more resources as planned");
    }

    @Test
    void doesNothingWhenItIsRunAgain() {
        begin(Plan.DEFAULT);
        run();
        var job = rig.job(id);
        rig.twilio().forgetRequests();

        assertThat(run()).isEqualTo(ALL_THERE);

        assertThat(rig.twilio().requests()).isEmpty();
        assertThat(rig.job(id)).isEqualTo(job);
    }

    @Test
    void tellsOfNumbersBeyondThePlan() {
        rig.provision(rig.newJob(Rig.ACME, Rig.numbers(3)));
        begin(Plan.DEFAULT);

        assertThat(run())
                .isEqualTo("Twilio has the subaccount, 3 phone numbers, of which the plan asks for 2, and 5 more"
                        + " resources as planned");
    }

    @Test
    void isNotAlarmedByListsThatLagBehind() {
        begin(Plan.DEFAULT);
        rig.twilio().install("""
                {"method": "GET", "path": "**PhoneNumbers**", "times": 1000, "fault": {"type": "stale-list"}}
                """);

        assertThat(run()).isEqualTo(ALL_THERE);
    }

    @Test
    void noticesANumberThatSomebodyReleased() {
        begin(Plan.DEFAULT);
        var number = rig.twilio().numbers(Rig.ACME).getFirst();
        rig.twilio().release(number);

        rig.fail(NeedsHumanException.class, rig.checkSetup(), id);

        assertThat(step().status()).isEqualTo(StepStatus.FAILED);
        var error = step().error().orElseThrow();
        assertThat(error.message())
                .isEqualTo("Twilio does not have what the ledger says it has: phone-number-US-local-1 is not there; "
                        + number.sid() + " is not in messaging service "
                        + rig.ledger().sid(Marker.messagingService(Rig.ACME)).orElseThrow() + ".");
        assertThat(error.nextAction()).startsWith("Operator: look whether somebody changed it");
    }

    @Test
    void noticesWhatSomebodyRemovedOrChanged() {
        begin(Rig.EVERYTHING);
        var trunk = rig.ledger().sid(Marker.sipTrunk(Rig.ACME)).orElseThrow();
        var service = rig.ledger().sid(Marker.messagingService(Rig.ACME)).orElseThrow();
        rig.twilio().act(Rig.ACME, "DELETE", "trunking.twilio.com/v1/Trunks/" + trunk, "");
        rig.twilio()
                .act(
                        Rig.ACME,
                        "POST",
                        "messaging.twilio.com/v1/Services/" + service,
                        "InboundRequestUrl=https%3A%2F%2Fsomebody.example");

        rig.fail(NeedsHumanException.class, rig.checkSetup(), id);

        assertThat(step().error().orElseThrow().message())
                .isEqualTo("Twilio does not have what the ledger says it has: Messaging service " + service
                        + " is not as planned; SIP trunk is not there; Origination URL is not there.");
    }

    @Test
    void saysThatItTriesAgainWhenTwilioIsBusyAndDoes() {
        begin(Plan.DEFAULT);
        rig.twilio().install("""
                {"path": "**/Keys/*", "times": 4, "fault": {"type": "refuse", "code": 20429, "status": 429}}
                """);

        rig.fail(NotProcessedException.class, rig.checkSetup(), id);

        assertThat(step().status()).isEqualTo(StepStatus.RUNNING);
        assertThat(step().message()).endsWith(" Trying again.");
        assertThat(run()).isEqualTo(ALL_THERE);
    }

    @Test
    void completesThoughEachCallOfAwsIsRefusedOnce() {
        begin(Plan.DEFAULT);

        assertThat(rig.runWithEachCallGoingWrong(rig.checkSetup(), id, Fault.REFUSED))
                .isGreaterThanOrEqualTo(4);

        assertThat(step().status()).isEqualTo(StepStatus.COMPLETE);
    }

    @Test
    void asksOnceMoreWhatTwilioDidNotAnswer() {
        begin(Plan.DEFAULT);
        rig.twilio().install("""
                {"method": "GET", "times": 1, "fault": {"type": "refuse", "code": 20429, "status": 429}}
                """);

        rig.run(rig.checkSetup(), id);

        assertThat(step().status()).isEqualTo(StepStatus.COMPLETE);
    }

    private void begin(Plan plan) {
        id = rig.newJob(Rig.ACME, plan);
        rig.run(
                id,
                Arrays.stream(StepName.values())
                        .filter(step -> step != StepName.CHECK_SETUP)
                        .toArray(StepName[]::new));
    }

    private String run() {
        return rig.run(rig.checkSetup(), id);
    }

    private Step step() {
        return rig.step(id, StepName.CHECK_SETUP);
    }
}
