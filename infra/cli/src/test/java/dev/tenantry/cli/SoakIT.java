package dev.tenantry.cli;

import static dev.tenantry.cli.RunningSystem.accepted;
import static dev.tenantry.cli.RunningSystem.elements;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.cli.option.FaultOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many organisations while a fifth of Twilio's answers go wrong and lists lag, through nothing but the public contract:
 * every job gets there, after one retry at most, and Twilio has what the jobs say, no more and no less.
 *
 * <p>By default a hundred organisations, forty at once, and most lost answers being dropped connections, since to wait
 * 20 seconds for an answer shows nothing more. The system properties {@code soak.organisations}, {@code soak.atOnce},
 * {@code soak.seeds} and {@code soak.faults} ask for more; docs/failures.md has the command.
 */
@Tag("long")
class SoakIT {
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final double SPEED = 50;

    private static final int ORGANISATIONS = Integer.getInteger("soak.organisations", 100);
    private static final int AT_ONCE = Integer.getInteger("soak.atOnce", 40);
    private static final String SEEDS = System.getProperty("soak.seeds", "1");
    private static final String FAULTS =
            System.getProperty("soak.faults", "timeout=0.5%,500=5%,429=5%,drop=9.5%,lag=5s");

    private RunningSystem system;

    /** How an organisation's job went. */
    private record Outcome(String org, int plannedNumbers, JsonNode job, boolean retried) {
        boolean isComplete() {
            return job.get("status").textValue().equals("COMPLETE");
        }
    }

    static LongStream seeds() {
        return Arrays.stream(SEEDS.split(",")).mapToLong(Long::parseLong);
    }

    @AfterEach
    void stop() {
        system.close();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyJobGetsThereAndNothingIsMadeTwice(long seed) throws Exception {
        system = RunningSystem.start(RunningSystem.inMemory(SPEED).twilioSeed(seed), PATIENCE)
                .insisting();
        // One organisation without faults, to compare with; a rule that never strikes counts the requests.
        FaultOptions.parse("slow=0%").install(system.twilioUrl());
        var quiet = provision(0);
        var usual = requests();
        FaultOptions.parse(FAULTS).install(system.twilioUrl());
        var begin = System.nanoTime();

        var outcomes = provisionAll();

        tell(seed, (System.nanoTime() - begin) / 1e9, outcomes, usual);
        assertThat(quiet.retried()).isFalse();
        outcomes.add(quiet);
        assertThat(outcomes).filteredOn(outcome -> !outcome.isComplete()).isEmpty();
        assertTwilioHasWhatTheJobsSay(outcomes);
    }

    private List<Outcome> provisionAll() throws Exception {
        var jobs = IntStream.range(1, ORGANISATIONS)
                .<Callable<Outcome>>mapToObj(index -> () -> provision(index))
                .toList();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var outcomes = new ArrayList<Outcome>();
            for (var outcome : threads.invokeAll(jobs)) {
                outcomes.add(outcome.get());
            }
            return outcomes;
        }
    }

    private Outcome provision(int index) {
        var org = "soak-%04d".formatted(index);
        var numbers = index % 3 + 1;
        var plan = "{\"numbers\":[{\"count\":" + numbers + "}]}";
        var id = system.trigger(org, plan);
        var first = system.ended(id);
        if (first.get("status").textValue().equals("COMPLETE")) {
            return new Outcome(org, numbers, first, false);
        }
        accepted(system.act(id, "retry", ""));
        return new Outcome(org, numbers, system.ended(id), true);
    }

    /** Of every organisation one subaccount, and in it what its job's steps say that they made. */
    private void assertTwilioHasWhatTheJobsSay(List<Outcome> outcomes) {
        var state = system.twilio("state");
        var orgs = outcomes.stream().map(Outcome::org).collect(toSet());
        var accounts = elements(state.get("accounts"))
                .filter(account -> orgs.contains(account.get("friendlyName").textValue()))
                .collect(toMap(account -> account.get("sid").textValue(), account -> account.get("friendlyName")
                        .textValue()));
        assertThat(accounts.values()).as("subaccounts").containsExactlyInAnyOrderElementsOf(orgs);
        var numbers = elements(state.get("numbers"))
                .filter(number -> accounts.containsKey(number.get("accountSid").textValue()))
                .collect(groupingBy(
                        number -> accounts.get(number.get("accountSid").textValue()), counting()));
        assertThat(numbers)
                .isEqualTo(outcomes.stream().collect(toMap(Outcome::org, outcome -> (long) outcome.plannedNumbers())));
        assertThat(atTwilio(state, accounts))
                .isEqualTo(outcomes.stream().collect(toMap(Outcome::org, outcome -> told(outcome.job()))));
    }

    /** The SIDs of what each organisation has at Twilio, but the numbers' places in messaging services. */
    private static Map<String, Set<String>> atTwilio(JsonNode state, Map<String, String> accounts) {
        var owned = Stream.concat(elements(state.get("numbers")), elements(state.get("resources")))
                .filter(resource ->
                        accounts.containsKey(resource.get("accountSid").textValue()))
                .filter(resource -> !resource.path("type").asText().equals("sender_pool_numbers"))
                .collect(groupingBy(
                        resource -> accounts.get(resource.get("accountSid").textValue()),
                        mapping(resource -> resource.get("sid").textValue(), toSet())));
        accounts.forEach(
                (sid, org) -> owned.computeIfAbsent(org, _ -> new HashSet<>()).add(sid));
        return owned;
    }

    private static Set<String> told(JsonNode job) {
        return elements(job.get("steps"))
                .flatMap(step -> elements(step.get("resources")))
                .map(resource -> resource.get("sid").textValue())
                .collect(toSet());
    }

    /** How many requests the oldest rule has been asked about. */
    private long requests() {
        return system.twilio("faults").at("/faults/0/matched").longValue();
    }

    private void tell(long seed, double seconds, List<Outcome> outcomes, long usual) {
        var struck = elements(system.twilio("faults").get("faults"))
                .collect(groupingBy(
                        rule -> rule.at("/rule/fault/type").textValue(),
                        mapping(rule -> rule.get("struck").longValue(), summingLong(Long::longValue))));
        System.out.printf(
                "Soak with seed %d: %d organisations, %d at once, %.0f s; %d complete, %d of them after a retry;"
                        + " %.1f requests a job for look-ups and further attempts beside the usual %d; faults %s%n",
                seed,
                outcomes.size(),
                AT_ONCE,
                seconds,
                outcomes.stream().filter(Outcome::isComplete).count(),
                outcomes.stream().filter(Outcome::retried).count(),
                (requests() - usual) / (double) outcomes.size() - usual,
                usual,
                struck);
    }
}
