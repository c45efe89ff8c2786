package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.Resource;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.job.Step;
import dev.tenantry.core.job.StepError;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.steps.engine.ExactlyOnce;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

class CreateSubaccountHandlerTest {
    @RegisterExtension
    final StepTestFixture rig = new StepTestFixture();

    private JobId id;

    @BeforeEach
    void aJob() {
        id = rig.newJob(StepTestFixture.ACME, Plan.DEFAULT);
    }

    @Test
    void createsTheSubaccountAndSaysSo() {
        var message = run();

        var sid = rig.twilio().subaccounts(StepTestFixture.ACME).getFirst();
        assertThat(message).isEqualTo("Subaccount " + sid + " created");
        assertThat(step().status()).isEqualTo(StepStatus.COMPLETE);
        assertThat(step().message()).isEqualTo(message);
        assertThat(step().resources()).containsExactly(new Resource("account", sid));
        assertThat(rig.job(id).status()).isEqualTo(JobStatus.RUNNING);
        assertThat(rig.events(id))
                .extracting(event -> event.at("/step/status").asText())
                .containsExactly("", "RUNNING", "COMPLETE");
    }

    @Test
    void keepsTheAuthTokenEncrypted() {
        run();

        var kept = rig.ledger()
                .secret(ResourceKind.ACCOUNT.key(StepTestFixture.ACME))
                .orElseThrow()
                .asUtf8String();
        assertThat(kept).startsWith("{kind=auth-token, org=acme}:").doesNotContainPattern("[0-9a-f]{32}");
    }

    @Test
    void doesNothingWhenItIsRunAgain() {
        var first = run();
        var job = rig.job(id);
        rig.twilio().forgetRequests();

        assertThat(run()).isEqualTo(first);

        assertThat(rig.twilio().requests()).isEmpty();
        assertThat(rig.job(id)).isEqualTo(job);
    }

    @Test
    void findsTheSubaccountOfAnEarlierJob() {
        rig.provision(id);
        rig.twilio().forgetRequests();
        id = rig.newJob(StepTestFixture.ACME, Plan.DEFAULT);

        var message = run();

        var sid = rig.twilio().subaccounts(StepTestFixture.ACME).getFirst();
        assertThat(message).isEqualTo("Subaccount " + sid + " was there already");
        assertThat(rig.twilio().operations()).containsExactly("GET api.twilio.com/2010-04-01/Accounts/{AC}.json");
    }

    @Test
    void saysThatSomebodyClosedTheSubaccountAndWhatToDo() {
        var sid = earlierSubaccount("closed");

        rig.fail(NeedsHumanException.class, rig.createSubaccount(), id);

        assertThat(error().message()).startsWith("Somebody closed the subaccount " + sid);
        assertThat(error().nextAction())
                .startsWith("Operator: roll the job back")
                .contains("trigger the organisation again");
        rig.cancel(id);
        rig.rollBack(id, Rollback.DEFAULT);
        rig.undoAll(id);
        id = rig.newJob(StepTestFixture.ACME, Plan.DEFAULT);
        assertThat(run()).endsWith(" created").doesNotContain(sid);
    }

    @Test
    void saysThatTheSubaccountIsSuspended() {
        var sid = earlierSubaccount("suspended");

        rig.fail(NeedsHumanException.class, rig.createSubaccount(), id);

        assertThat(error().message()).isEqualTo("The subaccount " + sid + " is suspended.");
    }

    @Test
    void saysThatItTriesAgainWhenTwilioIsBusyAndDoes() {
        rig.twilio().install("""
                {"method": "POST", "times": 4, "fault": {"type": "refuse", "code": 20429, "status": 429}}
                """);

        rig.fail(NotProcessedException.class, rig.createSubaccount(), id);

        assertThat(step().status()).isEqualTo(StepStatus.RUNNING);
        assertThat(step().message())
                .startsWith("The Twilio subaccount \"acme\" was not created: ")
                .endsWith(" Trying again.");
        assertThat(run()).endsWith(" created");
        assertThat(step().attempt()).isEqualTo(2);
        assertThat(rig.twilio().requests())
                .as("a look-up before each first creation")
                .startsWith(
                        "GET Accounts.json 200",
                        "POST Accounts.json 429",
                        "POST Accounts.json 429",
                        "POST Accounts.json 429",
                        "POST Accounts.json 429",
                        "GET Accounts.json 200",
                        "POST Accounts.json 201");
    }

    @ParameterizedTest
    @ValueSource(strings = {"done-but-500", "done-but-dropped", "malformed-body"})
    void adoptsTheSubaccountWhoseAnswerWasLost(String fault) {
        rig.twilio().install("{\"method\": \"POST\", \"fault\": {\"type\": \"" + fault + "\"}}");

        rig.fail(UnknownOutcomeException.class, rig.createSubaccount(), id);
        assertThat(step().status()).isEqualTo(StepStatus.RUNNING);
        assertThat(step().message())
                .startsWith("It is not known whether the Twilio subaccount \"acme\" was created: ")
                .endsWith(" Trying again.");
        rig.fail(NotProcessedException.class, rig.createSubaccount(), id);
        rig.clock().advance(ExactlyOnce.SETTLE);

        assertThat(run()).endsWith(" created");
        assertThat(rig.twilio().subaccounts(StepTestFixture.ACME)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dropped-before", "html-body"})
    void createsTheSubaccountThatALookUpDoesNotFind(String fault) {
        rig.twilio().install("{\"method\": \"POST\", \"fault\": {\"type\": \"" + fault + "\"}}");

        rig.fail(UnknownOutcomeException.class, rig.createSubaccount(), id);
        rig.clock().advance(ExactlyOnce.SETTLE);

        assertThat(run()).endsWith(" created");
        assertThat(rig.twilio().subaccounts(StepTestFixture.ACME)).hasSize(1);
    }

    @Test
    void endsWhenTheOperatorsCredentialsAreWrong() {
        rig.storeSecret("{\"accountSid\":\"%s\",\"authToken\":\"wrong\"}"
                .formatted(rig.twilio().accountSid()));

        rig.fail(PermanentFailureException.class, rig.createSubaccount(), id);

        assertThat(step().status()).isEqualTo(StepStatus.FAILED);
        assertThat(error().code()).isEqualTo("permanent");
        assertThat(error().message())
                .startsWith("The Twilio subaccount \"acme\" was not looked up: Twilio did not accept the account SID");
        assertThat(error().nextAction()).startsWith("Operator: check the stored credentials");
        assertThat(error().retryable()).isFalse();
        assertThat(error().upstream().orElseThrow().code()).isEqualTo(20003);
    }

    static Stream<Named<Supplier<GetSecretValueResponse>>> unusableSecrets() {
        return Stream.of(
                Named.of("missing", () -> {
                    throw ResourceNotFoundException.builder().build();
                }),
                Named.of("marked for deletion", () -> {
                    throw InvalidRequestException.builder().build();
                }),
                Named.of("bytes", () -> GetSecretValueResponse.builder()
                        .secretBinary(SdkBytes.fromUtf8String("{}"))
                        .build()),
                text(""),
                text("hunter2"),
                text("[\"hunter2\"]"),
                text("{\"accountSid\":\"AC0123\"}"),
                text("{\"accountSid\":\"AC0123\",\"authToken\":\" \"}"),
                text("{\"accountSid\":\"AC0123\",\"authToken\":2}"));
    }

    @ParameterizedTest
    @MethodSource("unusableSecrets")
    void asksTheOperatorForASecretThatCanBeUsed(Supplier<GetSecretValueResponse> secret) {
        rig.answerSecret(secret);

        var failure = rig.fail(NeedsHumanException.class, rig.createSubaccount(), id);

        assertThat(failure).hasMessageNotContaining("hunter2").hasNoCause();
        assertThat(step().status()).isEqualTo(StepStatus.FAILED);
        assertThat(error().code()).isEqualTo("needs-human");
        assertThat(error().message()).isEqualTo("The operator's Twilio credentials cannot be read.");
        assertThat(error().nextAction())
                .startsWith("Operator: ")
                .contains("the Secrets Manager secret tenantry/twilio");
        assertThat(rig.twilio().requests()).isEmpty();
    }

    @Test
    void beginsNothingThatItMayNotLiveToHearOf() {
        rig.remain(() -> Duration.ofSeconds(24));
        rig.fail(NotProcessedException.class, rig.createSubaccount(), id);
        assertThat(rig.twilio().requests()).isEmpty();
        assertThat(step().message()).isEqualTo("There is more to do than one run has time for. Trying again.");

        rig.remain(() -> Duration.ofSeconds(25));
        assertThat(run()).endsWith(" created");
    }

    private String earlierSubaccount(String status) {
        rig.provision(id);
        var sid = rig.twilio().subaccounts(StepTestFixture.ACME).getFirst();
        rig.twilio().setStatus(sid, status);
        id = rig.newJob(StepTestFixture.ACME, Plan.DEFAULT);
        return sid;
    }

    private String run() {
        return rig.run(rig.createSubaccount(), id);
    }

    private Step step() {
        return rig.step(id, StepName.CREATE_SUBACCOUNT);
    }

    private StepError error() {
        return step().error().orElseThrow();
    }

    private static Named<Supplier<GetSecretValueResponse>> text(String text) {
        return Named.of(
                "\"" + text + "\"",
                () -> GetSecretValueResponse.builder().secretString(text).build());
    }
}
