package dev.tenantry.twilio.simulator.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.twilio.simulator.TwilioSimulator;
import dev.tenantry.twilio.simulator.openapi.Exchange;
import dev.tenantry.twilio.simulator.testing.AllOperationsClient;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Everything that others recorded of the real Twilio and that the simulator answers, too, held against what the
 * simulator answers: each property of a recording must be there, with its type. The recordings lie beside the
 * repository, so this says so and passes over them where they are absent; {@link RealAnswersTest} runs everywhere.
 */
class RecordingsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What Twilio showed when an old recording was made, and shows no more, by what is found. */
    private static final List<Pattern> GONE = List.of(
            // Recorded until 2022, and not in 2026.
            Pattern.compile("r\\d+ /available_phone_numbers/\\*/capabilities/fax is missing"),
            // Recorded in 2016, and not in 2020.
            Pattern.compile("r03[01] .*/subresource_uris/(media|sandbox|sms_messages) is missing"),
            // Recorded in 2020; today's documents have no such link.
            Pattern.compile("r052 /links/broadcasts is missing"));

    @Test
    void everySuccessHasThePropertiesThatWereRecorded() throws Exception {
        var file = Recording.file();
        assumeTrue(Files.isRegularFile(file), () -> "skipped: no recordings of Twilio at " + file.toAbsolutePath());
        var exchanges = new ArrayList<Exchange>();
        try (var simulator =
                TwilioSimulator.builder().speed(Double.POSITIVE_INFINITY).start()) {
            new AllOperationsClient(simulator, exchanges::add).run();
        }
        var differences = new TreeSet<String>();
        var compared = new TreeSet<String>();
        for (var recording : Recording.read(file)) {
            if (recording.isSuccess() && !recording.kind().equals("sample")) {
                var answers = answers(recording, exchanges);
                if (!answers.isEmpty()) {
                    compared.add(recording.id());
                    Shape.of(List.of(recording.body())).differencesFrom(Shape.of(answers)).stream()
                            .map(difference -> recording.id() + " " + difference)
                            .filter(difference -> GONE.stream().noneMatch(known -> known.matcher(difference)
                                    .matches()))
                            .forEach(differences::add);
                }
            }
        }
        System.out.println("Compared with recordings of Twilio: " + compared);
        assertThat(differences).isEmpty();
        assertThat(compared).hasSizeGreaterThan(35);
    }

    private static List<JsonNode> answers(Recording recording, List<Exchange> exchanges) throws Exception {
        var bodies = new ArrayList<JsonNode>();
        for (var exchange : exchanges) {
            var request = exchange.request();
            Optional<Exchange.Answer> answer = exchange.answer().filter(one -> one.status() < 300);
            if (answer.isPresent() && recording.isOf(request.method(), request.host(), request.path())) {
                bodies.add(JSON.readTree(answer.get().body()));
            }
        }
        return bodies;
    }
}
