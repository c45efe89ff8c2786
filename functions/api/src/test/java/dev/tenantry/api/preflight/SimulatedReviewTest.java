package dev.tenantry.api.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.json.Json;
import dev.tenantry.twilio.simulator.a2p.CampaignRequirements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * The simulated Twilio reviews campaigns by rules of its own, from the same published requirements. What it rejects,
 * the pre-flight must predict: otherwise somebody pays for a rejection that could be read beforehand.
 */
class SimulatedReviewTest {
    private static final int LEAST_REJECTED = 60;

    private int predicted;
    private final List<String> rejected = new ArrayList<>();
    private final List<String> unpredicted = new ArrayList<>();
    private final List<String> acceptable = new ArrayList<>();

    @Test
    void whatItRejectsIsPredictedWithTheSameCode() throws IOException {
        for (var file : PreflightTest.FILES) {
            for (var one : Json.parse(PreflightTest.resource(file).orElseThrow())) {
                compare(one);
            }
        }
        System.out.printf(
                "Of %d campaigns whose rejection is predicted the simulator rejects %d; without a prediction %d, and of those"
                        + " that reviewers accept %d%n",
                predicted, rejected.size(), unpredicted.size(), acceptable.size());
        assertThat(unpredicted).isEmpty();
        assertThat(acceptable).isEmpty();
        assertThat(rejected).hasSizeGreaterThanOrEqualTo(LEAST_REJECTED);
    }

    /** What the documents show is not rejected by anybody. */
    @Test
    void theExampleMeetsTheRequirements() throws IOException {
        var plan = Json.parse(Files.readString(Path.of("../../docs/examples/registrations.json")));

        assertThat(CampaignRequirements.unmet(texts(plan.at("/a2p/campaign")))).isEmpty();
    }

    private void compare(JsonNode one) {
        var plan = PreflightTest.merged(PreflightTest.base(), one.get("plan"));
        var findings = PreflightTest.rejections(plan);
        if (plan.at("/a2p/campaign/samples").isMissingNode()
                || findings.stream().anyMatch(finding -> finding.code().isEmpty())) {
            // No campaign, or a plan that is not valid and reaches no reviewer.
            return;
        }
        if (findings.stream().anyMatch(finding -> finding.pointer().startsWith("/a2p/campaign"))) {
            predicted++;
        }
        var unmet = CampaignRequirements.unmet(texts(plan.at("/a2p/campaign")));
        if (unmet.isEmpty()) {
            return;
        }
        int code = unmet.getFirst().code();
        var line = one.get("name").textValue() + " " + code;
        var isPredicted = findings.stream().anyMatch(finding -> finding.code().orElseThrow() == code);
        (isPredicted ? rejected : unpredicted).add(line);
        if (one.get("rejectedWith").isEmpty()) {
            acceptable.add(line);
        }
    }

    private static CampaignRequirements.Texts texts(JsonNode campaign) {
        return new CampaignRequirements.Texts(
                campaign.path("useCase").asText(),
                campaign.path("description").asText(),
                campaign.path("messageFlow").asText(),
                StreamSupport.stream(campaign.path("samples").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList(),
                campaign.path("hasEmbeddedLinks").asBoolean(),
                campaign.path("hasEmbeddedPhone").asBoolean(),
                campaign.path("isAgeGated").asBoolean(),
                campaign.path("privacyPolicyUrl").asText(""),
                campaign.path("termsUrl").asText(""));
    }
}
