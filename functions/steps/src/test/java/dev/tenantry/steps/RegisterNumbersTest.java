package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.plan.A2p;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.readiness.ReportedStatus.State;
import dev.tenantry.steps.SimulatedTwilio.OwnedNumber;
import dev.tenantry.steps.TaskTokens.End;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The step that waits until the carriers have registered the numbers of a campaign, of which only events tell. */
class RegisterNumbersTest {
    private static final StepName STEP = StepName.REGISTER_NUMBERS;

    @RegisterExtension
    final StepTestFixture rig = StepTestFixture.inMemory();

    @Test
    void doesNotWaitForNumbersThatAreRegisteredAlready() {
        var id = jobWithCampaign(RegistrationPlans.EVERYTHING);
        rig.approve(id);

        rig.run(id, STEP);

        assertThat(rig.step(id, STEP).status()).isEqualTo(StepStatus.COMPLETE);
        assertThat(rig.endOf(id, STEP)).containsInstanceOf(End.Success.class);
        assertThat(rig.events(id))
                .noneMatch(event -> event.at("/step/name").asText().equals(STEP.id())
                        && event.at("/step/status").asText().equals("WAITING"));
    }

    @Test
    void waitsForTheLastOfItsNumbers() {
        var id = jobThatWaits();
        var numbers = campaignNumbers();

        report(id, numbers.getFirst(), State.APPROVED);
        assertThat(rig.step(id, STEP).status()).isEqualTo(StepStatus.WAITING);
        report(id, numbers.getLast(), State.PENDING);
        assertThat(rig.step(id, STEP).status()).isEqualTo(StepStatus.WAITING);
        report(id, numbers.getLast(), State.APPROVED);

        assertThat(rig.step(id, STEP).status()).isEqualTo(StepStatus.COMPLETE);
        assertThat(rig.step(id, STEP).message())
                .contains(numbers.getFirst().phoneNumber(), numbers.getLast().phoneNumber());
        assertThat(rig.endOf(id, STEP)).containsInstanceOf(End.Success.class);
        assertThat(rig.waits(StepTestFixture.ACME)).isEmpty();
    }

    @Test
    void saysWhichNumberTheCarriersDoNotTakeAndIsDoneOnceTheyDo() {
        var id = jobThatWaits();
        var numbers = campaignNumbers();
        report(id, numbers.getFirst(), State.APPROVED);

        report(id, numbers.getLast(), State.REJECTED);

        var failed = rig.step(id, STEP);
        assertThat(failed.status()).isEqualTo(StepStatus.FAILED);
        assertThat(failed.error().orElseThrow().message())
                .contains("could not register " + numbers.getLast().phoneNumber())
                .doesNotContain(numbers.getFirst().phoneNumber());
        assertThat(failed.error().orElseThrow().nextAction()).startsWith("Operator: ask Twilio's support");
        assertThat(rig.endOf(id, STEP)).containsInstanceOf(End.Failure.class);
        assertThat(rig.waits(StepTestFixture.ACME)).isEmpty();

        retry(id);
        rig.fail(NeedsHumanException.class, rig.handler(STEP), id);
        retry(id);
        rig.report(StepTestFixture.ACME, numbers.getLast().sid(), State.APPROVED);
        rig.run(id, STEP);
        assertThat(rig.step(id, STEP).status()).isEqualTo(StepStatus.COMPLETE);
    }

    /** What the failure advises makes Twilio register the number again, and report it again. */
    @Test
    void asksForALookAfterFourteenDaysWithoutAnEvent() {
        var id = jobThatWaits();
        var numbers = campaignNumbers();
        report(id, numbers.getFirst(), State.APPROVED);
        rig.clock().advance(Duration.ofDays(14).minusSeconds(2));
        rig.look(id);
        assertThat(rig.step(id, STEP).status()).isEqualTo(StepStatus.WAITING);

        rig.clock().advance(Duration.ofSeconds(1));
        rig.look(id);

        var failed = rig.step(id, STEP);
        assertThat(failed.status()).isEqualTo(StepStatus.FAILED);
        assertThat(failed.error().orElseThrow().message())
                .startsWith("In 14 days Twilio has not reported")
                .contains(numbers.getLast().phoneNumber())
                .doesNotContain(numbers.getFirst().phoneNumber());
        assertThat(failed.error().orElseThrow().nextAction()).contains("take the number out of the messaging service");
        assertThat(rig.waits(StepTestFixture.ACME)).isEmpty();

        takeOut(numbers.getLast());
        retry(id);
        rig.run(id, STEP);
        assertThat(rig.step(id, STEP).status()).isEqualTo(StepStatus.WAITING);
        assertThat(rig.twilio().reviewed()).contains(numbers.getLast().sid());
        rig.approve(id);
        assertThat(rig.step(id, STEP).status()).isEqualTo(StepStatus.COMPLETE);
    }

    /** The carriers register no number for it, so that no event ever comes. */
    @Test
    void doesNotWaitWhereTheCampaignIsAMockOne() {
        var mock = new A2p(new A2p.Brand(true, true), RegistrationPlans.A2P.campaign());
        var id = jobWithCampaign(RegistrationPlans.with(mock));

        rig.run(id, STEP);

        assertThat(rig.step(id, STEP).status()).isEqualTo(StepStatus.COMPLETE);
        assertThat(rig.step(id, STEP).message()).contains("mock");
    }

    @Test
    void isNoLongerWaitedForWhenTheJobIsCancelled() {
        var id = jobThatWaits();
        rig.jobs()
                .update(
                        id,
                        job -> Optional.of(job.cancel("somebody", rig.clock().instant())));
        rig.cancel(id);

        rig.approve(id);

        assertThat(rig.job(id).status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(rig.step(id, STEP).status()).isEqualTo(StepStatus.CANCELLED);
        assertThat(rig.waits(StepTestFixture.ACME)).isEmpty();
        assertThat(rig.endOf(id, STEP)).isEmpty();
    }

    private JobId jobThatWaits() {
        var id = jobWithCampaign(RegistrationPlans.EVERYTHING);
        rig.run(id, STEP);
        assertThat(rig.step(id, STEP).status()).isEqualTo(StepStatus.WAITING);
        return id;
    }

    /** A job whose campaign is approved; from then on nobody decides anything by itself. */
    private JobId jobWithCampaign(Plan plan) {
        var id = rig.newJob(StepTestFixture.ACME, plan);
        rig.run(id, StepGroup.TENANT.steps().toArray(StepName[]::new));
        rig.run(
                id,
                StepGroup.A2P.steps().stream()
                        .takeWhile(earlier -> earlier != STEP)
                        .toArray(StepName[]::new));
        rig.attend(_ -> {});
        return id;
    }

    /** An event arrives, and with it somebody looks. */
    private void report(JobId id, OwnedNumber number, State state) {
        rig.clock().advance(Duration.ofSeconds(1));
        rig.report(StepTestFixture.ACME, number.sid(), state);
        rig.look(id);
    }

    private List<OwnedNumber> campaignNumbers() {
        return rig.twilio().numbers(StepTestFixture.ACME).stream()
                .filter(number -> number.friendlyName().contains("local"))
                .toList();
    }

    private void takeOut(OwnedNumber number) {
        var service = rig.ledger()
                .sid(ResourceKind.MESSAGING_SERVICE.key(StepTestFixture.ACME))
                .orElseThrow();
        rig.twilio()
                .act(
                        StepTestFixture.ACME,
                        "DELETE",
                        "messaging.twilio.com/v1/Services/" + service + "/PhoneNumbers/" + number.sid(),
                        "");
        rig.report(StepTestFixture.ACME, number.sid(), State.GONE);
    }

    private void retry(JobId id) {
        rig.clock().advance(Duration.ofSeconds(1));
        rig.retry(id, StepGroup.A2P);
    }
}
