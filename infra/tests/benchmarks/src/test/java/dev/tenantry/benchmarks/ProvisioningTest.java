package dev.tenantry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.benchmarks.Provisioning.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProvisioningTest {
    private static final String ACCOUNT = "/2010-04-01/Accounts/AC1/";

    @Test
    void addsUpAStepsRequestsAndTakesTheLongestOfTheCheckWhichAsksSideBySide() throws JsonProcessingException {
        var requests = List.of(
                request("00.150", ACCOUNT + "AvailablePhoneNumbers/US/Local.json", 200),
                request("00.400", ACCOUNT + "IncomingPhoneNumbers.json", 600),
                request("02.010", ACCOUNT + "IncomingPhoneNumbers.json", 90),
                request("02.010", "/v1/Services/MG1", 140.5));

        var measured = Provisioning.of(job("COMPLETE"), requests);

        assertThat(measured.millis()).isEqualTo(2500);
        assertThat(measured.step("Buy numbers")).isEqualTo(new Step(1000, 800));
        assertThat(measured.step("Buy numbers").ownMillis()).isEqualTo(200);
        assertThat(measured.step("Check setup")).isEqualTo(new Step(400, 140.5));
        assertThat(measured.step("Create SIP trunk")).isEqualTo(Step.NONE);
        assertThat(measured.step("Complete")).isEqualTo(Step.NONE);
    }

    @Test
    void refusesARequestThatNoStepAccountsFor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Provisioning.of(job("COMPLETE"), List.of(request("00.150", "/v1/Elsewhere", 1))))
                .withMessageContaining("/v1/Elsewhere");
    }

    @Test
    void refusesAJobThatDidNotComplete() {
        assertThatIllegalArgumentException().isThrownBy(() -> Provisioning.of(job("FAILED"), List.of()));
    }

    private static JsonNode job(String status) throws JsonProcessingException {
        return json("""
            {"status": "%s", "createdAt": "2026-11-22T10:00:00.000Z", "endedAt": "2026-11-22T10:00:02.500Z", "steps": [
              {"name": "buy-numbers", "title": "Buy numbers", "status": "COMPLETE",
               "startedAt": "2026-11-22T10:00:00.100Z", "endedAt": "2026-11-22T10:00:01.100Z"},
              {"name": "create-sip-trunk", "title": "Create SIP trunk", "status": "SKIPPED"},
              {"name": "check-setup", "title": "Check setup", "status": "COMPLETE",
               "startedAt": "2026-11-22T10:00:02.000Z", "endedAt": "2026-11-22T10:00:02.400Z"}]}""".formatted(status));
    }

    private static JsonNode request(String second, String path, double delayMillis) throws JsonProcessingException {
        return json("{\"at\": \"2026-11-22T10:00:%sZ\", \"path\": \"%s\", \"delayMillis\": %s}"
                .formatted(second, path, delayMillis));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
