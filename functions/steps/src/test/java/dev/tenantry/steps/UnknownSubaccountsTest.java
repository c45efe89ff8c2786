package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.StepError;
import dev.tenantry.core.job.SubaccountChoice.Adopt;
import dev.tenantry.core.job.SubaccountChoice.Create;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.steps.engine.ExactlyOnce;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A subaccount of the organisation's name that somebody else has made. */
class UnknownSubaccountsTest {
    @RegisterExtension
    final StepTestFixture rig = new StepTestFixture();

    private JobId id;
    private String theirs;

    @BeforeEach
    void aSubaccountOfTheName() {
        theirs = rig.twilio().createSubaccount("acme");
        id = rig.newJob(StepTestFixture.ACME, StepTestFixture.numbers(1));
    }

    @Test
    void makesTheStepAskAndCreatesNone() {
        ask();

        assertThat(error().code()).isEqualTo("needs-human");
        assertThat(error().message())
                .isEqualTo("Twilio has an active subaccount named \"acme\" that this system has not created: " + theirs
                        + ".");
        assertThat(error().nextAction())
                .startsWith("Operator: ")
                .contains("{\"subaccount\": {\"adopt\": \"AC…\"}} and the SID of that one of " + theirs)
                .contains("{\"subaccount\": {\"create\": true}}");
        assertThat(subaccounts()).containsExactly(theirs);
        assertThat(rig.ledger().entries(StepTestFixture.ACME)).isEmpty();
    }

    @Test
    void isAskedForAgainByARetryWithoutAnAnswerAndByTheNextJob() {
        ask();
        rig.cancel(id);
        id = rig.newJob(StepTestFixture.ACME, StepTestFixture.numbers(1));
        ask();

        assertThat(subaccounts()).containsExactly(theirs);
    }

    @Test
    void isAdoptedWhenAPersonSaysSo() {
        ask();
        rig.retry(id, new Adopt(theirs));

        assertThat(create()).isEqualTo("Subaccount " + theirs + " adopted");

        assertThat(subaccounts()).containsExactly(theirs);
        assertThat(rig.ledger().sid(ResourceKind.ACCOUNT.key(StepTestFixture.ACME)))
                .hasValue(theirs);
        rig.provision(id);
        assertThat(rig.job(id).status()).isEqualTo(JobStatus.COMPLETE);
        assertThat(rig.twilio().numbers(StepTestFixture.ACME)).hasSize(1);
    }

    @Test
    void getsAnotherOneBesideItWhenAPersonSaysSo() {
        ask();
        rig.retry(id, new Create());

        assertThat(create()).endsWith(" created").doesNotContain(theirs);

        assertThat(subaccounts()).hasSize(2).contains(theirs);
        assertThat(rig.ledger().sid(ResourceKind.ACCOUNT.key(StepTestFixture.ACME)))
                .isNotEmpty()
                .get()
                .isNotEqualTo(theirs);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dropped-before", "done-but-500", "done-but-dropped"})
    void isNotTakenForTheOneWhoseCreationHasAnUnknownOutcome(String fault) {
        ask();
        rig.retry(id, new Create());
        rig.twilio().install("{\"method\": \"POST\", \"fault\": {\"type\": \"" + fault + "\"}}");

        rig.fail(UnknownOutcomeException.class, rig.createSubaccount(), id, execution());
        rig.clock().advance(ExactlyOnce.SETTLE);

        assertThat(create()).endsWith(" created").doesNotContain(theirs);
        assertThat(subaccounts()).hasSize(2).contains(theirs);
    }

    @Test
    void onlyOneOfTheOrganisationsNameIsAdopted() {
        var globex = rig.newJob(new OrgId("globex"), StepTestFixture.numbers(1));
        rig.run(rig.createSubaccount(), globex);
        var ofGlobex = rig.twilio().subaccounts(new OrgId("globex")).getFirst();
        ask();
        for (var sid : List.of(ofGlobex, rig.twilio().accountSid(), "AC" + "0".repeat(32))) {
            rig.retry(id, new Adopt(sid));

            rig.fail(NeedsHumanException.class, rig.createSubaccount(), id, execution());

            assertThat(error().message()).startsWith("The subaccount " + sid + " cannot be adopted");
            assertThat(error().nextAction()).contains(theirs);
        }
        assertThat(rig.ledger().entries(StepTestFixture.ACME)).isEmpty();
        assertThat(subaccounts()).containsExactly(theirs);
    }

    @Test
    void oneThatIsNotActiveIsNoQuestion() {
        rig.twilio().setStatus(theirs, "closed");

        assertThat(rig.run(rig.createSubaccount(), id)).endsWith(" created").doesNotContain(theirs);
    }

    @Test
    void whatALookUpCannotTellIsTriedAgain() {
        rig.twilio().install("""
                {"method": "GET", "times": 10, "fault": {"type": "refuse", "code": 20429, "status": 429}}
                """);

        rig.fail(NotProcessedException.class, rig.createSubaccount(), id);

        assertThat(subaccounts()).containsExactly(theirs);
    }

    @Test
    void ofSeveralThatACreationMayHaveMadeAPersonChoosesOne() {
        rig.twilio().rename(theirs, "other");
        rig.twilio().install("{\"method\": \"POST\", \"fault\": {\"type\": \"done-but-500\"}}");
        rig.fail(UnknownOutcomeException.class, rig.createSubaccount(), id);
        rig.twilio().rename(theirs, "acme");
        rig.clock().advance(ExactlyOnce.SETTLE);
        rig.fail(NeedsHumanException.class, rig.createSubaccount(), id);
        assertThat(error().message()).startsWith("Several active Twilio subaccounts are named \"acme\"");
        rig.retry(id, new Adopt(theirs));

        assertThat(create()).isEqualTo("Subaccount " + theirs + " adopted");
    }

    private void ask() {
        rig.fail(NeedsHumanException.class, rig.createSubaccount(), id);
    }

    private String create() {
        return rig.run(rig.createSubaccount(), id, execution());
    }

    private Execution execution() {
        return rig.job(id).lastExecution();
    }

    private List<String> subaccounts() {
        return rig.twilio().subaccounts(StepTestFixture.ACME);
    }

    private StepError error() {
        return rig.step(id, StepName.CREATE_SUBACCOUNT).error().orElseThrow();
    }
}
