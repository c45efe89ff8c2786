package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.Step;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.steps.OutboundCalls.Fault;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CheckSetupHandlerTest {
    private static final String ALL_THERE =
            "Twilio has the subaccount, its 2 phone numbers and 5 more resources as planned";

    @RegisterExtension
    final StepTestFixture rig = new StepTestFixture();

    private JobId id;

    @Test
    void findsWhatThePlanAsksFor() {
        begin(Plan.DEFAULT);

        assertThat(run()).isEqualTo(ALL_THERE);

        assertThat(step().status()).isEqualTo(StepStatus.COMPLETE);
    }

    @Test
    void findsEverythingThatAPlanCanAskFor() {
        begin(StepTestFixture.EVERYTHING);

        assertThat(run()).isEqualTo("Twilio has the subaccount, its 2 phone numbers and 11 more resources as planned");
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
        rig.provision(rig.newJob(StepTestFixture.ACME, StepTestFixture.numbers(3)));
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
        var number = rig.twilio().numbers(StepTestFixture.ACME).getFirst();
        rig.twilio().release(number);

        rig.fail(NeedsHumanException.class, rig.checkSetup(), id);

        assertThat(step().status()).isEqualTo(StepStatus.FAILED);
        var error = step().error().orElseThrow();
        assertThat(error.message())
                .isEqualTo("Twilio does not have what the ledger says it has: phone-number-US-local-1 is not there; "
                        + number.phoneNumber() + " is not in messaging service "
                        + rig.ledger()
                                .sid(ResourceKind.MESSAGING_SERVICE.key(StepTestFixture.ACME))
                                .orElseThrow() + ".");
        assertThat(error.nextAction()).startsWith("Operator: check whether somebody changed it");
    }

    @Test
    void noticesWhatSomebodyRemovedOrChanged() {
        begin(StepTestFixture.EVERYTHING);
        var trunk =
                rig.ledger().sid(ResourceKind.TRUNK.key(StepTestFixture.ACME)).orElseThrow();
        var service = rig.ledger()
                .sid(ResourceKind.MESSAGING_SERVICE.key(StepTestFixture.ACME))
                .orElseThrow();
        rig.twilio().act(StepTestFixture.ACME, "DELETE", "trunking.twilio.com/v1/Trunks/" + trunk, "");
        rig.twilio()
                .act(
                        StepTestFixture.ACME,
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
        id = rig.newJob(StepTestFixture.ACME, plan);
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
