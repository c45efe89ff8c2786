package dev.tenantry.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.twilio.simulator.TwilioSimulator;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class FaultOptionsTest {
    @Test
    void theSimulatorTakesEveryKindOfFault() throws Exception {
        var options = FaultOptions.parse(
                "timeout=1%,500=1%,429=1%,drop=1%,slow=1%,malformed=1%,html=1%,sold=10%,lag=2.5s,seed=7");

        var rules = installed(options);

        assertThat(rules)
                .extracting(rule -> rule.at("/fault/type").textValue())
                .containsExactly(
                        "done-but-timed-out",
                        "done-but-500",
                        "refuse",
                        "refuse",
                        "dropped-before",
                        "done-but-dropped",
                        "slow",
                        "malformed-body",
                        "html-body",
                        "refuse",
                        "lagging-list");
        assertThat(options.seed()).isEqualTo(7);
        assertThat(rules.getLast().at("/fault/lagMillis").longValue()).isEqualTo(2500);
        assertThat(rules.get(3).at("/fault/retryAfterSeconds").intValue()).isPositive();
    }

    @Test
    void eachFaultGetsItsShareOfAllRequests() {
        var rules = FaultOptions.parse("timeout=50%,500=25%,malformed=25%").rules();

        assertThat(rules).extracting(FaultOptions.Rule::rate).containsExactly(0.5, 0.5, 1.0);
    }

    @Test
    void oneShareIsSpreadOverTheMostCommonFaultsWithLaggingLists() {
        var rules = FaultOptions.parse("8%").rules();

        assertThat(rules.getFirst().rate()).isCloseTo(0.02, within(1e-9));
        assertThat(rules)
                .extracting(rule -> rule.fault().type())
                .containsExactly(
                        "done-but-timed-out",
                        "done-but-500",
                        "refuse",
                        "refuse",
                        "dropped-before",
                        "done-but-dropped",
                        "lagging-list");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "lots",
                "500",
                "500=5",
                "500=-5%",
                "500=5%,500=5%",
                "200=5%",
                "lag=5",
                "seed=x",
                "500=60%,429=60%",
                "500=5%,"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> FaultOptions.parse(text)).isInstanceOf(TypeConversionException.class);
    }

    private static List<JsonNode> installed(FaultOptions options) throws Exception {
        try (var simulator = TwilioSimulator.builder().start();
                var client = HttpClient.newHttpClient()) {
            options.install(simulator.baseUrl());
            var request = HttpRequest.newBuilder(simulator.baseUrl().resolve("/_simulator/faults"))
                    .build();
            var answer = new ObjectMapper()
                    .readTree(client.send(request, BodyHandlers.ofString()).body());
            var rules = new ArrayList<JsonNode>();
            answer.get("faults").forEach(report -> rules.add(report.get("rule")));
            return rules;
        }
    }
}
