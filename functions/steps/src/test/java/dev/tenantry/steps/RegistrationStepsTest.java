package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.plan.A2p;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.NumberType;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.steps.OutboundCalls.Fault;
import dev.tenantry.steps.OutboundCalls.Place;
import dev.tenantry.steps.SimulatedTwilio.AnyResource;
import dev.tenantry.steps.TaskTokens.End;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The steps that register an organisation's business, and wait for those who review it. */
class RegistrationStepsTest {
    @RegisterExtension
    final StepTestFixture rig = StepTestFixture.inMemory();

    @Test
    void registersABusinessFromItsPapersToItsNumbers() {
        var id = tenant(RegistrationPlans.EVERYTHING);

        rig.run(id, StepName.REGISTER_CUSTOMER_PROFILE);
        rig.run(id, StepName.REGISTER_TRUST_PRODUCT);
        rig.run(id, StepName.REGISTER_BRAND);
        rig.run(id, StepName.REGISTER_CAMPAIGN);
        rig.run(id, StepName.REGISTER_NUMBERS);
        rig.run(id, StepName.VERIFY_TOLL_FREE_NUMBERS);

        assertThat(rig.job(id).steps()).allMatch(step -> step.status() == StepStatus.COMPLETE);
        assertThat(rig.twilio().charges()).hasSize(2);
        assertThat(rig.messages(id, StepName.REGISTER_CAMPAIGN))
                .anySatisfy(message -> assertThat(message).matches("A2P campaign QE\\w+ is under review"));
        assertThat(rig.messages(id, StepName.REGISTER_NUMBERS))
                .anySatisfy(message -> assertThat(message)
                        .matches("2 phone numbers in messaging service MG\\w+; the carriers are registering them"))
                .anySatisfy(message ->
                        assertThat(message).matches("Registered with the carriers: \\+1\\d{10}, \\+1\\d{10}"));
        assertThat(rig.step(id, StepName.VERIFY_TOLL_FREE_NUMBERS).resources()).hasSize(1);
        assertThat(rig.waits(StepTestFixture.ACME)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "REGISTER_CUSTOMER_PROFILE, Twilio's reviewers",
        "REGISTER_BRAND, the carriers' registry",
        "REGISTER_CAMPAIGN, the carriers' reviewers",
        "REGISTER_NUMBERS, the carriers",
        "VERIFY_TOLL_FREE_NUMBERS, Twilio's toll-free reviewers"
    })
    void waitsForItsReviewersAndSaysForWhom(StepName step, String who) {
        var id = before(step, RegistrationPlans.EVERYTHING);
        rig.attend(_ -> {});

        rig.run(id, step);

        var waiting = rig.step(id, step);
        assertThat(waiting.status()).isEqualTo(StepStatus.WAITING);
        assertThat(waiting.waitingFor().orElseThrow().who()).isEqualTo(who);
        assertThat(rig.waits(StepTestFixture.ACME)).singleElement().satisfies(wait -> {
            assertThat(wait.step()).isEqualTo(step);
            assertThat(wait.jobId()).isEqualTo(id);
        });
        assertThat(rig.endOf(id, step)).isEmpty();

        rig.approve(id);

        assertThat(rig.step(id, step).status()).isEqualTo(StepStatus.COMPLETE);
        assertThat(rig.endOf(id, step)).containsInstanceOf(End.Success.class);
        assertThat(rig.waits(StepTestFixture.ACME)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            names = {"REGISTER_CUSTOMER_PROFILE", "REGISTER_BRAND", "REGISTER_CAMPAIGN", "VERIFY_TOLL_FREE_NUMBERS"})
    void hearsAnAnswerThatCameBeforeAnybodyCouldBeWoken(StepName step) {
        var id = before(step, RegistrationPlans.EVERYTHING);
        rig.attend(_ -> {});
        rig.twilio().reviews("{\"rate\": 1, \"outcome\": {\"type\": \"approve\"}, \"early\": true}");

        rig.run(id, step);

        assertThat(rig.step(id, step).status()).isEqualTo(StepStatus.COMPLETE);
        assertThat(rig.endOf(id, step)).containsInstanceOf(End.Success.class);
        assertThat(rig.waits(StepTestFixture.ACME)).isEmpty();
    }

    /** A callback at that moment finds the pending review of a step that is not WAITING yet. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "REGISTER_CUSTOMER_PROFILE",
                "REGISTER_BRAND",
                "REGISTER_CAMPAIGN",
                "REGISTER_NUMBERS",
                "VERIFY_TOLL_FREE_NUMBERS"
            })
    void hearsAnAnswerThatCameBeforeItSaidThatItWaits(StepName step) {
        var id = before(step, RegistrationPlans.EVERYTHING);
        rig.attend(_ -> {});
        rig.outbound().reset();
        rig.outbound().meanwhile(_ -> {
            assertThat(rig.waits(StepTestFixture.ACME)).hasSize(1);
            assertThat(rig.step(id, step).status()).isEqualTo(StepStatus.RUNNING);
            rig.approve(id);
        });
        rig.outbound().plan(new Place("DynamoDB TransactWriteItems", 1), Fault.OVERTAKEN);

        rig.run(id, step);

        assertThat(rig.outbound().struck()).containsKey(Fault.OVERTAKEN);
        assertThat(rig.step(id, step).status()).isEqualTo(StepStatus.COMPLETE);
        assertThat(rig.endOf(id, step)).containsInstanceOf(End.Success.class);
        assertThat(rig.waits(StepTestFixture.ACME)).isEmpty();
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
    void wakesTheExecutionOfWhateverAttemptRunsLast(StepName step) {
        var id = before(step, RegistrationPlans.EVERYTHING);
        rig.attend(_ -> {});
        rig.run(id, step);

        rig.run(id, step);
        assertThat(rig.step(id, step).status()).isEqualTo(StepStatus.WAITING);
        assertThat(rig.waits(StepTestFixture.ACME)).hasSize(2);
        rig.approve(id);
        assertThat(rig.waits(StepTestFixture.ACME)).isEmpty();
        assertThat(rig.endOf(id, step)).containsInstanceOf(End.Success.class);
        var resources = rig.twilio().resources(StepTestFixture.ACME);

        rig.run(id, step);

        assertThat(rig.endOf(id, step)).containsInstanceOf(End.Success.class);
        assertThat(rig.twilio().resources(StepTestFixture.ACME)).isEqualTo(resources);
    }

    /** Step Functions has given the older one up, and waits by the newer one's token. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "REGISTER_CUSTOMER_PROFILE",
                "REGISTER_BRAND",
                "REGISTER_CAMPAIGN",
                "REGISTER_NUMBERS",
                "VERIFY_TOLL_FREE_NUMBERS"
            })
    void wakesTheNewerAttemptThoughTheOlderOneBeginsAfterIt(StepName step) {
        var id = before(step, RegistrationPlans.EVERYTHING);
        rig.attend(_ -> {});
        rig.outbound().reset();
        rig.outbound().meanwhile(_ -> rig.run(rig.another().handler(step), id));
        rig.outbound().plan(new Place("DynamoDB TransactWriteItems", 0), Fault.OVERTAKEN);

        rig.run(id, step);

        assertThat(rig.step(id, step).attempt()).isEqualTo(2);
        assertThat(rig.step(id, step).status()).isEqualTo(StepStatus.WAITING);
        rig.approve(id);
        assertThat(rig.endOf(id, step)).containsInstanceOf(End.Success.class);
        assertThat(rig.waits(StepTestFixture.ACME)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            names = {"REGISTER_CUSTOMER_PROFILE", "REGISTER_BRAND", "REGISTER_CAMPAIGN", "VERIFY_TOLL_FREE_NUMBERS"})
    void isCorrectedAndHandedInAgainWhenSomebodyRetries(StepName step) {
        var id = before(step, RegistrationPlans.EVERYTHING);
        rig.attend(this::reject);
        var failure = rig.fail(NeedsHumanException.class, rig.handler(step), id);
        assertThat(failure).hasMessageContaining("was rejected");
        assertThat(rig.step(id, step).status()).isEqualTo(StepStatus.FAILED);
        var before = sids();
        var charges = rig.twilio().charges();

        // The state machine's further attempts ask nobody.
        rig.submit(id, step);
        assertThat(rig.twilio().reviewed()).isEmpty();
        assertThat(rig.endOf(id, step)).containsInstanceOf(End.Failure.class);

        retry(id, step.group());
        rig.attend(rig::approve);
        rig.run(id, step);

        assertThat(rig.step(id, step).status()).isEqualTo(StepStatus.COMPLETE);
        assertThat(sids()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(rig.twilio().charges()).isEqualTo(charges);
    }

    @Test
    void doesNotHandInAgainWhatWasRejectedBeforeItsAttemptDied() {
        var id = before(StepName.REGISTER_CAMPAIGN, RegistrationPlans.EVERYTHING);
        rig.twilio().reviews("{\"rate\": 1, \"outcome\": {\"type\": \"reject\"}, \"early\": true}");
        rig.attend(_ -> {});

        rig.fail(NeedsHumanException.class, rig.handler(StepName.REGISTER_CAMPAIGN), id);

        assertThat(rig.twilio().operations())
                .noneMatch(operation -> operation.startsWith("POST") && operation.contains("Usa2p/{QE}"));
    }

    @Test
    void handsInTheTextsOfThePlanAsItIsNow() {
        var id = before(
                StepName.REGISTER_CAMPAIGN,
                RegistrationPlans.with(RegistrationPlans.a2p("Tells customers when their order comes to them.")));
        rig.attend(waiting -> {
            rig.twilio().reviewed().forEach(sid -> rig.twilio().decide(sid, "{\"type\": \"reject\", \"code\": 30893}"));
            rig.look(waiting);
        });
        rig.fail(NeedsHumanException.class, rig.handler(StepName.REGISTER_CAMPAIGN), id);
        assertThat(rig.step(id, StepName.REGISTER_CAMPAIGN)
                        .error()
                        .orElseThrow()
                        .upstream())
                .hasValueSatisfying(upstream -> assertThat(upstream.code()).isEqualTo(30893));

        rig.cancel(id);
        rig.attend(rig::approve);

        var later = laterJob(RegistrationPlans.EVERYTHING, StepName.REGISTER_CAMPAIGN);

        assertThat(rig.step(later, StepName.REGISTER_CAMPAIGN).status()).isEqualTo(StepStatus.COMPLETE);
        assertThat(rig.twilio().charges()).hasSize(2);
    }

    @Test
    void doesNotHandInACampaignForAnotherUseCase() {
        var id = before(StepName.REGISTER_CAMPAIGN, RegistrationPlans.EVERYTHING);
        rig.attend(this::reject);
        rig.fail(NeedsHumanException.class, rig.handler(StepName.REGISTER_CAMPAIGN), id);
        rig.cancel(id);
        rig.attend(rig::approve);
        rig.clock().advance(Duration.ofSeconds(1));
        var other = rig.newJob(
                StepTestFixture.ACME,
                RegistrationPlans.with(RegistrationPlans.a2p("MARKETING", "Tells customers of our offers.")));
        rig.run(other, StepName.CREATE_SUBACCOUNT);

        var failure = rig.fail(NeedsHumanException.class, rig.handler(StepName.REGISTER_CAMPAIGN), other);

        assertThat(failure)
                .hasMessageContaining(
                        "was submitted for DELIVERY_NOTIFICATION, which Twilio cannot change to MARKETING");
        assertThat(rig.twilio().reviewed()).isEmpty();

        rig.cancel(other);
        var corrected = laterJob(RegistrationPlans.EVERYTHING, StepName.REGISTER_CAMPAIGN);

        assertThat(rig.step(corrected, StepName.REGISTER_CAMPAIGN).status()).isEqualTo(StepStatus.COMPLETE);
        assertThat(rig.twilio().charges()).hasSize(2);
    }

    /** Its list leaves out brands that were vetted, so an empty one does not say that nothing was paid. */
    @Test
    void paysForNoSecondVettedBrandAfterALostAnswer() {
        var id = before(StepName.REGISTER_BRAND, vetted(Optional.empty()));
        loseTheBrand(id);

        var failure = rig.fail(NeedsHumanException.class, rig.handler(StepName.REGISTER_BRAND), id);

        assertThat(failure).hasMessageContaining("not known whether").hasMessageContaining("a2p.brand.existing");
        assertThat(rig.twilio().charges()).hasSize(1);
    }

    @Test
    void adoptsTheVettedBrandThatSomebodyFound() {
        var id = before(StepName.REGISTER_BRAND, vetted(Optional.empty()));
        loseTheBrand(id);
        var sid = rig.twilio().resources(StepTestFixture.ACME).stream()
                .map(AnyResource::sid)
                .filter(any -> any.startsWith("BN"))
                .findFirst()
                .orElseThrow();
        rig.cancel(id);

        rig.clock().advance(Duration.ofSeconds(1));
        var later = rig.newJob(StepTestFixture.ACME, vetted(Optional.of(sid)));
        rig.run(later, StepName.CREATE_SUBACCOUNT, StepName.REGISTER_BRAND);

        assertThat(rig.step(later, StepName.REGISTER_BRAND).status()).isEqualTo(StepStatus.COMPLETE);
        assertThat(rig.step(later, StepName.REGISTER_BRAND).message()).contains(sid);
        assertThat(rig.twilio().charges()).hasSize(1);
    }

    @Test
    void registersAVettedBrandWhenSomebodyFoundNone() {
        var id = before(StepName.REGISTER_BRAND, vetted(Optional.empty()));
        rig.twilio().install("""
                {"method": "POST", "path": "**/BrandRegistrations", "fault": {"type": "dropped-before"}}
                """);
        rig.fail(UnknownOutcomeException.class, rig.handler(StepName.REGISTER_BRAND), id);
        rig.cancel(id);

        rig.clock().advance(Duration.ofMinutes(2));
        var later = rig.newJob(StepTestFixture.ACME, vetted(Optional.of("none")));
        rig.run(later, StepName.CREATE_SUBACCOUNT, StepName.REGISTER_BRAND);

        assertThat(rig.step(later, StepName.REGISTER_BRAND).status()).isEqualTo(StepStatus.COMPLETE);
        assertThat(rig.twilio().charges()).hasSize(1);
    }

    /** The brand is paid, its answer is lost, and lists do not show it. */
    private void loseTheBrand(JobId id) {
        rig.twilio().install("""
                {"method": "POST", "path": "**/BrandRegistrations", "fault": {"type": "done-but-500"}}
                """);
        rig.twilio().install("""
                {"method": "GET", "path": "**/BrandRegistrations", "times": 1000, "fault": {"type": "stale-list"}}
                """);
        rig.fail(UnknownOutcomeException.class, rig.handler(StepName.REGISTER_BRAND), id);
        rig.clock().advance(Duration.ofMinutes(2));
    }

    private static Plan vetted(Optional<String> existing) {
        return RegistrationPlans.with(new A2p(new A2p.Brand(false, false, existing), RegistrationPlans.A2P.campaign()));
    }

    /** Twilio's page on 21717 has a second cause: a brand of a kind that may not have the use case. */
    @Test
    void asksForAnotherUseCaseWhenTwilioRefusesItToAnApprovedBrand() {
        var id = before(StepName.REGISTER_CAMPAIGN, RegistrationPlans.EVERYTHING);
        rig.twilio().install("""
                {"method": "POST", "path": "**/Compliance/Usa2p",
                 "times": 9, "fault": {"type": "refuse", "code": 21717, "status": 400}}
                """);

        var failure = rig.fail(NeedsHumanException.class, rig.handler(StepName.REGISTER_CAMPAIGN), id);

        assertThat(failure)
                .hasMessageContaining("is approved, but Twilio refuses it the use case DELIVERY_NOTIFICATION")
                .hasMessageContaining("choose a use case in the plan");
        assertThat(failure.twilioCode()).hasValue(21717);
        assertThat(rig.step(id, StepName.REGISTER_CAMPAIGN).status()).isEqualTo(StepStatus.FAILED);
    }

    @Test
    void adoptsEverythingInALaterJob() {
        rig.provision(rig.newJob(StepTestFixture.ACME, RegistrationPlans.EVERYTHING));
        var before = sids();
        var charges = rig.twilio().charges();
        var later = rig.newJob(StepTestFixture.ACME, RegistrationPlans.EVERYTHING);
        rig.twilio().forgetRequests();

        rig.run(later, StepName.values());

        assertThat(rig.job(later).steps()).allMatch(step -> step.status() == StepStatus.COMPLETE);
        assertThat(rig.step(later, StepName.REGISTER_BRAND).message())
                .contains("is approved since an earlier job; Twilio keeps the data that it approved");
        assertThat(sids()).isEqualTo(before);
        assertThat(rig.twilio().charges()).isEqualTo(charges);
        assertThat(rig.twilio().operations())
                .noneMatch(operation -> operation.startsWith("POST") && operation.contains("trusthub"));
    }

    @Test
    void submitsNothingThatIsNotComplete() {
        rig.register(RegistrationPlans.business(""));
        var id = before(StepName.REGISTER_CUSTOMER_PROFILE, RegistrationPlans.EVERYTHING);

        var failure = rig.fail(NeedsHumanException.class, rig.handler(StepName.REGISTER_CUSTOMER_PROFILE), id);

        assertThat(failure)
                .hasMessageContaining("is not complete, so it was not submitted: ")
                .hasMessageContaining("business_registration_number")
                .hasMessageContaining("Customer: give the field that Twilio names. In the plan: /business.");
        assertThat(rig.twilio().reviewed()).isEmpty();
        assertThat(rig.waits(StepTestFixture.ACME)).isEmpty();
    }

    @Test
    void asksForTheBusinessWhoseDataWereErased() {
        var id = before(StepName.REGISTER_CUSTOMER_PROFILE, RegistrationPlans.EVERYTHING);
        rig.erase(StepTestFixture.ACME);

        var failure = rig.fail(NeedsHumanException.class, rig.handler(StepName.REGISTER_CUSTOMER_PROFILE), id);

        assertThat(failure).hasMessageContaining("trigger the organisation again, with the data of its business");
    }

    @Test
    void asksForTollFreeNumbersWhereThePlanHasNone() {
        var plan = RegistrationPlans.EVERYTHING.withNumbers(NumberGroup.of("US", NumberType.LOCAL, 1));
        var id = before(StepName.VERIFY_TOLL_FREE_NUMBERS, plan);

        var failure = rig.fail(NeedsHumanException.class, rig.handler(StepName.VERIFY_TOLL_FREE_NUMBERS), id);

        assertThat(failure).hasMessageContaining("has none");
    }

    @Test
    void keepsPersonalDataFromEverybody() {
        rig.provision(rig.newJob(StepTestFixture.ACME, RegistrationPlans.EVERYTHING));

        assertThat(rig.everythingStored())
                .doesNotContain("12-3456789")
                .doesNotContain("ada@acme.example")
                .doesNotContain("+14155550100");
    }

    private void reject(JobId id) {
        rig.twilio().reviewed().forEach(sid -> rig.twilio().decide(sid, "{\"type\": \"reject\"}"));
        rig.look(id);
    }

    private JobId laterJob(Plan plan, StepName step) {
        rig.clock().advance(Duration.ofSeconds(1));
        var id = rig.newJob(StepTestFixture.ACME, plan);
        rig.run(id, StepName.CREATE_SUBACCOUNT);
        rig.run(id, step);
        return id;
    }

    private List<String> sids() {
        return rig.twilio().resources(StepTestFixture.ACME).stream()
                .map(AnyResource::sid)
                .sorted()
                .toList();
    }

    private void retry(JobId id, StepGroup group) {
        rig.clock().advance(Duration.ofSeconds(1));
        rig.retry(id, group);
    }

    private JobId tenant(Plan plan) {
        var id = rig.newJob(StepTestFixture.ACME, plan);
        rig.run(id, StepGroup.TENANT.steps().toArray(StepName[]::new));
        return id;
    }

    /** A job whose tenant is there, and whose part of this step has come to it. */
    private JobId before(StepName step, Plan plan) {
        var id = tenant(plan);
        rig.run(
                id,
                step.group().steps().stream()
                        .takeWhile(earlier -> earlier != step)
                        .toArray(StepName[]::new));
        rig.twilio().forgetRequests();
        return id;
    }
}
