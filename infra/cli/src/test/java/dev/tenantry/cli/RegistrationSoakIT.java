package dev.tenantry.cli;

import static dev.tenantry.cli.RunningSystem.accepted;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.cli.option.FaultOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many organisations register at once, while Twilio's answers go wrong and its lists lag, three of ten of its callbacks
 * are lost, and one of ten comes twice: none is stuck, and in the end each has at Twilio what an organisation has that
 * nothing happened to, and has paid what that one paid.
 *
 * <p>By default six organisations, and fewer faults than in {@link SoakIT}: a registration makes some sixty calls, and
 * what goes wrong is mostly waited for. The system properties {@code soak.registrations} and {@code soak.faults} ask
 * for more; docs/failures.md has the command.
 */
@Tag("long")
class RegistrationSoakIT {
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final double SPEED = 50;

    private static final int ORGANISATIONS = Integer.getInteger("soak.registrations", 6);
    private static final String FAULTS = System.getProperty("soak.faults", "timeout=0.1%,500=2%,429=2%,drop=3%,lag=5s");
    private static final String QUIET = "quiet";
    /** What nothing but events tells is not lost: a number's registration would be waited for in vain. */
    private static final String NUMBERS_TWICE =
            "{\"type\": \"*.number-registration.*\", \"rate\": 1, \"action\": {\"type\": \"duplicate\"}}";

    private static final String LOST = "{\"rate\": 0.3, \"action\": {\"type\": \"drop\"}}";
    private static final String TWICE = "{\"rate\": 0.1, \"action\": {\"type\": \"duplicate\"}}";

    private RunningSystem system;

    @AfterEach
    void stop() {
        system.close();
    }

    @Test
    void noneIsPaidTwiceAndNoneIsStuck() throws Exception {
        system = RunningSystem.start(RunningSystem.inMemory(SPEED), PATIENCE).insisting();
        var plan = Files.readString(Path.of("../../docs/examples/registrations.json"));
        system.ended(system.trigger(QUIET, plan));
        FaultOptions.parse(FAULTS).install(system.twilioUrl());
        system.tellTwilio("callbacks/rules", NUMBERS_TWICE);
        system.tellTwilio("callbacks/rules", LOST);
        system.tellTwilio("callbacks/rules", TWICE);
        var begin = System.nanoTime();

        var ids = IntStream.range(0, ORGANISATIONS)
                .mapToObj("registers-%03d"::formatted)
                .map(org -> system.trigger(org, plan))
                .toList();
        var retried = ids.stream().filter(id -> isRetried(system.ended(id))).toList();
        var jobs = ids.stream().map(system::ended).toList();

        System.out.printf(
                "Registrations of %d organisations, %.0f s: %d complete, %d of them after a retry%n",
                jobs.size(),
                (System.nanoTime() - begin) / 1e9,
                jobs.stream().filter(RegistrationSoakIT::isComplete).count(),
                retried.size());
        assertThat(jobs).filteredOn(job -> !isComplete(job)).isEmpty();
        var expected = atTwilio(QUIET);
        assertThat(expected).containsEntry("brand-registration", 1L).containsEntry("campaign-vetting", 1L);
        assertThat(jobs)
                .extracting(job -> job.get("orgId").textValue())
                .allSatisfy(org -> assertThat(atTwilio(org)).as(org).isEqualTo(expected));
    }

    /** Each job that was left FAILED by what went wrong has one more try. */
    private boolean isRetried(JsonNode job) {
        var failed = !isComplete(job);
        if (failed) {
            accepted(system.act(job.get("id").textValue(), "retry", ""));
        }
        return failed;
    }

    private static boolean isComplete(JsonNode job) {
        return job.get("status").textValue().equals("COMPLETE");
    }

    /**
     * How many of which resources an organisation has, and how many of which fees it has paid. How often its papers
     * were evaluated is of no account.
     */
    private Map<String, Long> atTwilio(String org) {
        return Stream.of("resources", "charges", "numbers")
                .flatMap(kind ->
                        system.belongings(org, kind).map(one -> one.path("type").asText(kind)))
                .filter(type -> !type.equals("evaluations"))
                .collect(groupingBy(type -> type, counting()));
    }
}
