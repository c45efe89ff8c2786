package dev.tenantry.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.cli.api.Drift;
import dev.tenantry.cli.api.Drift.Difference;
import dev.tenantry.cli.api.Drift.Resource;
import dev.tenantry.cli.api.Drift.Unknown;
import dev.tenantry.cli.api.Drift.Unlisted;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DriftTableTest {
    @Test
    void whatIsNotAsPlannedHasALineAndTheRestIsCounted() {
        var drift = new Drift(
                3,
                List.of(
                        resource("account", "AC1", "in-sync", List.of(), Optional.empty()),
                        resource("api-key", "SK1", "missing", List.of(), Optional.empty()),
                        resource(
                                "application",
                                "AP1",
                                "drifted",
                                List.of(
                                        new Difference(
                                                "voiceUrl",
                                                Optional.of("https://acme.example"),
                                                Optional.of("https://else.example")),
                                        new Difference(
                                                "statusCallback", Optional.empty(), Optional.of("https://b.example")),
                                        new Difference("destination", Optional.empty(), Optional.empty())),
                                Optional.empty()),
                        resource("trunk", "TK1", "unchecked", List.of(), Optional.of("Twilio is busy."))),
                List.of(new Unknown("phone-number", "PN1", Optional.of("+14155550100"))),
                List.of(new Unlisted("trunk", "Twilio is busy.")));

        assertThat(String.join("\n", DriftTable.lines(drift))).isEqualTo("""
                1 of 4 resources are as planned; 3 findings.

                missing    api-key       SK1  api-key
                drifted    application   AP1  voiceUrl: https://acme.example was planned, it is https://else.example; \
                statusCallback: none was planned, it is https://b.example; destination: another value
                unchecked  trunk         TK1  Twilio is busy.
                unknown    phone-number  PN1  +14155550100
                Not known is whether there is more of trunk: Twilio is busy.""");
    }

    private static Resource resource(
            String type, String sid, String status, List<Difference> differences, Optional<String> reason) {
        return new Resource(type, type, Optional.of(sid), Optional.empty(), status, differences, reason);
    }
}
