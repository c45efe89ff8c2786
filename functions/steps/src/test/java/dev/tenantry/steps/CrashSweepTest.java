package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

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

    private static final Subject CREATE =
            new Subject(StepName.CREATE_SUBACCOUNT, Rig::createSubaccount, "account", List.of());
    private static final Subject BUY = new Subject(
            StepName.BUY_NUMBERS,
            Rig::buyNumbers,
            "phone-number",
            List.of("phone-number-US-local-1", "phone-number-US-local-2"));

    /**
     * What is swept.
     *
     * @param step a step
     * @param handler its handler
     * @param type what it makes
     * @param numbers the names of all numbers that must be there after it
     */
    private record Subject(
            StepName step,
            Function<Rig, RequestHandler<StepInput, StepOutput>> handler,
            String type,
            List<String> numbers) {}

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

    @Test
    void createsOneSubaccountWhateverGoesWrong() {
        var outcomes = sweep(CREATE, Map.of(), call -> true);

        assertPassed("create subaccount", outcomes);
        assertThat(callsThatWentWrong(outcomes))
                .hasSizeGreaterThanOrEqualTo(12)
                .containsValues(
                        "SecretsManager GetSecretValue",
                        "Twilio POST Accounts.json",
                        "KMS Encrypt",
                        "DynamoDB GetItem",
                        "DynamoDB UpdateItem",
                        "DynamoDB TransactWriteItems");
    }

    @Test
    void buysThePlannedNumbersWhateverGoesWrong() {
        var outcomes = sweep(BUY, Map.of(), call -> true);

        assertPassed("buy numbers", outcomes);
        assertThat(callsThatWentWrong(outcomes))
                .hasSizeGreaterThanOrEqualTo(16)
                .containsValues(
                        "KMS Decrypt",
                        "Twilio GET Local.json",
                        "Twilio POST IncomingPhoneNumbers.json",
                        "DynamoDB GetItem",
                        "DynamoDB UpdateItem",
                        "DynamoDB TransactWriteItems");
    }

    /** After a lost answer the steps make calls of another kind, the look-up above all, and these go wrong here. */
    @Test
    void createsOneSubaccountWhateverGoesWrongInTheRecovery() {
        var lost = Map.of(callsOf(CREATE).indexOf("Twilio POST Accounts.json"), Fault.ANSWER_LOST);

        var outcomes = sweep(CREATE, lost, CrashSweepTest::concernsTheResource);

        assertPassed("create subaccount, in the recovery", outcomes);
        assertThat(callsThatWentWrong(outcomes)).containsValues("Twilio GET Accounts.json", "DynamoDB UpdateItem");
    }

    @Test
    void buysThePlannedNumbersWhateverGoesWrongInTheRecovery() {
        var lost = Map.of(callsOf(BUY).indexOf("Twilio POST IncomingPhoneNumbers.json"), Fault.ANSWER_LOST);

        var outcomes = sweep(BUY, lost, CrashSweepTest::concernsTheResource);

        assertPassed("buy numbers, in the recovery", outcomes);
        assertThat(callsThatWentWrong(outcomes))
                .containsValues("Twilio GET IncomingPhoneNumbers.json", "DynamoDB UpdateItem");
    }

    /** The negative control: the sweep sees duplicates where there are some. */
    @Test
    void findsTheDuplicatesOfStepsWhoseLookUpsAreBlind() {
        rig.relay().emptyLists();

        var subaccounts = sweep(CREATE, Map.of(), call -> call.startsWith("Twilio POST "));
        var numbers = sweep(BUY, Map.of(), call -> call.startsWith("Twilio POST "));

        print("create subaccount, with blind look-ups", subaccounts);
        print("buy numbers, with blind look-ups", numbers);
        assertThat(violations(subaccounts)).contains("2 subaccounts");
        assertThat(violations(numbers))
                .contains("numbers [phone-number-US-local-1, phone-number-US-local-1, phone-number-US-local-2]")
                .contains("numbers [phone-number-US-local-1, phone-number-US-local-2, phone-number-US-local-2]");
    }

    /** Each fault at each of these calls that come after the faults that are always there. */
    private List<Outcome> sweep(Subject subject, Map<Integer, Fault> always, Predicate<String> which) {
        var outcomes = new ArrayList<Outcome>();
        var calls = attempt(subject, always).calls();
        var first = always.isEmpty() ? 0 : Collections.max(always.keySet()) + 1;
        for (var index = first; index < calls.size(); index++) {
            for (var fault : which.test(calls.get(index)) ? faultsOf(calls.get(index)) : Set.<Fault>of()) {
                var faults = new HashMap<>(always);
                faults.put(index, fault);
                var outcome = attempt(subject, faults);
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

    private List<String> callsOf(Subject subject) {
        var outcome = attempt(subject, Map.of());
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
    private Outcome attempt(Subject subject, Map<Integer, Fault> faults) {
        var orgId = new OrgId("org-" + organisations++);
        var id = rig.newJob(orgId, Plan.DEFAULT);
        rig.outbound().reset();
        if (subject.step() == StepName.BUY_NUMBERS) {
            rig.run(rig.createSubaccount(), id);
            rig.outbound().reset();
        }
        faults.forEach(rig.outbound()::plan);
        var violations = new ArrayList<String>();
        try {
            runAsTheStateMachineDoes(subject, id);
        } catch (ProvisioningFailure end) {
            violations.add("ended with " + end);
        }
        var calls = rig.outbound().calls();
        rig.outbound().reset();
        var ledger = rig.ledger().entries(orgId);
        check(violations, rig.ledger().secret(Marker.subaccount(orgId)).isPresent(), "no auth token");
        var job = rig.job(id);
        violations.addAll(violationsAtTwilio(
                subject, rig.twilio().subaccounts(orgId), rig.twilio().numbers(orgId), ledger));
        violations.addAll(violationsOfTheStep(subject, job.step(subject.step()), ledger));
        violations.addAll(violationsOfTheEvents(subject, job.version(), rig.events(id)));
        return new Outcome(faults, calls, violations);
    }

    private void runAsTheStateMachineDoes(Subject subject, JobId id) {
        for (var wait : WAITS) {
            try {
                rig.run(subject.handler().apply(rig), id);
                return;
            } catch (NotProcessedException | UnknownOutcomeException again) {
                rig.clock().advance(wait);
                rig.outbound().revive();
            }
        }
        rig.run(subject.handler().apply(rig), id);
    }

    private static List<String> violationsAtTwilio(
            Subject subject, List<String> subaccounts, List<OwnedNumber> numbers, List<LedgerEntry> ledger) {
        var violations = new ArrayList<String>();
        check(violations, subaccounts.size() == 1, subaccounts.size() + " subaccounts");
        var names = numbers.stream().map(OwnedNumber::friendlyName).sorted().toList();
        check(violations, names.equals(subject.numbers()), "numbers " + names);
        var atTwilio = Stream.concat(subaccounts.stream(), numbers.stream().map(OwnedNumber::sid));
        var recorded = ledger.stream().map(LedgerEntry::sid).flatMap(Optional::stream);
        check(violations, atTwilio.sorted().toList().equals(recorded.sorted().toList()), "orphans");
        return violations;
    }

    private static List<String> violationsOfTheStep(Subject subject, Step step, List<LedgerEntry> ledger) {
        var violations = new ArrayList<String>();
        var recorded = ledger.stream()
                .filter(entry -> entry.marker().type().equals(subject.type()))
                .map(entry -> new Resource(subject.type(), entry.sid().orElse("")))
                .toList();
        check(violations, step.status() == StepStatus.COMPLETE, "step " + step.status());
        check(violations, step.resources().equals(recorded), "resources " + step.resources());
        return violations;
    }

    private static List<String> violationsOfTheEvents(Subject subject, long version, List<JsonNode> events) {
        var violations = new ArrayList<String>();
        var versions =
                events.stream().map(event -> event.get("version").longValue()).toList();
        var gapless = LongStream.rangeClosed(1, version).boxed().toList();
        check(violations, versions.equals(gapless), "versions " + versions);
        check(violations, goesForward(events, "/job/status"), "the job went backwards");
        var ofTheStep = events.stream()
                .filter(event ->
                        event.at("/step/name").asText().equals(subject.step().id()))
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

    private static List<String> violations(List<Outcome> outcomes) {
        return outcomes.stream()
                .flatMap(outcome -> outcome.violations().stream())
                .toList();
    }

    private static void print(String what, List<Outcome> outcomes) {
        var passed = outcomes.stream().filter(Outcome::passed).count();
        System.out.println("Crash sweep of " + what + ": " + passed + " / " + outcomes.size());
    }
}
