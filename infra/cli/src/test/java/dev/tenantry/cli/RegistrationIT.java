package dev.tenantry.cli;

import static dev.tenantry.cli.RunningSystem.elements;
import static dev.tenantry.cli.RunningSystem.json;
import static dev.tenantry.cli.RunningSystem.step;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Registrations from trigger to end, through the whole system and nothing but its public contracts: the simulated
 * Twilio's reviewers take half a second where people take ten days.
 */
@Execution(ExecutionMode.SAME_THREAD)
class RegistrationIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final double SPEED = 20;
    private static final List<String> A2P = List.of(
            "register-customer-profile",
            "register-trust-product",
            "register-brand",
            "register-campaign",
            "register-numbers");
    private static final String NUMBERS = "register-numbers";
    private static final String TOLL_FREE = "verify-toll-free-numbers";

    private static RunningSystem system;

    @BeforeAll
    static void start() throws Exception {
        system = RunningSystem.start(RunningSystem.inMemory(SPEED), PATIENCE).insisting();
    }

    @AfterEach
    void reviewAndCallBackAsUsual() {
        system.untellTwilio("reviews/rules");
        system.untellTwilio("callbacks/rules");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void aTenantIsUsableAtOnceAndRegisteredWhenItsReviewsEnd() {
        var id = system.trigger("registered", plan());

        var job = system.ended(id);

        assertThat(RunningSystem.status(job)).as(job.toString()).isEqualTo("COMPLETE");
        assertThat(A2P).allSatisfy(step -> assertThat(status(job, step)).isEqualTo("COMPLETE"));
        assertThat(status(job, TOLL_FREE)).isEqualTo("COMPLETE");
        assertThat(elements(job.get("executions"))
                        .map(execution -> execution.get("name").textValue()))
                .containsExactlyInAnyOrder(id, id + "-a2p", id + "-toll-free");
        assertThat(charges("registered", "brand")).isEqualTo(1);
        assertThat(charges("registered", "campaign")).isEqualTo(1);
        // Usable before both: the job waits, and only then are they registered.
        var waits = version(id, event -> event.at("/job/status").asText().equals("WAITING"));
        assertThat(waits).isLessThan(version(id, event -> isComplete(event, "register-campaign")));
        assertThat(waits).isLessThan(version(id, event -> isComplete(event, TOLL_FREE)));
        assertThat(system.versions(id)).isSorted().doesNotHaveDuplicates();
    }

    /** All but the numbers, which have no status to read: their step waits on, and can be cancelled. */
    @Tag("long")
    @Test
    void aTenantIsRegisteredWhenTwilioNeverCallsBack() {
        system.tellTwilio("callbacks/rules", "{\"rate\": 1.0, \"action\": {\"type\": \"drop\"}}");
        var id = system.trigger("unheard", plan());
        await().atMost(PATIENCE).until(() -> status(system.job(id), NUMBERS), "WAITING"::equals);
        await().atMost(PATIENCE).until(() -> status(system.job(id), TOLL_FREE), "COMPLETE"::equals);

        var waiting = system.job(id);
        assertThat(A2P).filteredOn(step -> !step.equals(NUMBERS)).allSatisfy(step -> assertThat(status(waiting, step))
                .isEqualTo("COMPLETE"));
        assertThat(step(waiting, NUMBERS).at("/waitingFor/who").textValue()).isEqualTo("the carriers");
        assertThat(charges("unheard", "brand")).isEqualTo(1);
        assertThat(charges("unheard", "campaign")).isEqualTo(1);

        assertThat(system.act(id, "cancel", "").statusCode()).isEqualTo(202);
        assertThat(RunningSystem.status(system.ended(id))).isEqualTo("CANCELLED");
    }

    @Tag("long")
    @Test
    void aRejectedBrandLeavesTheRestAloneAndIsCorrectedByARetryWithoutAnotherFee() {
        review("{\"kind\": \"brand\", \"outcome\": {\"type\": \"reject\", \"code\": 30795}}");
        review("{\"kind\": \"toll-free\", \"outcome\": {\"type\": \"never\"}}");
        var id = system.trigger("corrected", plan());
        await().atMost(PATIENCE).until(() -> status(system.job(id), "register-numbers"), "CANCELLED"::equals);

        var rejected = system.job(id);
        assertThat(RunningSystem.status(rejected)).isEqualTo("WAITING");
        assertThat(rejected.get("usable").booleanValue()).isTrue();
        assertThat(status(rejected, "register-brand")).isEqualTo("FAILED");
        assertThat(step(rejected, "register-brand").at("/error/message").textValue())
                .contains("EIN");
        assertThat(status(rejected, TOLL_FREE)).isEqualTo("WAITING");
        approve(step(rejected, TOLL_FREE).at("/resources/0/sid").textValue());
        assertThat(RunningSystem.status(system.ended(id))).isEqualTo("FAILED");

        var amended = (ObjectNode) json(plan());
        ((ObjectNode) amended.at("/business/registration")).put("number", "98-7654321");
        var retried = system.act(id, "retry", amended.toString());

        assertThat(retried.statusCode()).as(retried.body()).isEqualTo(202);
        assertThat(json(retried.body()).get("usable").booleanValue()).isTrue();
        var job = system.ended(id);
        assertThat(RunningSystem.status(job)).as(job.toString()).isEqualTo("COMPLETE");
        assertThat(charges("corrected", "brand")).isEqualTo(1);

        // The scan compares the business's data too. What a retry that is refused was sent is erased again.
        assertThat(system.get("/v1/orgs/corrected/drift").get("findings").intValue())
                .isZero();
        ((ObjectNode) amended.at("/business/registration")).put("number", "11-1111111");
        assertThat(system.act(id, "retry", amended.toString()).statusCode()).isEqualTo(409);
    }

    @Tag("long")
    @Test
    void aCampaignOfWhichTwilioTakesNoCorrectionIsPaidAgainWithConsentOnly() {
        review("{\"kind\": \"campaign\", \"outcome\": {\"type\": \"reject\", \"code\": 30964}}");
        var id = system.trigger("consented", plan());
        assertThat(RunningSystem.status(system.ended(id))).isEqualTo("FAILED");
        assertThat(step(system.job(id), "register-campaign")
                        .at("/error/nextAction")
                        .textValue())
                .contains("/a2p/campaign/samples", "\"acceptFees\": true");

        var refused = system.act(id, "retry", "");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(json(refused.body()).get("code").textValue()).isEqualTo("consent-required");
        assertThat(json(refused.body()).get("nextAction").textValue())
                .contains("15.00 USD once", "\"acceptFees\": true");
        assertThat(charges("consented", "campaign")).isEqualTo(1);

        var retried = system.act(id, "retry", "{\"acceptFees\": true}");
        assertThat(retried.statusCode()).as(retried.body()).isEqualTo(202);
        var job = system.ended(id);
        assertThat(RunningSystem.status(job)).as(job.toString()).isEqualTo("COMPLETE");
        assertThat(charges("consented", "campaign")).isEqualTo(2);
        assertThat(charges("consented", "brand")).isEqualTo(1);
    }

    @Tag("long")
    @Test
    void aJobThatWaitsIsCancelledAndRolledBack() {
        review("{\"kind\": \"brand\", \"outcome\": {\"type\": \"never\"}}");
        review("{\"kind\": \"toll-free\", \"outcome\": {\"type\": \"never\"}}");
        var id = system.trigger("cancelled", plan());
        await().atMost(PATIENCE).until(() -> status(system.job(id), "register-brand"), "WAITING"::equals);
        await().atMost(PATIENCE).until(() -> RunningSystem.status(system.job(id)), "WAITING"::equals);

        var cancel = system.act(id, "cancel", "");

        assertThat(cancel.statusCode()).as(cancel.body()).isEqualTo(202);
        var cancelled = system.ended(id);
        assertThat(cancelled.get("status").textValue()).isEqualTo("CANCELLED");
        assertThat(cancelled.get("usable").booleanValue()).isTrue();
        assertThat(status(cancelled, "register-brand")).isEqualTo("CANCELLED");
        assertThat(status(cancelled, TOLL_FREE)).isEqualTo("CANCELLED");

        var rollback = system.act(id, "rollback", "");

        assertThat(rollback.statusCode()).as(rollback.body()).isEqualTo(202);
        var undone = system.ended(id);
        assertThat(RunningSystem.status(undone)).as(undone.toString()).isEqualTo("ROLLED_BACK");
        assertThat(charges("cancelled", "brand")).isEqualTo(1);
    }

    /** The operator's own back end sends with the tenant's API key, and asks before which of the senders may. */
    @Test
    void sendersAreReadyWhenTwilioTakesTheirMessages() {
        review("{\"kind\": \"campaign\", \"outcome\": {\"type\": \"never\"}}");
        review("{\"kind\": \"toll-free\", \"outcome\": {\"type\": \"never\"}}");
        var id = system.trigger("sending", plan());
        await().atMost(PATIENCE).until(() -> status(system.job(id), "register-campaign"), "WAITING"::equals);
        await().atMost(PATIENCE).until(() -> status(system.job(id), TOLL_FREE), "WAITING"::equals);

        assertThat(toTheUnitedStates()).containsExactlyInAnyOrder("not-yet 30034", "not-yet 30034", "not-yet 30032");
        assertThat(refusals()).containsExactlyInAnyOrder(30034, 30034, 30032);

        approve(step(system.job(id), "register-campaign").at("/resources/0/sid").textValue());
        approve(step(system.job(id), TOLL_FREE).at("/resources/0/sid").textValue());
        assertThat(RunningSystem.status(system.ended(id))).isEqualTo("COMPLETE");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(toTheUnitedStates()).containsOnly("ready"));
        assertThat(refusals()).containsOnly(0);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(readinessNotices()).containsExactly("info", "info", "info"));

        // Twilio tells nobody of a suspension; the next job sees it.
        decide(step(system.job(id), "register-campaign").at("/resources/0/sid").textValue(), "suspend");
        assertThat(refusals()).containsExactlyInAnyOrder(30033, 30033, 0);
        var next = system.trigger("sending", plan());
        assertThat(RunningSystem.status(system.ended(next))).isEqualTo("FAILED");
        assertThat(step(system.job(next), "register-campaign")
                        .at("/error/upstream/code")
                        .intValue())
                .isEqualTo(30990);
        assertThat(toTheUnitedStates()).containsExactlyInAnyOrder("no 30033", "no 30033", "ready");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(readinessNotices())
                .containsExactly("warning", "warning", "info", "info", "info"));
    }

    /** What is predicted before anything is paid is what the reviewers then say. */
    @Test
    void aCampaignThatDoesNotMeetTheRequirementsIsRejectedAsPredicted() {
        var unclear = (ObjectNode) json(plan());
        ((ObjectNode) unclear.at("/a2p/campaign"))
                .put("messageFlow", "Patients agree when they become our customers, on paper.");
        var preflight = system.preflight(unclear.toString());
        assertThat(preflight.get("rejectionExpected").booleanValue()).isTrue();

        var id = system.trigger("predicted", unclear.toString());

        assertThat(RunningSystem.status(system.ended(id))).isEqualTo("FAILED");
        var code = step(system.job(id), "register-campaign").at("/error/upstream/code");
        assertThat(elements(preflight.get("findings"))
                        .map(finding -> finding.path("code").intValue()))
                .contains(code.intValue());
    }

    /** The severities of the notices of senders that became ready or stopped being so, the newest first. */
    private static List<String> readinessNotices() {
        return elements(system.get("/v1/orgs/sending/notices?limit=100").get("notices"))
                .filter(notice -> notice.get("kind").textValue().equals("sender-readiness"))
                .map(notice -> notice.get("severity").textValue())
                .toList();
    }

    /** The verdicts of all senders on text messages to the United States. */
    private static List<String> toTheUnitedStates() {
        return elements(system.get("/v1/orgs/sending/senders").get("senders"))
                .map(sender -> sender.at("/destinations/0"))
                .map(verdict -> verdict.get("status").textValue()
                        + (verdict.has("code") ? " " + verdict.get("code").intValue() : ""))
                .toList();
    }

    /** Twilio's codes for a message from each of the senders to the United States; 0 for one that is delivered. */
    private static List<Integer> refusals() {
        var credentials = system.get("/v1/orgs/sending/credentials");
        return elements(credentials.get("phoneNumbers"))
                .map(number -> refusal(credentials, number.textValue()))
                .toList();
    }

    private static int refusal(JsonNode credentials, String from) {
        var messages = "/api.twilio.com/2010-04-01/Accounts/"
                + credentials.get("accountSid").textValue() + "/Messages";
        var sent = asTenant(
                credentials,
                "POST",
                messages + ".json",
                "From=%2B" + from.substring(1) + "&To=%2B14155550199&Body=Hello");
        var path = messages + "/" + sent.get("sid").textValue() + ".json";
        return await().atMost(PATIENCE)
                .until(
                        () -> asTenant(credentials, "GET", path, ""),
                        message -> message.get("status").textValue().endsWith("delivered"))
                .get("error_code")
                .asInt(0);
    }

    private static JsonNode asTenant(JsonNode credentials, String method, String path, String form) {
        var key = credentials.get("apiKeySid").textValue() + ":"
                + credentials.get("apiKeySecret").textValue();
        var request = HttpRequest.newBuilder(system.twilioUrl().resolve(path))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(key.getBytes(UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString(form))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return json(client.send(request, BodyHandlers.ofString()).body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("Interrupted while Twilio was asked", interrupted);
        }
    }

    private static String plan() {
        try {
            return Files.readString(Path.of("../../docs/examples/registrations.json"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void review(String rule) {
        system.tellTwilio("reviews/rules", rule);
    }

    private static void approve(String sid) {
        decide(sid, "approve");
    }

    private static void decide(String sid, String outcome) {
        system.tellTwilio(
                "reviews/decisions", "{\"sid\": \"" + sid + "\", \"outcome\": {\"type\": \"" + outcome + "\"}}");
    }

    private static String status(JsonNode job, String step) {
        return RunningSystem.status(step(job, step));
    }

    private static boolean isComplete(JsonNode event, String step) {
        return event.at("/step/name").asText().equals(step)
                && event.at("/step/status").asText().equals("COMPLETE");
    }

    private static long version(String id, Predicate<JsonNode> which) {
        return system.events(id).stream()
                .filter(which)
                .findFirst()
                .orElseThrow()
                .get("version")
                .longValue();
    }

    /** How often the organisation paid for something of this kind. */
    private static long charges(String org, String kind) {
        return system.belongings(org, "charges")
                .filter(charge -> charge.get("type").textValue().startsWith(kind))
                .count();
    }
}
