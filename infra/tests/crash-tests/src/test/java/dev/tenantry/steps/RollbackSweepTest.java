package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.job.Rollback.Numbers;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.ledger.LedgerEntry;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.steps.OutboundCalls.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * However the calls of a rollback go wrong, and wherever the job before it was cut short, in the end nothing is left at
 * Twilio but the empty subaccount, and nothing in the ledger that Twilio does not have.
 */
@Tag("long")
@Execution(ExecutionMode.CONCURRENT)
class RollbackSweepTest {
    /** The state machine's waits between attempts, each by the mean of its jitter. */
    private static final List<Duration> WAITS = Stream.of(1, 2, 4, 8, 16, 30, 30, 30, 30, 30)
            .map(Duration::ofSeconds)
            .toList();

    /** What each step needs before it, besides the subaccount. */
    private static final Map<StepName, List<StepName>> NEEDS = Map.of(
            StepName.ATTACH_NUMBERS,
            List.of(
                    StepName.BUY_NUMBERS,
                    StepName.CREATE_MESSAGING_SERVICE,
                    StepName.CREATE_TWIML_APPLICATION,
                    StepName.CREATE_SIP_TRUNK),
            StepName.ADD_ALPHA_SENDER,
            List.of(StepName.CREATE_MESSAGING_SERVICE),
            StepName.SET_EMERGENCY_ADDRESS,
            List.of(StepName.BUY_NUMBERS),
            StepName.REGISTER_TRUST_PRODUCT,
            List.of(StepName.REGISTER_CUSTOMER_PROFILE),
            StepName.REGISTER_BRAND,
            List.of(StepName.REGISTER_CUSTOMER_PROFILE, StepName.REGISTER_TRUST_PRODUCT),
            StepName.REGISTER_CAMPAIGN,
            List.of(
                    StepName.CREATE_MESSAGING_SERVICE,
                    StepName.REGISTER_CUSTOMER_PROFILE,
                    StepName.REGISTER_TRUST_PRODUCT,
                    StepName.REGISTER_BRAND),
            StepName.VERIFY_TOLL_FREE_NUMBERS,
            List.of(StepName.BUY_NUMBERS));

    /** What these have made stays where nobody can delete it, and in the ledger with it. */
    private static final Set<StepName> KEEPING =
            Set.of(StepName.REGISTER_CUSTOMER_PROFILE, StepName.REGISTER_TRUST_PRODUCT, StepName.REGISTER_BRAND);

    @RegisterExtension
    final StepTestFixture rig = StepTestFixture.inMemory();

    private final Preparations preparations = new Preparations(rig);

    /** What one attempt did, and what was wrong afterwards. */
    private record Outcome(String what, Set<String> calls, List<String> violations) {
        boolean passed() {
            return violations.isEmpty();
        }

        @Override
        public String toString() {
            return what + ": " + violations;
        }
    }

    /** Each step that has something to undo, and a call that undoes it. */
    @ParameterizedTest
    @CsvSource({
        "ATTACH_NUMBERS, RELEASE, false, DELETE PN…",
        "BUY_NUMBERS, RELEASE, false, DELETE PN….json",
        "BUY_NUMBERS, MOVE_TO_POOL, false, POST PN….json",
        "SET_EMERGENCY_ADDRESS, RELEASE, false, DELETE AD….json",
        "CREATE_VERIFY_SERVICE, RELEASE, false, DELETE VA…",
        "CREATE_SIP_TRUNK, RELEASE, false, DELETE OU…",
        "CREATE_TWIML_APPLICATION, RELEASE, false, DELETE AP….json",
        "ADD_ALPHA_SENDER, RELEASE, false, DELETE AI…",
        "CREATE_MESSAGING_SERVICE, RELEASE, false, DELETE MG…",
        "SET_SPEND_ALARM, RELEASE, false, DELETE UT….json",
        "SUBSCRIBE_TO_EVENTS, RELEASE, false, DELETE DG…",
        "CREATE_API_KEY, RELEASE, false, DELETE SK….json",
        "CREATE_SUBACCOUNT, RELEASE, true, POST AC….json",
        "CREATE_SUBACCOUNT, RELEASE, false, ''",
        "CHECK_SETUP, RELEASE, false, GET Keys.json",
        "REGISTER_CAMPAIGN, RELEASE, false, DELETE QE…",
        "VERIFY_TOLL_FREE_NUMBERS, RELEASE, false, DELETE HH…",
        "REGISTER_BRAND, RELEASE, false, ''",
        "REGISTER_TRUST_PRODUCT, RELEASE, false, DELETE BU…",
        "REGISTER_CUSTOMER_PROFILE, RELEASE, false, DELETE BU…",
    })
    void leavesNothingWhateverGoesWrong(StepName step, Numbers numbers, boolean closing, String call) {
        var choices = new Rollback(numbers, closing);
        var outcomes = new ArrayList<Outcome>();
        var struck = new LinkedHashSet<String>();

        var calls = callsOfUndoing(step, choices);
        for (var index = 0; index < calls.size(); index++) {
            for (var fault : faultsOf(calls.get(index))) {
                outcomes.add(undoWithAFault(step, choices, index, fault));
                struck.add(calls.get(index));
            }
        }

        assertPassed(step.rollbackTitle() + ", " + choices, outcomes);
        assertThat(struck).contains("DynamoDB GetItem");
        assertThat(struck).anyMatch(call.isEmpty() ? _ -> true : ("Twilio " + call)::equals);
    }

    /** Every run of every state goes wrong, one call later each time, until nothing is left to go wrong. */
    @ParameterizedTest
    @CsvSource({
        "REFUSED, RELEASE, false",
        "ANSWER_LOST, RELEASE, true",
        "CALLER_DIES, RELEASE, false",
        "CALLER_DIES, MOVE_TO_POOL, false",
        "CALLER_DIES, MOVE_TO_POOL, true",
        "ANSWER_LOST, MOVE_TO_POOL, false",
    })
    void leavesNothingOfAWholeTenantWhenEveryCallGoesWrongInTurn(Fault fault, Numbers numbers, boolean closing) {
        var orgId = new OrgId("whole");
        var id = rig.newJob(orgId, RegistrationPlans.EVERYTHING);
        rig.provision(id);
        var choices = new Rollback(numbers, closing);
        rig.rollBack(id, choices);
        var failed = 0;

        for (var step : StepName.inRollbackOrder()) {
            failed += undoWithEachCallGoingWrong(id, step, fault);
        }

        System.out.println("Rollback of a whole tenant, " + fault + ", " + choices + ": " + failed + " runs failed");
        assertThat(failed).isGreaterThan(60);
        assertThat(violations(id, choices)).isEmpty();
        assertThat(rig.twilio().pool()).hasSize(numbers == Numbers.RELEASE ? 0 : 3);
    }

    /** Cancelled wherever a step may be cut short, and rolled back at once. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CHECK_SETUP", "REGISTER_NUMBERS"})
    void leavesNothingOfAJobThatWasCancelledAnywhere(StepName step) {
        var outcomes = cancelAnywhere(step, _ -> true);

        assertPassed(step.title() + ", cancelled", outcomes);
        assertThat(outcomes).hasSizeGreaterThan(8);
    }

    /** Negative control: look-ups that see nothing. */
    @ParameterizedTest
    @CsvSource({
        "BUY_NUMBERS, 1 numbers",
        "CREATE_MESSAGING_SERVICE, messaging_services",
        "CREATE_API_KEY, keys",
        "SUBSCRIBE_TO_EVENTS, sinks"
    })
    void findsWhatIsLeftOfStepsWhoseLookUpsAreBlind(StepName step, String violation) {
        rig.relay().emptyLists();

        var outcomes = cancelAnywhere(step, call -> call.startsWith("Twilio POST "));

        assertThat(outcomes.stream().flatMap(outcome -> outcome.violations().stream()))
                .anyMatch(found -> found.contains(violation));
    }

    /**
     * Who dies after a call has died before the next one too. Calls of AWS that fail and are survived strike the whole
     * tenant.
     */
    private static List<Fault> faultsOf(String call) {
        return call.startsWith("Twilio ")
                ? List.of(Fault.REFUSED, Fault.ANSWER_LOST, Fault.CALLER_DIES)
                : List.of(Fault.CALLER_DIES);
    }

    private List<Outcome> cancelAnywhere(StepName step, Predicate<String> which) {
        var outcomes = new ArrayList<Outcome>();
        var calls = callsOfMaking(step);
        for (var index = 0; index < calls.size(); index++) {
            if (which.test(calls.get(index))) {
                for (var fault : faultsOf(calls.get(index))) {
                    outcomes.add(cancelAfterAFault(step, index, fault));
                }
            }
        }
        return outcomes;
    }

    private List<String> callsOfMaking(StepName step) {
        var id = before(step);
        rig.run(rig.handler(step), id);
        return rig.outbound().calls();
    }

    private Outcome cancelAfterAFault(StepName step, int index, Fault fault) {
        var id = before(step);
        rig.outbound().plan(index, fault);
        try {
            rig.run(rig.handler(step), id);
        } catch (NotProcessedException | UnknownOutcomeException cutShort) {
            assertThat(rig.outbound().calls()).hasSizeGreaterThan(index);
        }
        var calls = rig.outbound().calls();
        rig.outbound().reset();
        rig.cancel(id);
        var choices = new Rollback(index % 2 == 0 ? Numbers.RELEASE : Numbers.MOVE_TO_POOL, false);
        rig.rollBack(id, choices);
        return undo(id, choices, fault + " at " + index + " " + calls.get(index), Set.copyOf(calls));
    }

    private List<String> callsOfUndoing(StepName step, Rollback choices) {
        var id = beforeUndoing(step, choices);
        rig.undo(id, step);
        return rig.outbound().calls();
    }

    private Outcome undoWithAFault(StepName step, Rollback choices, int index, Fault fault) {
        var id = beforeUndoing(step, choices);
        rig.outbound().plan(index, fault);
        return undo(id, choices, fault + " at " + index, Set.of());
    }

    /** Undoes everything as the state machine does; what is undone already is not undone again. */
    private Outcome undo(JobId id, Rollback choices, String what, Set<String> calls) {
        var violations = new ArrayList<String>();
        try {
            StepName.inRollbackOrder().stream()
                    .filter(step -> rig.step(id, step).status() != StepStatus.UNDONE)
                    .forEach(step -> undoAsTheStateMachineDoes(id, step));
        } catch (ProvisioningFailure end) {
            violations.add("ended with " + end);
        }
        rig.outbound().reset();
        violations.addAll(violations(id, choices));
        return new Outcome(what, calls, violations);
    }

    private void undoAsTheStateMachineDoes(JobId id, StepName step) {
        for (var wait : WAITS) {
            try {
                rig.undo(id, step);
                return;
            } catch (NotProcessedException | UnknownOutcomeException again) {
                rig.clock().advance(wait);
                rig.outbound().revive();
            }
        }
        rig.undo(id, step);
    }

    private int undoWithEachCallGoingWrong(JobId id, StepName step, Fault fault) {
        for (var index = 0; ; index++) {
            rig.outbound().reset();
            rig.outbound().plan(index, fault);
            try {
                rig.undo(id, step);
                rig.outbound().reset();
                return index;
            } catch (NotProcessedException | UnknownOutcomeException again) {
                rig.clock().advance(Duration.ofMinutes(2));
            }
        }
    }

    /** A job that was cancelled after this step, and whose rollback has come to it. */
    private JobId beforeUndoing(StepName step, Rollback choices) {
        return preparations.job(choices, () -> comeToUndoing(step, choices));
    }

    private JobId comeToUndoing(StepName step, Rollback choices) {
        var id = before(step);
        if (step == StepName.CHECK_SETUP) {
            rig.run(id, StepName.CREATE_API_KEY);
        } else {
            rig.run(rig.handler(step), id);
        }
        rig.cancel(id);
        rig.rollBack(id, choices);
        StepName.inRollbackOrder().stream()
                .takeWhile(earlier -> earlier != step)
                .forEach(earlier -> rig.undo(id, earlier));
        return id;
    }

    /** A job in which everything is done that this step needs; then all calls are forgotten. */
    private JobId before(StepName step) {
        return preparations.job(step, () -> comeTo(step));
    }

    private JobId comeTo(StepName step) {
        var plan = step.group() == StepGroup.TENANT ? StepTestFixture.EVERYTHING : RegistrationPlans.EVERYTHING;
        var id = rig.newJob(StepTestFixture.ACME, plan);
        if (step != StepName.CREATE_SUBACCOUNT) {
            rig.run(id, StepName.CREATE_SUBACCOUNT);
            rig.run(id, NEEDS.getOrDefault(step, List.of()).toArray(StepName[]::new));
        }
        return id;
    }

    private List<String> violations(JobId id, Rollback choices) {
        var violations = new ArrayList<String>();
        var job = rig.job(id);
        var orgId = job.orgId();
        var numbers = rig.twilio().numbers(orgId).size();
        check(violations, job.status() == JobStatus.ROLLED_BACK, "job " + job.status());
        check(violations, job.progress().percent() == 100, "progress " + job.progress());
        check(violations, numbers == 0, numbers + " numbers");
        var accounts = rig.twilio().subaccounts(orgId);
        var open = accounts.stream()
                .filter(sid -> rig.twilio().statusOf(sid).equals("active"))
                .toList();
        check(violations, open.size() <= (choices.closeAccount() ? 0 : 1), open.size() + " subaccounts");
        var kept = rig.ledger().sids(orgId).entrySet().stream()
                .filter(entry -> KEEPING.contains(entry.getKey().kind().step()))
                .map(Map.Entry::getValue)
                .toList();
        if (!choices.closeAccount()) {
            rig.twilio().resources(orgId).stream()
                    .filter(left -> !kept.contains(left.sid()))
                    .forEach(left -> violations.add("left " + left));
        }
        check(violations, !choices.closeAccount() || kept.isEmpty(), "kept " + kept);
        check(violations, !rig.knowsBusiness(orgId), "personal data");
        var recorded = rig.ledger().entries(orgId).stream()
                .filter(LedgerEntry::mayExist)
                .filter(entry -> !kept.contains(entry.sid().orElse("")))
                .toList();
        check(
                violations,
                recorded.stream()
                        .allMatch(entry -> entry.key().kind() == ResourceKind.ACCOUNT && !choices.closeAccount()),
                "recorded " + recorded);
        check(
                violations,
                recorded.stream()
                        .flatMap(entry -> entry.sid().stream())
                        .toList()
                        .equals(open),
                "the ledger has " + recorded + ", Twilio " + open);
        var versions = rig.events(id).stream()
                .map(event -> event.get("version").longValue())
                .toList();
        check(
                violations,
                versions.equals(LongStream.rangeClosed(1, job.version()).boxed().toList()),
                "versions " + versions);
        return violations;
    }

    private static void check(List<String> violations, boolean holds, String otherwise) {
        if (!holds) {
            violations.add(otherwise);
        }
    }

    private static void assertPassed(String what, List<Outcome> outcomes) {
        var passed = outcomes.stream().filter(Outcome::passed).count();
        System.out.println("Rollback sweep of " + what + ": " + passed + " / " + outcomes.size());
        assertThat(outcomes)
                .isNotEmpty()
                .filteredOn(outcome -> !outcome.passed())
                .isEmpty();
    }
}
