package dev.tenantry.cli;

import static dev.tenantry.cli.RunningSystem.elements;
import static dev.tenantry.cli.RunningSystem.json;
import static dev.tenantry.cli.RunningSystem.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Cancelled and failed jobs, and their recovery, through nothing but the public contracts. */
class RecoveryIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static RunningSystem system;

    @BeforeAll
    static void start() throws Exception {
        system = RunningSystem.start(RunningSystem.inMemory(20), PATIENCE).insisting();
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void aCancelledJobKeepsWhatItMadeAndGoesOnFromThereWhenItIsRetried() {
        var number = system.holdTwilio("**/IncomingPhoneNumbers.json", "phone-number-US-toll-free-1");
        var id = system.trigger("paused", "{\"numbers\":[{\"type\":\"toll-free\",\"count\":2}]}");
        await().atMost(PATIENCE).until(() -> status(step(id, "buy-numbers")), "RUNNING"::equals);

        var cancelling = system.act(id, "cancel", "");
        system.releaseTwilio(number);

        assertThat(cancelling.statusCode()).isEqualTo(202);
        var cancelled = system.ended(id);
        assertThat(status(cancelled)).isEqualTo("CANCELLED");
        assertThat(statuses(cancelled)).doesNotContain("PENDING", "RUNNING");
        assertThat(status(step(id, "create-subaccount"))).isEqualTo("COMPLETE");
        assertThat(eventsBy(id)).contains("local");

        var retried = system.act(id, "retry", "");

        assertThat(retried.statusCode()).as(retried.body()).isEqualTo(202);
        var job = system.ended(id);
        assertThat(status(job)).as(job.toString()).isEqualTo("COMPLETE");
        assertThat(job.at("/executions/0/redriveCount").intValue()).isEqualTo(1);
        assertThat(step(id, "create-subaccount").get("attempt").intValue()).isEqualTo(1);
        assertThat(step(id, "buy-numbers").get("attempt").intValue()).isGreaterThan(1);
        assertThat(numbersOf("paused")).isEqualTo(2);
        assertThat(system.versions(id)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aFailedJobIsRetriedWithACorrectedPlan() {
        var id = system.trigger("recovered", "{\"numbers\":[{\"areaCode\":\"212\"}]}");
        assertThat(status(system.ended(id))).isEqualTo("FAILED");

        var retried = system.act(id, "retry", "{\"numbers\":[{\"areaCode\":\"415\"}],\"verify\":true}");

        assertThat(retried.statusCode()).as(retried.body()).isEqualTo(202);
        var job = system.ended(id);
        assertThat(status(job)).as(job.toString()).isEqualTo("COMPLETE");
        assertThat(job.at("/plan/numbers/0/areaCode").textValue()).isEqualTo("415");
        assertThat(status(step(id, "create-verify-service"))).isEqualTo("COMPLETE");
        assertThat(step(id, "create-subaccount").get("attempt").intValue()).isEqualTo(1);
        assertThat(job.at("/executions/1/name").textValue()).isEqualTo(id + "-r2");
        assertThat(numbersOf("recovered")).isEqualTo(1);
    }

    @Test
    void aJobThatWorksOrIsCompleteCannotBeRetriedAndSaysWhatCanBeDone() {
        var id = system.trigger("sound", "{}");

        var early = system.act(id, "retry", "{\"verify\":true}");

        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(json(early.body()).get("code").textValue()).isEqualTo("invalid-state");
        assertThat(json(early.body()).get("allowedActions"))
                .extracting(JsonNode::textValue)
                .containsExactly("cancel");
        assertThat(status(system.ended(id))).isEqualTo("COMPLETE");
        assertThat(system.act(id, "cancel", "").statusCode()).isEqualTo(409);
        assertThat(system.act("job_00000000000000000000000000", "retry", "").statusCode())
                .isEqualTo(404);
    }

    @Tag("long")
    @Test
    void anOlderJobIsNotTakenUpAgain() {
        var older = system.trigger("superseded", "{\"numbers\":[{\"areaCode\":\"212\"}]}");
        system.ended(older);
        var newer = system.trigger("superseded", "{}");
        system.ended(newer);

        var retried = system.act(older, "retry", "");

        assertThat(retried.statusCode()).isEqualTo(409);
        assertThat(json(retried.body()).get("code").textValue()).isEqualTo("overtaken");
        assertThat(json(retried.body()).get("existingJob").textValue()).endsWith(newer);
    }

    @Test
    void aTenantIsRolledBackAndProvisionedAgain() {
        var id = system.trigger("undone", "{\"verify\":true}");
        assertThat(status(system.ended(id))).isEqualTo("COMPLETE");
        assertThat(numbersOf("undone")).isEqualTo(2);

        var preview = system.act(id, "rollback", "{\"dryRun\":true}");

        assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
        assertThat(elements(json(preview.body()).get("steps"))
                        .filter(step -> step.get("name").textValue().equals("buy-numbers"))
                        .flatMap(step -> elements(step.get("resources"))))
                .hasSize(2);
        assertThat(status(system.job(id))).isEqualTo("COMPLETE");

        var rollback = system.act(id, "rollback", "");

        assertThat(rollback.statusCode()).as(rollback.body()).isEqualTo(202);
        assertThat(status(json(rollback.body()))).isEqualTo("ROLLING_BACK");
        var undone = system.ended(id);
        assertThat(status(undone)).as(undone.toString()).isEqualTo("ROLLED_BACK");
        assertThat(undone.at("/progress/percent").intValue()).isEqualTo(100);
        assertThat(status(step(id, "buy-numbers"))).isEqualTo("UNDONE");
        assertThat(step(id, "buy-numbers").get("message").textValue())
                .matches("Released 2 phone numbers \\(\\+\\d+, \\+\\d+\\)");
        assertThat(undone.at("/executions/1/name").textValue()).isEqualTo(id + "-rb1");
        assertThat(numbersOf("undone")).isZero();
        assertThat(system.versions(id)).isSorted().doesNotHaveDuplicates();
        assertThat(system.act(id, "retry", "").statusCode()).isEqualTo(409);

        var again = system.trigger("undone", "{}");

        assertThat(status(system.ended(again))).isEqualTo("COMPLETE");
        assertThat(numbersOf("undone")).isEqualTo(2);
    }

    @Tag("long")
    @Test
    void aRollbackThatFailedGoesOnWhereItStopped() {
        var id = system.trigger("stuck", "{\"numbers\":[{\"type\":\"toll-free\"}]}");
        system.ended(id);
        var service =
                step(id, "create-messaging-service").at("/resources/0/sid").textValue();
        system.tellTwilio("faults", """
                {"method": "DELETE", "path": "/v1/Services/%s", "fault": {"type": "refuse", "code": 20005, "status": 403}}""".formatted(service));

        system.act(id, "rollback", "");

        var failed = system.ended(id);
        assertThat(status(failed)).as(failed.toString()).isEqualTo("ROLLBACK_FAILED");
        var stuck = step(id, "create-messaging-service");
        assertThat(status(stuck)).isEqualTo("COMPLETE");
        assertThat(stuck.at("/error/nextAction").textValue()).contains("roll the job back again");
        assertThat(status(step(id, "create-api-key"))).isEqualTo("COMPLETE");

        var again = system.act(id, "rollback", "{}");

        assertThat(again.statusCode()).as(again.body()).isEqualTo(202);
        var undone = system.ended(id);
        assertThat(status(undone)).as(undone.toString()).isEqualTo("ROLLED_BACK");
        assertThat(undone.at("/executions/1/redriveCount").intValue()).isEqualTo(1);
    }

    @Tag("long")
    @Test
    void aFailedJobGoesOnWhenSomebodyRedrivesItsExecutionInTheConsole() {
        system.tellTwilio("faults", """
                {"method": "POST", "path": "**/IncomingPhoneNumbers.json", "parameters": {"FriendlyName": "phone-number-US-local-415-1"},
                 "fault": {"type": "refuse", "code": 20005, "status": 403}}""");
        var id = system.trigger("redriven", "{\"numbers\":[{\"areaCode\":\"415\"}],\"verify\":true}");
        var failed = system.ended(id);
        assertThat(status(failed)).as(failed.toString()).isEqualTo("FAILED");

        redrive(failed.at("/executions/0/arn").textValue());

        await().atMost(PATIENCE).until(() -> status(system.job(id)), "COMPLETE"::equals);
        assertThat(system.job(id).at("/executions/0/redriveCount").intValue()).isEqualTo(1);
        assertThat(system.job(id).get("executions")).hasSize(1);
        assertThat(step(id, "create-subaccount").get("attempt").intValue()).isEqualTo(1);
        assertThat(step(id, "buy-numbers").get("attempt").intValue()).isEqualTo(2);
        assertThat(numbersOf("redriven")).isEqualTo(1);
        assertThat(eventsBy(id)).containsOnlyOnce("Step Functions redrive");
        assertThat(system.versions(id)).isSorted().doesNotHaveDuplicates();
    }

    @Tag("long")
    @Test
    void aRollbackThatFailedGoesOnWhenSomebodyRedrivesItsExecutionInTheConsole() {
        var id = system.trigger("pressed", "{}");
        system.ended(id);
        var service =
                step(id, "create-messaging-service").at("/resources/0/sid").textValue();
        system.tellTwilio("faults", """
                {"method": "DELETE", "path": "/v1/Services/%s", "fault": {"type": "refuse", "code": 20005, "status": 403}}""".formatted(service));
        system.act(id, "rollback", "");
        var failed = system.ended(id);
        assertThat(status(failed)).as(failed.toString()).isEqualTo("ROLLBACK_FAILED");

        redrive(failed.at("/executions/1/arn").textValue());

        await().atMost(PATIENCE).until(() -> status(system.job(id)), "ROLLED_BACK"::equals);
        assertThat(numbersOf("pressed")).isZero();
        assertThat(system.job(id).at("/executions/1/redriveCount").intValue()).isEqualTo(1);
    }

    /** As the AWS console does. */
    private static void redrive(String executionArn) {
        try (var stepFunctions = SfnClient.builder()
                .endpointOverride(system.awsUrl())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build()) {
            stepFunctions.redriveExecution(redrive -> redrive.executionArn(executionArn));
        }
    }

    private static JsonNode step(String id, String name) {
        return RunningSystem.step(system.job(id), name);
    }

    private static Stream<String> statuses(JsonNode job) {
        return elements(job.get("steps")).map(RunningSystem::status);
    }

    private static Stream<String> eventsBy(String id) {
        return system.events(id).stream().map(event -> event.get("by").textValue());
    }

    private static long numbersOf(String org) {
        return system.belongings(org, "numbers").count();
    }
}
