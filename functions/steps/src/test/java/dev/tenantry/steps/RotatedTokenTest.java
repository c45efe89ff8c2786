package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.Rollback;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** Credentials that somebody exchanges at Twilio while the product holds the earlier ones. */
class RotatedTokenTest {
    private static final String READ_ACCOUNT = "GET api.twilio.com/2010-04-01/Accounts/{AC}.json";

    @RegisterExtension
    final StepTestFixture rig = new StepTestFixture();

    @Test
    void aTokenThatIsExchangedBeforeEachStepStopsNone() {
        var id = rig.newJob(StepTestFixture.ACME, RegistrationPlans.EVERYTHING);
        rig.run(rig.createSubaccount(), id);
        for (var step : StepName.values()) {
            rig.twilio().rotateToken(StepTestFixture.ACME);
            rig.twilio().forgetRequests();

            rig.run(id, step);

            assertThat(rig.twilio().operations().stream()
                            .filter(READ_ACCOUNT::equals)
                            .count())
                    .as("look-ups of " + step)
                    .isLessThanOrEqualTo(1);
        }
        rig.run(rig.complete(), id);
        assertThat(rig.job(id).status()).isEqualTo(JobStatus.COMPLETE);
        assertThat(rig.twilio().subaccounts(StepTestFixture.ACME)).hasSize(1);
        assertThat(rig.twilio().numbers(StepTestFixture.ACME))
                .hasSize(rig.job(id).plan().numberCount());
    }

    @Test
    void aTriggerAfterAnExchangeStoresTheCurrentToken() {
        var first = rig.newJob(StepTestFixture.ACME, StepTestFixture.numbers(1));
        rig.provision(first);
        var token = rig.twilio().rotateToken(StepTestFixture.ACME);
        var second = rig.newJob(StepTestFixture.ACME, StepTestFixture.numbers(2));

        rig.run(rig.createSubaccount(), second);
        assertThat(rig.secretOf(ResourceKind.ACCOUNT.key(StepTestFixture.ACME))).isEqualTo(token);

        rig.provision(second);
        assertThat(rig.job(second).status()).isEqualTo(JobStatus.COMPLETE);
        assertThat(rig.twilio().numbers(StepTestFixture.ACME)).hasSize(2);
    }

    @Test
    void aRollbackUndoesEverythingThoughTheTokenIsExchangedBeforeEachStep() {
        var id = rig.newJob(StepTestFixture.ACME, StepTestFixture.EVERYTHING);
        rig.provision(id);
        rig.rollBack(id, Rollback.DEFAULT);

        for (var step : StepName.inRollbackOrder()) {
            rig.twilio().rotateToken(StepTestFixture.ACME);
            rig.undo(id, step);
        }

        assertThat(rig.job(id).status()).isEqualTo(JobStatus.ROLLED_BACK);
        assertThat(rig.twilio().numbers(StepTestFixture.ACME)).isEmpty();
        assertThat(rig.twilio().resources(StepTestFixture.ACME)).isEmpty();
    }

    @Test
    void whoIsRefusedForAnotherReasonLooksTheTokenUpOnce() {
        var id = rig.newJob(StepTestFixture.ACME, StepTestFixture.EVERYTHING);
        StepGroup.TENANT.steps().stream()
                .filter(step -> step != StepName.CHECK_SETUP)
                .forEach(step -> rig.run(id, step));
        rig.twilio().setStatus(rig.twilio().subaccounts(StepTestFixture.ACME).getFirst(), "closed");
        rig.twilio().forgetRequests();

        var failure = rig.fail(PermanentFailureException.class, rig.checkSetup(), id);

        assertThat(failure.twilioCode()).hasValue(20003);
        assertThat(failure.nextAction()).contains("neither suspended nor closed");
        assertThat(rig.twilio().operations()).containsOnlyOnce(READ_ACCOUNT);
    }

    @Test
    void withoutTheOperatorsCredentialsAPersonIsAskedForThemAndARetryGoesOn() {
        var id = rig.newJobWithSubaccount(StepTestFixture.numbers(1));
        rig.twilio().rotateToken(StepTestFixture.ACME);
        var good = secret(rig.twilio().authToken());
        rig.storeSecret("");

        var failure = rig.fail(NeedsHumanException.class, rig.buyNumbers(), id);

        assertThat(failure.getMessage()).startsWith("The operator's Twilio credentials cannot be read.");
        assertThat(rig.twilio().numbers(StepTestFixture.ACME)).isEmpty();
        rig.storeSecret(good);
        rig.cancel(id);
        var again = rig.newJob(StepTestFixture.ACME, StepTestFixture.numbers(1));
        rig.provision(again);
        assertThat(rig.job(again).status()).isEqualTo(JobStatus.COMPLETE);
    }

    @Test
    void theOperatorsTokenMayBeExchangedBetweenItsReadingAndItsUse() {
        var id = rig.newJob(StepTestFixture.ACME, StepTestFixture.numbers(1));
        var earlier = secret(rig.twilio().authToken());
        var later = secret(rig.twilio().rotateOperatorsToken());
        var readings = new AtomicInteger();
        rig.answerSecret(() -> GetSecretValueResponse.builder()
                .secretString(readings.incrementAndGet() == 1 ? earlier : later)
                .build());

        assertThat(rig.run(rig.createSubaccount(), id)).endsWith(" created");

        assertThat(readings).hasValue(2);
    }

    @Test
    void anApiKeyThatSomebodyReplacedAtTwilioIsReplacedByTheNextJob() {
        var first = rig.newJob(StepTestFixture.ACME, StepTestFixture.numbers(1));
        rig.provision(first);
        var key = ResourceKind.API_KEY.key(StepTestFixture.ACME);
        var deleted = rig.ledger().sid(key).orElseThrow();
        var secret = rig.secretOf(key);
        var path = "api.twilio.com/2010-04-01/Accounts/"
                + rig.twilio().subaccounts(StepTestFixture.ACME).getFirst() + "/Keys";
        rig.twilio().act(StepTestFixture.ACME, "DELETE", path + "/" + deleted + ".json", "");
        JobId second = rig.newJob(StepTestFixture.ACME, StepTestFixture.numbers(1));

        rig.provision(second);

        assertThat(rig.job(second).status()).isEqualTo(JobStatus.COMPLETE);
        assertThat(rig.ledger().sid(key).orElseThrow()).isNotEqualTo(deleted);
        assertThat(rig.secretOf(key)).isNotEqualTo(secret);
    }

    private String secret(String token) {
        return "{\"accountSid\":\"%s\",\"authToken\":\"%s\"}"
                .formatted(rig.twilio().accountSid(), token);
    }
}
