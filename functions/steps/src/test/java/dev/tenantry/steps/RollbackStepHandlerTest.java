package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.execution.FailedExecution;
import dev.tenantry.core.execution.JobFinalizer;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.job.Rollback.Numbers;
import dev.tenantry.core.job.StepError;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.ledger.LedgerEntry;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.steps.OutboundCalls.Fault;
import dev.tenantry.steps.engine.ExactlyOnce;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RollbackStepHandlerTest {
    private static final OrgId ACME = StepTestFixture.ACME;
    private static final Rollback CLOSING = new Rollback(Numbers.RELEASE, true);
    private static final Rollback TO_POOL = new Rollback(Numbers.MOVE_TO_POOL, false);

    @RegisterExtension
    final StepTestFixture rig = StepTestFixture.inMemory();

    @Test
    void undoesEverythingStepByStepAndKeepsTheEmptySubaccount() {
        var id = complete(StepTestFixture.EVERYTHING);
        var account = rig.ledger().sid(ResourceKind.ACCOUNT.key(ACME)).orElseThrow();
        var service = rig.ledger().sid(ResourceKind.MESSAGING_SERVICE.key(ACME)).orElseThrow();
        var made =
                rig.ledger().sids(ACME).keySet().stream().map(ResourceKey::kind).collect(Collectors.toSet());
        assertThat(made)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ResourceKind.values())
                        .filter(type -> type.step().group() == StepGroup.TENANT)
                        .toList());
        rig.rollBack(id, Rollback.DEFAULT);

        rig.undoAll(id);

        assertNothingLeftBut(account);
        var job = rig.job(id);
        assertThat(job.status()).isEqualTo(JobStatus.ROLLED_BACK);
        assertThat(job.endedAt()).isPresent();
        assertThat(job.progress().percent()).isEqualTo(100);
        assertThat(job.step(StepName.CREATE_SUBACCOUNT).status()).isEqualTo(StepStatus.COMPLETE);
        assertThat(message(id, StepName.CREATE_SUBACCOUNT))
                .isEqualTo("Subaccount " + account + " is kept, empty, for the next job");
        assertThat(job.steps())
                .filteredOn(
                        step -> step.name().group() == StepGroup.TENANT && step.name() != StepName.CREATE_SUBACCOUNT)
                .allSatisfy(step -> {
                    assertThat(step.status()).isEqualTo(StepStatus.UNDONE);
                    assertThat(step.resources()).isEmpty();
                    assertThat(step.error()).isEmpty();
                });
        assertThat(message(id, StepName.ATTACH_NUMBERS)).isEqualTo("Detached 2 phone numbers");
        assertThat(message(id, StepName.BUY_NUMBERS)).matches("Released 2 phone numbers \\(\\+\\d+, \\+\\d+\\)");
        assertThat(message(id, StepName.CREATE_MESSAGING_SERVICE))
                .isEqualTo("Messaging service " + service + " deleted");
        assertThat(message(id, StepName.CREATE_SIP_TRUNK))
                .matches("Origination URL OU\\w+ deleted; SIP trunk TK\\w+ deleted");
        assertThat(message(id, StepName.SUBSCRIBE_TO_EVENTS))
                .matches("Event subscription DF\\w+ deleted; Event sink DG\\w+ deleted");
        assertThat(message(id, StepName.CHECK_SETUP)).isEqualTo("Nothing is left but the subaccount " + account);
    }

    @Test
    void movesTheNumbersToTheMainAccountAndTakesEverythingOffThem() {
        var id = complete(StepTestFixture.EVERYTHING);
        var account = rig.ledger().sid(ResourceKind.ACCOUNT.key(ACME)).orElseThrow();
        var numbers = rig.twilio().numbers(ACME);
        rig.rollBack(id, TO_POOL);

        rig.undoAll(id);

        assertNothingLeftBut(account);
        assertThat(rig.twilio().pool())
                .extracting(number -> number.sid())
                .containsExactlyInAnyOrderElementsOf(
                        numbers.stream().map(number -> number.sid()).toList());
        assertThat(rig.twilio().pool()).allSatisfy(number -> {
            assertThat(number.friendlyName()).doesNotContain("phone-number");
            var shown = rig.twilio().fetchFromPool(number.sid());
            assertThat(Arrays.asList("voice_url", "sms_url", "status_callback"))
                    .allSatisfy(url -> assertThat(shown.get(url).asText("")).isIn("", "null"));
            assertThat(Arrays.asList("voice_application_sid", "trunk_sid", "emergency_address_sid"))
                    .allSatisfy(sid -> assertThat(shown.get(sid).asText("")).isIn("", "null"));
        });
        assertThat(message(id, StepName.BUY_NUMBERS))
                .matches("Moved 2 phone numbers \\(\\+\\d+, \\+\\d+\\) to the main account");
    }

    @Test
    void closesTheSubaccountWhereThatWasChosenAndForgetsIt() {
        var id = complete(RegistrationPlans.EVERYTHING);
        var account = rig.ledger().sid(ResourceKind.ACCOUNT.key(ACME)).orElseThrow();
        rig.rollBack(id, CLOSING);

        rig.undoAll(id);

        assertThat(rig.twilio().statusOf(account)).isEqualTo("closed");
        assertThat(rig.ledger().entries(ACME)).noneMatch(LedgerEntry::mayExist);
        assertThat(rig.ledger().secret(ResourceKind.ACCOUNT.key(ACME))).isEmpty();
        assertThat(message(id, StepName.CREATE_SUBACCOUNT)).isEqualTo("Subaccount " + account + " closed");
        assertThat(message(id, StepName.CHECK_SETUP)).isEqualTo("Nothing is left");
        assertThat(rig.job(id).steps())
                .allSatisfy(step -> assertThat(step.status()).isEqualTo(StepStatus.UNDONE));
    }

    /** It is paid once, and nobody can delete it; all that is not made of it, or what it is made of, goes. */
    @Test
    void keepsABrandForTheNextJobAndErasesWhoseItIs() {
        var first = complete(RegistrationPlans.EVERYTHING);
        var brand = rig.ledger().sid(ResourceKind.BRAND.key(ACME)).orElseThrow();
        rig.rollBack(first, Rollback.DEFAULT);

        rig.undoAll(first);

        var job = rig.job(first);
        assertThat(job.status()).isEqualTo(JobStatus.ROLLED_BACK);
        assertThat(job.progress().percent()).isEqualTo(100);
        assertThat(message(first, StepName.REGISTER_BRAND)).startsWith("Kept at Twilio: A2P brand " + brand + "; ");
        assertThat(message(first, StepName.REGISTER_CUSTOMER_PROFILE))
                .startsWith("Kept at Twilio: Customer profile BU");
        assertThat(message(first, StepName.REGISTER_CAMPAIGN)).matches("A2P campaign QE\\w+ deleted");
        assertThat(message(first, StepName.CHECK_SETUP)).contains(brand);
        assertThat(rig.knowsBusiness(ACME)).isFalse();

        var second = complete(RegistrationPlans.EVERYTHING);

        assertThat(rig.job(second).status()).isEqualTo(JobStatus.COMPLETE);
        assertThat(rig.ledger().sid(ResourceKind.BRAND.key(ACME))).contains(brand);
        assertThat(rig.twilio().charges())
                .containsExactly("brand-registration", "campaign-vetting", "campaign-vetting");
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void canBeProvisionedAgain(boolean closed) {
        var first = complete(StepTestFixture.EVERYTHING);
        var account = rig.ledger().sid(ResourceKind.ACCOUNT.key(ACME)).orElseThrow();
        rig.rollBack(first, new Rollback(Numbers.RELEASE, closed));
        rig.undoAll(first);

        var second = complete(StepTestFixture.EVERYTHING);

        assertThat(rig.job(second).status()).isEqualTo(JobStatus.COMPLETE);
        assertThat(rig.ledger()
                        .sid(ResourceKind.ACCOUNT.key(ACME))
                        .orElseThrow()
                        .equals(account))
                .isEqualTo(!closed);
    }

    /** The ledger knows nothing of it, so the rollback did not give it up; closing would. */
    @Test
    void closesNoSubaccountThatHasNumbersOfSomebodyElse() {
        var id = complete(Plan.DEFAULT);
        rig.twilio().act(ACME, "POST", number(), "AreaCode=415&FriendlyName=by+hand");
        rig.rollBack(id, CLOSING);
        StepName.inRollbackOrder().stream()
                .takeWhile(step -> step != StepName.CREATE_SUBACCOUNT)
                .forEach(step -> rig.undo(id, step));

        assertThatThrownBy(() -> rig.undo(id, StepName.CREATE_SUBACCOUNT))
                .isInstanceOf(NeedsHumanException.class)
                .hasMessageContaining("+1415")
                .hasMessageContaining("for good");

        var step = rig.step(id, StepName.CREATE_SUBACCOUNT);
        assertThat(step.status()).isEqualTo(StepStatus.COMPLETE);
        assertThat(step.error()).map(StepError::code).contains("needs-human");
        assertThat(rig.twilio()
                        .statusOf(
                                rig.ledger().sid(ResourceKind.ACCOUNT.key(ACME)).orElseThrow()))
                .isEqualTo("active");
        assertThat(rig.twilio().numbers(ACME)).hasSize(1);
    }

    @Test
    void leavesNumbersOfSomebodyElseAloneAndSaysSo() {
        var id = complete(Plan.DEFAULT);
        rig.twilio().act(ACME, "POST", number(), "AreaCode=415&FriendlyName=by+hand");
        rig.rollBack(id, Rollback.DEFAULT);

        rig.undoAll(id);

        assertThat(rig.twilio().numbers(ACME)).hasSize(1);
        assertThat(message(id, StepName.CHECK_SETUP)).endsWith(", and in it 1 phone number that no job bought");
    }

    /** The plan of the newest job is not what the organisation has. */
    @Test
    void undoesWhatEarlierJobsMade() {
        complete(StepTestFixture.EVERYTHING);
        var id = complete(StepTestFixture.numbers(1));
        var account = rig.ledger().sid(ResourceKind.ACCOUNT.key(ACME)).orElseThrow();
        assertThat(rig.step(id, StepName.CREATE_VERIFY_SERVICE).status()).isEqualTo(StepStatus.SKIPPED);
        rig.rollBack(id, Rollback.DEFAULT);

        rig.undoAll(id);

        assertNothingLeftBut(account);
        assertThat(message(id, StepName.BUY_NUMBERS)).matches("Released 2 phone numbers \\(\\+\\d+, \\+\\d+\\)");
        assertThat(rig.step(id, StepName.CREATE_VERIFY_SERVICE).status()).isEqualTo(StepStatus.UNDONE);
    }

    @Test
    void leavesAStepThatThePlanLeftOutAsItIsWhereThereIsNothing() {
        var id = complete(Plan.DEFAULT);
        rig.rollBack(id, Rollback.DEFAULT);

        rig.undoAll(id);

        assertThat(rig.step(id, StepName.CREATE_VERIFY_SERVICE).status()).isEqualTo(StepStatus.SKIPPED);
        assertThat(message(id, StepName.CREATE_VERIFY_SERVICE)).isEqualTo("The plan has no Verify service");
        assertThat(rig.job(id).status()).isEqualTo(JobStatus.ROLLED_BACK);
    }

    @Test
    void hasNothingToUndoOfAJobThatNeverBegan() {
        var id = rig.newJob(ACME, Plan.DEFAULT);
        rig.cancel(id);
        rig.rollBack(id, CLOSING);

        rig.undoAll(id);

        assertThat(rig.job(id).status()).isEqualTo(JobStatus.ROLLED_BACK);
        assertThat(message(id, StepName.BUY_NUMBERS)).isEqualTo("Nothing to undo");
        assertThat(rig.twilio().subaccounts(ACME)).isEmpty();
    }

    @Test
    void findsWhatAPersonRemovedBeforeIt() {
        var id = complete(Plan.DEFAULT);
        rig.twilio().release(rig.twilio().numbers(ACME).getFirst());
        rig.twilio()
                .act(
                        ACME,
                        "DELETE",
                        "messaging.twilio.com/v1/Services/"
                                + rig.ledger()
                                        .sid(ResourceKind.MESSAGING_SERVICE.key(ACME))
                                        .orElseThrow(),
                        "");
        rig.rollBack(id, Rollback.DEFAULT);

        rig.undoAll(id);

        assertThat(rig.job(id).status()).isEqualTo(JobStatus.ROLLED_BACK);
        assertThat(rig.twilio().numbers(ACME)).isEmpty();
    }

    /** Twilio lets its own credentials in no more, and has nothing of it. */
    @ParameterizedTest
    @CsvSource({
        "false, 'Subaccount %s was closed by somebody; the next job creates another'",
        "true, Subaccount %s closed"
    })
    void forgetsWhatWentWithASubaccountThatSomebodyClosed(boolean closing, String said) {
        var id = complete(StepTestFixture.EVERYTHING);
        var account = rig.ledger().sid(ResourceKind.ACCOUNT.key(ACME)).orElseThrow();
        rig.twilio().setStatus(account, "closed");
        rig.rollBack(id, new Rollback(Numbers.MOVE_TO_POOL, closing));

        rig.undoAll(id);

        assertThat(rig.job(id).status()).isEqualTo(JobStatus.ROLLED_BACK);
        assertThat(rig.ledger().entries(ACME)).noneMatch(LedgerEntry::mayExist);
        assertThat(message(id, StepName.BUY_NUMBERS))
                .isEqualTo("Gone with the subaccount " + account + ", which somebody closed");
        assertThat(message(id, StepName.CREATE_SUBACCOUNT)).isEqualTo(said.formatted(account));
        assertThat(message(id, StepName.CHECK_SETUP)).isEqualTo("Nothing is left");
        complete(StepTestFixture.EVERYTHING);
        assertThat(rig.ledger().sid(ResourceKind.ACCOUNT.key(ACME)))
                .isPresent()
                .get()
                .isNotEqualTo(account);
    }

    /** It can be made active again, with everything that it has. */
    @Test
    void forgetsNothingOfASubaccountThatIsSuspended() {
        var id = complete(Plan.DEFAULT);
        var recorded = rig.ledger().sids(ACME);
        rig.twilio().setStatus(rig.ledger().sid(ResourceKind.ACCOUNT.key(ACME)).orElseThrow(), "suspended");
        rig.rollBack(id, Rollback.DEFAULT);

        assertThatThrownBy(() -> rig.undo(id, StepName.ATTACH_NUMBERS)).isInstanceOf(NeedsHumanException.class);

        assertThat(rig.ledger().sids(ACME)).isEqualTo(recorded);
    }

    @Test
    void reportsTheKeyWhoseSecretWasLost() {
        var id = rig.newJobWithSubaccount(Plan.DEFAULT);
        rig.twilio().install("""
                {"method": "POST", "path": "**/Keys.json", "fault": {"type": "done-but-dropped"}}""");
        rig.fail(UnknownOutcomeException.class, rig.handler(StepName.CREATE_API_KEY), id);
        rig.cancel(id);
        rig.rollBack(id, Rollback.DEFAULT);
        rig.clock().advance(ExactlyOnce.SETTLE);

        rig.undoAll(id);

        assertThat(message(id, StepName.CREATE_API_KEY)).matches("API key SK\\w+ deleted");
        assertNothingLeftBut(rig.ledger().sid(ResourceKind.ACCOUNT.key(ACME)).orElseThrow());
    }

    /** What the execution's history shows, too. */
    @Test
    void failsInWordsOfARollback() {
        var id = complete(Plan.DEFAULT);
        rig.rollBack(id, Rollback.DEFAULT);
        rig.outbound().reset();
        rig.outbound().plan(0, Fault.REFUSED);
        assertThatThrownBy(() -> rig.undo(id, StepName.ATTACH_NUMBERS))
                .isExactlyInstanceOf(NotProcessedException.class)
                .hasMessageContaining("roll the job back again")
                .hasMessageNotContaining("retry the job");
        rig.outbound().reset();
        rig.twilio().install("""
                {"method": "POST", "path": "**/IncomingPhoneNumbers/*", "fault": {"type": "refuse", "code": 20005, "status": 403}}""");

        assertThatThrownBy(() -> rig.undo(id, StepName.ATTACH_NUMBERS))
                .isExactlyInstanceOf(NeedsHumanException.class)
                .hasMessageContaining("roll the job back again")
                .hasMessageContaining("Twilio error 20005")
                .hasMessageNotContaining("retry the job");
    }

    /** The creation worked but its answer was lost: the resource is found by its key and removed. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "ATTACH_NUMBERS",
                "CHECK_SETUP",
                "CREATE_SUBACCOUNT",
                "REGISTER_CUSTOMER_PROFILE",
                "REGISTER_TRUST_PRODUCT",
                "REGISTER_BRAND",
                "REGISTER_CAMPAIGN",
                "REGISTER_NUMBERS",
                "VERIFY_TOLL_FREE_NUMBERS"
            })
    void deletesWhatWasCreatedWithTheResponseLost(StepName step) {
        var id = rig.newJob(ACME, StepTestFixture.EVERYTHING);
        rig.run(id, StepName.CREATE_SUBACCOUNT);
        switch (step) {
            case SET_EMERGENCY_ADDRESS -> rig.run(id, StepName.BUY_NUMBERS);
            case ADD_ALPHA_SENDER -> rig.run(id, StepName.CREATE_MESSAGING_SERVICE);
            default -> {}
        }
        rig.twilio().install("""
                {"method": "POST", "path": "**", "fault": {"type": "done-but-dropped"}}""");
        rig.fail(UnknownOutcomeException.class, rig.handler(step), id);
        rig.cancel(id);
        rig.rollBack(id, Rollback.DEFAULT);

        assertThatThrownBy(() -> rig.undo(id, step)).isInstanceOf(NotProcessedException.class);
        assertThat(message(id, step)).endsWith("Trying again.");
        rig.clock().advance(ExactlyOnce.SETTLE);
        rig.undoAll(id);

        assertNothingLeftBut(rig.ledger().sid(ResourceKind.ACCOUNT.key(ACME)).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"false, active", "true, closed"})
    void settlesASubaccountWhoseCreationHasAnUnknownOutcome(boolean closed, String status) {
        var id = rig.newJob(ACME, Plan.DEFAULT);
        rig.twilio().install("""
                {"method": "POST", "path": "**", "fault": {"type": "done-but-dropped"}}""");
        rig.fail(UnknownOutcomeException.class, rig.createSubaccount(), id);
        rig.cancel(id);
        rig.rollBack(id, new Rollback(Numbers.RELEASE, closed));
        rig.clock().advance(ExactlyOnce.SETTLE);

        rig.undoAll(id);

        var account = rig.twilio().subaccounts(ACME).getFirst();
        assertThat(rig.twilio().statusOf(account)).isEqualTo(status);
        assertThat(rig.ledger().entries(ACME)).noneMatch(LedgerEntry::open);
        assertThat(rig.ledger().sid(ResourceKind.ACCOUNT.key(ACME)).isPresent()).isEqualTo(!closed);
        assertThat(rig.job(id).status()).isEqualTo(JobStatus.ROLLED_BACK);
    }

    /** A paused function of the provisioning execution resumes after the rollback has passed its key. */
    @Test
    void aStepThatWakesUpTooLateMakesNothing() {
        var id = rig.newJobWithSubaccount(Plan.DEFAULT);
        rig.relay().before("GET Local.json", () -> {
            rig.cancel(id);
            rig.rollBack(id, Rollback.DEFAULT);
            rig.undoAll(id);
        });

        assertThatThrownBy(() -> rig.run(rig.buyNumbers(), id)).isInstanceOf(PermanentFailureException.class);

        assertNothingLeftBut(rig.ledger().sid(ResourceKind.ACCOUNT.key(ACME)).orElseThrow());
        assertThat(rig.job(id).status()).isEqualTo(JobStatus.ROLLED_BACK);
    }

    /** Here it has claimed before: the rollback waits for it. */
    @Test
    void aStepThatIsBuyingWhenTheRollbackBeginsIsWaitedFor() {
        var id = rig.newJobWithSubaccount(StepTestFixture.numbers(1));
        rig.relay().before("POST IncomingPhoneNumbers.json", () -> {
            rig.cancel(id);
            rig.rollBack(id, Rollback.DEFAULT);
            assertThatThrownBy(() -> rig.undo(id, StepName.BUY_NUMBERS)).isInstanceOf(NotProcessedException.class);
        });

        assertThatThrownBy(() -> rig.run(rig.buyNumbers(), id)).isInstanceOf(RuntimeException.class);
        assertThat(rig.twilio().numbers(ACME)).hasSize(1);
        rig.undoAll(id);

        assertNothingLeftBut(rig.ledger().sid(ResourceKind.ACCOUNT.key(ACME)).orElseThrow());
        assertThat(message(id, StepName.BUY_NUMBERS)).matches("Released 1 phone number \\(\\+\\d+\\)");
    }

    @Test
    void undoesNothingOfAJobThatIsNotBeingRolledBack() {
        var id = complete(Plan.DEFAULT);

        assertThatThrownBy(() -> rig.undo(id, StepName.BUY_NUMBERS))
                .isInstanceOf(PermanentFailureException.class)
                .hasMessageContaining("COMPLETE");

        assertThat(rig.twilio().numbers(ACME)).hasSize(2);
    }

    /** E.g. one that was paused while somebody stopped its execution and triggered the organisation again. */
    @Test
    void anUndoingThatWakesUpTooLateRemovesNothing() {
        var id = complete(Plan.DEFAULT);
        rig.rollBack(id, Rollback.DEFAULT);
        rig.outbound().reset();
        rig.undo(id, StepName.ATTACH_NUMBERS);
        rig.relay().before("DELETE PN….json", () -> {
            rig.cancel(id);
            rig.outbound().reset();
        });

        assertThatThrownBy(() -> rig.undo(id, StepName.BUY_NUMBERS)).isInstanceOf(PermanentFailureException.class);

        assertThat(rig.job(id).status()).isEqualTo(JobStatus.ROLLBACK_FAILED);
        assertThat(rig.twilio().numbers(ACME)).hasSize(1);
    }

    @Test
    void goesOnWhereItStopped() {
        var id = complete(Plan.DEFAULT);
        rig.rollBack(id, Rollback.DEFAULT);
        rig.twilio().install("""
                {"method": "DELETE", "path": "**/IncomingPhoneNumbers/*", "skip": 1,
                 "fault": {"type": "refuse", "code": 20005, "status": 403}}""");
        rig.undo(id, StepName.ATTACH_NUMBERS);
        assertThatThrownBy(() -> rig.undo(id, StepName.BUY_NUMBERS)).isInstanceOf(NeedsHumanException.class);
        var step = rig.step(id, StepName.BUY_NUMBERS);
        assertThat(step.status()).isEqualTo(StepStatus.COMPLETE);
        assertThat(step.error()).map(StepError::nextAction).hasValueSatisfying(next -> assertThat(next)
                .contains("roll the job back again"));
        assertThat(rig.twilio().numbers(ACME)).hasSize(1);
        rig.cancel(id);
        assertThat(rig.job(id).status()).isEqualTo(JobStatus.ROLLBACK_FAILED);

        rig.rollBack(id, Rollback.DEFAULT);
        rig.undoAll(id);

        assertThat(rig.twilio().numbers(ACME)).isEmpty();
        assertThat(message(id, StepName.BUY_NUMBERS)).matches("Released 2 phone numbers \\(\\+\\d+, \\+\\d+\\)");
        assertThat(rig.job(id).status()).isEqualTo(JobStatus.ROLLED_BACK);
    }

    /** Whether or not the job has heard by then that the execution had failed. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void goesOnWhereItStoppedWhenSomebodyRedrivesItsExecution(boolean heard) {
        var id = complete(Plan.DEFAULT);
        rig.rollBack(id, CLOSING);
        rig.twilio().install("""
                {"method": "DELETE", "path": "**/IncomingPhoneNumbers/*", "skip": 1,
                 "fault": {"type": "refuse", "code": 20005, "status": 403}}""");
        rig.undo(id, StepName.ATTACH_NUMBERS);
        assertThatThrownBy(() -> rig.undo(id, StepName.BUY_NUMBERS)).isInstanceOf(NeedsHumanException.class);
        var first = rig.job(id).lastExecution();
        if (heard) {
            rig.cancel(id);
        }

        var redriven = first.redriven();
        StepName.inRollbackOrder().stream().skip(1).forEach(step -> rig.undo(rig.undo(), id, step, redriven));
        new JobFinalizer(rig.jobs(), rig.clock()).finalizeJob(id, first, new FailedExecution.Failed("Late"));

        assertThat(rig.job(id).status()).isEqualTo(JobStatus.ROLLED_BACK);
        assertThat(rig.job(id).rollback()).contains(CLOSING);
        assertThat(rig.job(id).lastExecution()).isEqualTo(redriven);
        assertThat(rig.twilio().numbers(ACME)).isEmpty();
    }

    @Test
    void doesEachStepOnce() {
        var id = complete(Plan.DEFAULT);
        rig.rollBack(id, Rollback.DEFAULT);
        rig.undoAll(id);
        var before = rig.job(id);
        rig.outbound().reset();

        rig.undoAll(id);

        assertThat(rig.job(id)).isEqualTo(before);
        assertThat(rig.outbound().calls()).noneMatch(call -> call.startsWith("Twilio DELETE"));
    }

    private JobId complete(Plan plan) {
        var id = rig.newJob(ACME, plan);
        rig.provision(id);
        return id;
    }

    private void assertNothingLeftBut(String account) {
        assertThat(rig.twilio().subaccounts(ACME)).containsExactly(account);
        assertThat(rig.twilio().statusOf(account)).isEqualTo("active");
        assertThat(rig.twilio().numbers(ACME)).isEmpty();
        assertThat(rig.twilio().resources(ACME)).isEmpty();
        assertThat(rig.ledger().entries(ACME).stream().filter(LedgerEntry::mayExist))
                .extracting(LedgerEntry::sid)
                .containsExactly(Optional.of(account));
        assertThat(Set.copyOf(rig.ledger().sids(ACME).values())).containsExactly(account);
    }

    private String number() {
        return "api.twilio.com/2010-04-01/Accounts/"
                + rig.ledger().sid(ResourceKind.ACCOUNT.key(ACME)).orElseThrow() + "/IncomingPhoneNumbers.json";
    }

    private String message(JobId id, StepName step) {
        return rig.step(id, step).message();
    }
}
