package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.job.Plan;
import dev.tenantry.core.job.Resource;
import dev.tenantry.core.job.Step;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.ledger.LedgerEntry;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.steps.Outbound.Fault;
import dev.tenantry.steps.SimulatedTwilio.AnyResource;
import dev.tenantry.steps.SimulatedTwilio.OwnedNumber;
import dev.tenantry.twilio.failure.NotProcessedException;
import dev.tenantry.twilio.failure.ProvisioningFailure;
import dev.tenantry.twilio.failure.UnknownOutcomeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Makes each call that a step sends out go wrong in each way, one after the other, and runs the step again as the state
 * machine does. However it went, there must be exactly one of everything in the end, and nobody may have seen the job
 * go backwards.
 */
@Execution(ExecutionMode.CONCURRENT)
class CrashSweepTest {
    /** The state machine's waits between attempts, each by the mean of its jitter. */
    private static final List<Duration> WAITS = Stream.of(1, 2, 4, 8, 16, 30, 30, 30, 30, 30)
            .map(Duration::ofSeconds)
            .toList();

    /** In the order in which a job and its steps may take them here. */
    private static final List<String> STATUSES = List.of("PENDING", "RUNNING", "COMPLETE");

    @RegisterExtension
    final Rig rig = new Rig();

    private int organisations;

    /** What each step needs, as the state machine has it. */
    private static final Map<StepName, List<StepName>> NEEDS = Map.of(
            StepName.CREATE_SUBACCOUNT, List.of(),
            StepName.ATTACH_NUMBERS,
                    List.of(
                            StepName.CREATE_SUBACCOUNT,
                            StepName.BUY_NUMBERS,
                            StepName.CREATE_MESSAGING_SERVICE,
                            StepName.CREATE_TWIML_APPLICATION),
            StepName.SET_EMERGENCY_ADDRESS, List.of(StepName.CREATE_SUBACCOUNT, StepName.BUY_NUMBERS));

    private static final Plan PLAN = Rig.EVERYTHING;

    /** What one attempt did, and what was wrong afterwards. */
    private record Outcome(Map<Integer, Fault> faults, List<String> calls, List<String> violations) {
        boolean passed() {
            return violations.isEmpty();
        }

        @Override
        public String toString() {
            return faults.entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(fault -> fault.getValue() + " at " + fault.getKey() + " " + calls.get(fault.getKey()))
                            .toList()
                    + ": " + violations;
        }
    }

    /** Each step that makes something, and a call of it that makes it. */
    @ParameterizedTest
    @CsvSource({
        "CREATE_SUBACCOUNT, POST Accounts.json",
        "CREATE_API_KEY, POST Keys.json",
        "BUY_NUMBERS, POST IncomingPhoneNumbers.json",
        "CREATE_MESSAGING_SERVICE, POST Services",
        "CREATE_TWIML_APPLICATION, POST Applications.json",
        "CREATE_SIP_TRUNK, POST OriginationUrls",
        "ATTACH_NUMBERS, POST PhoneNumbers",
        "SET_EMERGENCY_ADDRESS, POST Addresses.json",
        "SET_SPEND_ALARM, POST Triggers.json",
        "SUBSCRIBE_TO_EVENTS, POST Subscriptions",
        "CREATE_VERIFY_SERVICE, POST Services"
    })
    void makesEverythingOnceWhateverGoesWrong(StepName step, String creation) {
        var outcomes = sweep(step, Map.of(), call -> true);

        assertPassed(step.title(), outcomes);
        assertThat(callsThatWentWrong(outcomes))
                .as("every call went wrong")
                .hasSameSizeAs(callsOf(step))
                .containsValues(
                        "Twilio " + creation, "DynamoDB GetItem", "DynamoDB UpdateItem", "DynamoDB TransactWriteItems");
    }

    /** After a lost answer the steps make calls of another kind, the look-up above all, and these go wrong here. */
    @ParameterizedTest
    @CsvSource({
        "CREATE_SUBACCOUNT, POST Accounts.json, GET Accounts.json",
        "CREATE_API_KEY, POST Keys.json, DELETE SK….json",
        "BUY_NUMBERS, POST IncomingPhoneNumbers.json, GET IncomingPhoneNumbers.json",
        "CREATE_MESSAGING_SERVICE, POST Services, GET Services",
        "CREATE_TWIML_APPLICATION, POST Applications.json, GET Applications.json",
        "CREATE_SIP_TRUNK, POST Trunks, GET Trunks",
        "SET_EMERGENCY_ADDRESS, POST Addresses.json, GET Addresses.json",
        "SET_SPEND_ALARM, POST Triggers.json, GET Triggers.json",
        "SUBSCRIBE_TO_EVENTS, POST Sinks, GET Sinks",
        "CREATE_VERIFY_SERVICE, POST Services, GET Services"
    })
    void makesEverythingOnceWhateverGoesWrongInTheRecovery(StepName step, String creation, String lookUp) {
        var lost = Map.of(callsOf(step).indexOf("Twilio " + creation), Fault.ANSWER_LOST);

        var outcomes = sweep(step, lost, CrashSweepTest::concernsTheResource);

        assertPassed(step.title() + ", in the recovery", outcomes);
        assertThat(callsThatWentWrong(outcomes)).containsValues("Twilio " + lookUp, "DynamoDB UpdateItem");
    }

    /** The negative control: the sweep sees duplicates where there are some. */
    @ParameterizedTest
    @CsvSource({
        "CREATE_SUBACCOUNT, 2 subaccounts",
        "BUY_NUMBERS, 3 numbers",
        "CREATE_MESSAGING_SERVICE, 2 messaging_services",
        "CREATE_TWIML_APPLICATION, 2 applications",
        "SET_SPEND_ALARM, 2 usage_triggers"
    })
    void findsTheDuplicatesOfStepsWhoseLookUpsAreBlind(StepName step, String violation) {
        rig.relay().emptyLists();

        var outcomes = sweep(step, Map.of(), call -> call.startsWith("Twilio POST "));

        print(step.title() + ", with blind look-ups", outcomes);
        assertThat(outcomes.stream().flatMap(outcome -> outcome.violations().stream()))
                .contains(violation);
    }

    /** Each fault at each of these calls that come after the faults that are always there. */
    private List<Outcome> sweep(StepName step, Map<Integer, Fault> always, Predicate<String> which) {
        var outcomes = new ArrayList<Outcome>();
        var calls = attempt(step, always).calls();
        var first = always.isEmpty() ? 0 : Collections.max(always.keySet()) + 1;
        for (var index = first; index < calls.size(); index++) {
            for (var fault : which.test(calls.get(index)) ? faultsOf(calls.get(index)) : Set.<Fault>of()) {
                var faults = new HashMap<>(always);
                faults.put(index, fault);
                var outcome = attempt(step, faults);
                assertThat(outcome.calls().get(index)).isEqualTo(calls.get(index));
                outcomes.add(outcome);
            }
        }
        return outcomes;
    }

    private static Set<Fault> faultsOf(String call) {
        var impossible =
                switch (call.substring(0, call.indexOf(' '))) {
                    // An SDK hides from its caller how a call went wrong.
                    case "DynamoDB" -> Set.of(Fault.LOST_ON_THE_WAY);
                    case "KMS", "SecretsManager" -> Set.of(Fault.LOST_ON_THE_WAY, Fault.REPEATED);
                    // Nothing may send a request to Twilio again by itself.
                    default -> Set.of(Fault.REPEATED);
                };
        return EnumSet.complementOf(EnumSet.copyOf(impossible));
    }

    /** Rather than the job: a call to Twilio or to the ledger. */
    private static boolean concernsTheResource(String call) {
        return call.startsWith("Twilio ") || call.equals("DynamoDB UpdateItem");
    }

    private List<String> callsOf(StepName step) {
        var outcome = attempt(step, Map.of());
        assertThat(outcome.violations()).isEmpty();
        return outcome.calls();
    }

    private void assertPassed(String what, List<Outcome> outcomes) {
        print(what, outcomes);
        assertThat(outcomes).filteredOn(outcome -> !outcome.passed()).isEmpty();
        assertThat(rig.outbound().struck()).containsOnlyKeys(Fault.values());
    }

    /** By their index in the step's calls. */
    private static Map<Integer, String> callsThatWentWrong(List<Outcome> outcomes) {
        var calls = new HashMap<Integer, String>();
        for (var outcome : outcomes) {
            var last = Collections.max(outcome.faults().keySet());
            calls.put(last, outcome.calls().get(last));
        }
        return calls;
    }

    /** One new organisation's step, with these faults, until it is complete. */
    private Outcome attempt(StepName step, Map<Integer, Fault> faults) {
        var orgId = new OrgId("org-" + organisations++);
        var id = rig.newJob(orgId, PLAN);
        rig.outbound().reset();
        rig.run(
                id,
                NEEDS.getOrDefault(step, List.of(StepName.CREATE_SUBACCOUNT)).toArray(StepName[]::new));
        rig.outbound().reset();
        faults.forEach(rig.outbound()::plan);
        var violations = new ArrayList<String>();
        try {
            runAsTheStateMachineDoes(step, id);
        } catch (ProvisioningFailure end) {
            violations.add("ended with " + end);
        }
        var calls = rig.outbound().calls();
        rig.outbound().reset();
        var job = rig.job(id);
        violations.addAll(violationsAtTwilio(step, orgId));
        violations.addAll(violationsOfTheStep(orgId, job.step(step)));
        violations.addAll(violationsOfTheEvents(step, job.version(), rig.events(id)));
        return new Outcome(faults, calls, violations);
    }

    private void runAsTheStateMachineDoes(StepName step, JobId id) {
        for (var wait : WAITS) {
            try {
                rig.run(rig.handler(step), id);
                return;
            } catch (NotProcessedException | UnknownOutcomeException again) {
                rig.clock().advance(wait);
                rig.outbound().revive();
            }
        }
        rig.run(rig.handler(step), id);
    }

    /** Of everything one, of the planned numbers each one, and nothing that the ledger does not know. */
    private List<String> violationsAtTwilio(StepName step, OrgId orgId) {
        var violations = new ArrayList<String>();
        var ledger = rig.ledger().entries(orgId);
        var subaccounts = rig.twilio().subaccounts(orgId);
        var numbers = rig.twilio().numbers(orgId);
        var others = rig.twilio().resources(orgId);
        check(violations, subaccounts.size() == 1, subaccounts.size() + " subaccounts");
        check(violations, rig.ledger().secret(Marker.subaccount(orgId)).isPresent(), "no auth token");
        var needsNumbers = step == StepName.BUY_NUMBERS
                || NEEDS.getOrDefault(step, List.of()).contains(StepName.BUY_NUMBERS);
        check(violations, numbers.size() == (needsNumbers ? PLAN.numberCount() : 0), numbers.size() + " numbers");
        others.stream()
                .collect(Collectors.groupingBy(AnyResource::type, Collectors.counting()))
                .forEach((type, count) -> check(violations, count == 1, count + " " + type));
        var atTwilio = Stream.of(
                        subaccounts.stream(),
                        numbers.stream().map(OwnedNumber::sid),
                        others.stream().map(AnyResource::sid))
                .flatMap(sids -> sids);
        var recorded = ledger.stream().map(LedgerEntry::sid).flatMap(Optional::stream);
        check(violations, atTwilio.sorted().toList().equals(recorded.sorted().toList()), "orphans");
        return violations;
    }

    /** What the step says that it made is what the ledger has of it. */
    private List<String> violationsOfTheStep(OrgId orgId, Step step) {
        var violations = new ArrayList<String>();
        var told = step.resources().stream().map(Resource::sid).toList();
        check(violations, step.status() == StepStatus.COMPLETE, "step " + step.status());
        check(violations, rig.ledger().sids(orgId).values().containsAll(told), "resources " + step.resources());
        check(violations, told.size() == made(step.name()), told.size() + " resources told");
        return violations;
    }

    private static int made(StepName step) {
        return switch (step) {
            case ATTACH_NUMBERS, CHECK_SETUP -> 0;
            case BUY_NUMBERS, CREATE_SIP_TRUNK, SUBSCRIBE_TO_EVENTS -> 2;
            default -> 1;
        };
    }

    private static List<String> violationsOfTheEvents(StepName step, long version, List<JsonNode> events) {
        var violations = new ArrayList<String>();
        var versions =
                events.stream().map(event -> event.get("version").longValue()).toList();
        var gapless = LongStream.rangeClosed(1, version).boxed().toList();
        check(violations, versions.equals(gapless), "versions " + versions);
        check(violations, goesForward(events, "/job/status"), "the job went backwards");
        var ofTheStep = events.stream()
                .filter(event -> event.at("/step/name").asText().equals(step.id()))
                .toList();
        check(violations, goesForward(ofTheStep, "/step/status"), "the step went backwards");
        return violations;
    }

    private static boolean goesForward(List<JsonNode> events, String status) {
        var ranks = events.stream()
                .map(event -> STATUSES.indexOf(event.at(status).asText()))
                .toList();
        return !ranks.contains(-1) && ranks.equals(ranks.stream().sorted().toList());
    }

    private static void check(List<String> violations, boolean holds, String otherwise) {
        if (!holds) {
            violations.add(otherwise);
        }
    }

    private static void print(String what, List<Outcome> outcomes) {
        var passed = outcomes.stream().filter(Outcome::passed).count();
        System.out.println("Crash sweep of " + what + ": " + passed + " / " + outcomes.size());
    }
}
