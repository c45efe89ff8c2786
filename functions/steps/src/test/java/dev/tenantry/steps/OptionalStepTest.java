package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobRetry;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.Step;
import dev.tenantry.core.job.StepStatus;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The steps without whose result a tenant is usable, when Twilio refuses them. */
class OptionalStepTest {
    @RegisterExtension
    final StepTestFixture rig = StepTestFixture.inMemory();

    @ParameterizedTest
    @CsvSource({
        "CREATE_VERIFY_SERVICE, **/v2/Services, 60248",
        "ADD_ALPHA_SENDER, **/AlphaSenders, 21709",
        "SET_SPEND_ALARM, **/Usage/Triggers.json, 20422"
    })
    void leavesTheTenantUsable(StepName step, String path, int code) {
        refuse(path, code);
        var id = rig.newJob(StepTestFixture.ACME, StepTestFixture.EVERYTHING);

        rig.provision(id);

        assertThat(rig.step(id, step).status()).isEqualTo(StepStatus.FAILED);
        assertThat(rig.step(id, step)
                        .error()
                        .orElseThrow()
                        .upstream()
                        .orElseThrow()
                        .code())
                .isEqualTo(code);
        assertThat(rig.job(id).steps())
                .filteredOn(other -> other.name() != step && other.name().group() == StepGroup.TENANT)
                .allMatch(other -> other.status() == StepStatus.COMPLETE);
        assertThat(rig.step(id, StepName.CHECK_SETUP).message()).contains("10 more resources as planned");
        assertThat(rig.job(id).status()).isEqualTo(JobStatus.FAILED);
        assertThat(rig.job(id).usable()).isTrue();
    }

    @Test
    void isMadeByARetryWhichTakesANewExecution() {
        refuse("**/v2/Services", 60248);
        var id = rig.newJob(StepTestFixture.ACME, StepTestFixture.EVERYTHING);
        rig.provision(id);
        var retry = new JobRetry(rig.job(id), StepTestFixture.EVERYTHING);

        assertThat(retry.groupsToRestart()).containsExactly(StepGroup.TENANT);
        assertThat(retry.keepsFinishedSteps(StepGroup.TENANT)).isFalse();

        retry(id);
        rig.provision(id);

        assertThat(rig.job(id).steps()).allMatch(OptionalStepTest::isOver);
        assertThat(rig.job(id).status()).isEqualTo(JobStatus.COMPLETE);
    }

    /** Its function may run twice, and a person is asked only once. */
    @Test
    void doesNotAskTwilioAgainInTheSameAttempt() {
        refuse("**/v2/Services", 60248);
        var id = rig.newJobWithSubaccount(StepTestFixture.EVERYTHING);
        rig.run(id, StepName.CREATE_VERIFY_SERVICE);
        rig.twilio().forgetRequests();

        rig.run(id, StepName.CREATE_VERIFY_SERVICE);

        assertThat(rig.twilio().requests()).isEmpty();
        assertThat(rig.step(id, StepName.CREATE_VERIFY_SERVICE).status()).isEqualTo(StepStatus.FAILED);
    }

    /** What may still succeed is left to the state machine's retries. */
    @Test
    void isTriedAgainAfterAFailureOfTheMoment() {
        rig.twilio().install("""
                {"method": "POST", "path": "**/v2/Services", "times": 9,
                 "fault": {"type": "refuse", "code": 20429, "status": 429}}
                """);
        var id = rig.newJobWithSubaccount(StepTestFixture.EVERYTHING);

        rig.fail(NotProcessedException.class, rig.handler(StepName.CREATE_VERIFY_SERVICE), id);

        assertThat(rig.step(id, StepName.CREATE_VERIFY_SERVICE).status()).isEqualTo(StepStatus.RUNNING);
    }

    private void retry(JobId id) {
        var now = rig.clock().instant();
        rig.jobs()
                .update(
                        id,
                        job -> Optional.of(
                                job.retry(job.plan(), new Execution(id.value() + "-r2", "arn"), "somebody", now)));
    }

    private static boolean isOver(Step step) {
        return step.status() == StepStatus.COMPLETE || step.status() == StepStatus.SKIPPED;
    }

    private void refuse(String path, int code) {
        rig.twilio().install("""
                {"method": "POST", "path": "%s", "fault": {"type": "refuse", "code": %d, "status": 400}}
                """.formatted(path, code));
    }
}
