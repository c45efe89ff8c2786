package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.Resource;
import dev.tenantry.core.job.Step;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.job.SubaccountChoice;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.steps.OutboundCalls.Fault;
import dev.tenantry.steps.OutboundCalls.Place;
import dev.tenantry.steps.engine.ExactlyOnce;
import dev.tenantry.steps.engine.StepInput;
import dev.tenantry.steps.engine.StepOutput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes each call that a step sends out go wrong in each way, one after the other, and runs the step again as the state
 * machine does.
 */
final class CrashSweep {
    /** The state machine's waits between attempts, each by the mean of its jitter. */
    private static final List<Duration> WAITS = Stream.of(1, 2, 4, 8, 16, 30, 30, 30, 30, 30)
            .map(Duration::ofSeconds)
            .toList();

    private static final Map<StepName, List<StepName>> NEEDS = Map.of(
            StepName.CREATE_SUBACCOUNT, List.of(),
            StepName.ATTACH_NUMBERS,
                    List.of(
                            StepName.CREATE_SUBACCOUNT,
                            StepName.BUY_NUMBERS,
                            StepName.CREATE_MESSAGING_SERVICE,
                            StepName.CREATE_TWIML_APPLICATION),
            StepName.ADD_ALPHA_SENDER, List.of(StepName.CREATE_SUBACCOUNT, StepName.CREATE_MESSAGING_SERVICE),
            StepName.SET_EMERGENCY_ADDRESS, List.of(StepName.CREATE_SUBACCOUNT, StepName.BUY_NUMBERS),
            StepName.REGISTER_TRUST_PRODUCT, List.of(StepName.CREATE_SUBACCOUNT, StepName.REGISTER_CUSTOMER_PROFILE),
            StepName.REGISTER_BRAND,
                    List.of(
                            StepName.CREATE_SUBACCOUNT,
                            StepName.REGISTER_CUSTOMER_PROFILE,
                            StepName.REGISTER_TRUST_PRODUCT),
            StepName.REGISTER_CAMPAIGN,
                    List.of(
                            StepName.CREATE_SUBACCOUNT,
                            StepName.CREATE_MESSAGING_SERVICE,
                            StepName.REGISTER_CUSTOMER_PROFILE,
                            StepName.REGISTER_TRUST_PRODUCT,
                            StepName.REGISTER_BRAND),
            StepName.REGISTER_NUMBERS,
                    List.of(
                            StepName.CREATE_SUBACCOUNT,
                            StepName.BUY_NUMBERS,
                            StepName.CREATE_MESSAGING_SERVICE,
                            StepName.REGISTER_CUSTOMER_PROFILE,
                            StepName.REGISTER_TRUST_PRODUCT,
                            StepName.REGISTER_BRAND,
                            StepName.REGISTER_CAMPAIGN),
            StepName.VERIFY_TOLL_FREE_NUMBERS, List.of(StepName.CREATE_SUBACCOUNT, StepName.BUY_NUMBERS));

    private final StepTestFixture rig;
    private final Subject subject;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Set<String> occurred = new HashSet<>();
    private final Preparations preparations;

    private CrashSweep(StepTestFixture rig, Subject subject) {
        this.rig = rig;
        this.subject = subject;
        this.preparations = new Preparations(rig);
    }

    /** The sweep of a step. */
    static CrashSweep of(StepTestFixture rig, StepName step) {
        return new CrashSweep(rig, new Subject(step.title(), Optional.of(step), needs(step), Optional.empty()));
    }

    /**
     * The sweep of the creation of a subaccount where Twilio has one of the name already.
     *
     * @param decision what a person has decided about it
     */
    static CrashSweep ofSubaccount(StepTestFixture rig, Decision decision) {
        var step = StepName.CREATE_SUBACCOUNT;
        var title = step.title() + ", " + decision;
        return new CrashSweep(rig, new Subject(title, Optional.of(step), needs(step), Optional.of(decision)));
    }

    /** What a person decides about a subaccount that somebody else has made. */
    enum Decision {
        ADOPT,
        CREATE
    }

    /** The sweep of what ends a job whose steps are all complete. */
    static CrashSweep ofCompletion(StepTestFixture rig) {
        return new CrashSweep(
                rig, new Subject("Complete", Optional.empty(), StepGroup.TENANT.steps(), Optional.empty()));
    }

    /**
     * The state that is swept.
     *
     * @param title what people call it
     * @param step its step; empty for the state that ends the job
     * @param needs what must be done before it
     * @param decision what a person has decided about a subaccount of the name that somebody else has made
     */
    private record Subject(String title, Optional<StepName> step, List<StepName> needs, Optional<Decision> decision) {
        RequestHandler<StepInput, StepOutput> handler(FunctionProcess process) {
            return step.map(process::handler).orElseGet(process::complete);
        }

        int numbers() {
            return step.equals(Optional.of(StepName.BUY_NUMBERS)) || needs.contains(StepName.BUY_NUMBERS)
                    ? plan().numberCount()
                    : 0;
        }

        Plan plan() {
            return step.map(StepName::group).orElse(StepGroup.TENANT) == StepGroup.TENANT
                    ? StepTestFixture.EVERYTHING
                    : RegistrationPlans.EVERYTHING;
        }
    }

    /** What people call the state that is swept. */
    String title() {
        return subject.title();
    }

    /**
     * What one attempt did, and what was wrong afterwards.
     *
     * @param faults what went wrong where, in order
     * @param calls the calls of the run that it went wrong for, and of those that followed
     * @param violations what should not be
     */
    record Outcome(Map<Place, Fault> faults, List<String> calls, List<String> violations) {
        boolean passed() {
            return violations.isEmpty();
        }

        /** The call that went wrong last. */
        String struck() {
            return List.copyOf(faults.keySet()).getLast().call();
        }

        @Override
        public String toString() {
            return faults + ": " + violations;
        }
    }

    /** What has been tried so far. */
    List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }

    /** Every kind of call that the step made in all this, whether it went wrong or not. */
    Set<String> occurred() {
        return Set.copyOf(occurred);
    }

    /** The step's calls when nothing goes wrong. */
    List<String> calls() {
        var outcome = attempt(new LinkedHashMap<>());
        assertThat(outcome.violations()).isEmpty();
        return outcome.calls();
    }

    /** Tries each of these faults at each call, one at a time. */
    void everyCall(Predicate<String> which, Set<Fault> faults) {
        sweep(new LinkedHashMap<>(), which, faults);
    }

    /** The same with each call that comes after this one, whose answer is always lost. */
    void everyCallAfterLosing(String call, Set<Fault> faults) {
        var always = new LinkedHashMap<Place, Fault>();
        always.put(new Place(call, 0), Fault.ANSWER_LOST);
        sweep(always, CrashSweep::concernsTheResource, faults);
    }

    /**
     * The same with one call of each kind that was only made because others went wrong, where it was made. Runs side by
     * side do not repeat, so theirs are left out.
     */
    void everyOtherCall(Set<Fault> faults) {
        var repeatable = outcomes.stream()
                .filter(outcome -> !outcome.faults().containsValue(Fault.TWICE_AT_ONCE))
                .toList();
        for (var tried : repeatable) {
            var others = new HashSet<>(tried.calls());
            others.removeAll(struck());
            for (var call : others) {
                strike(tried.faults(), new Place(call, 0), faults);
            }
        }
    }

    /** Every kind of call that went wrong. */
    Set<String> struck() {
        return outcomes.stream().map(Outcome::struck).collect(Collectors.toSet());
    }

    /** Each fault at each of these calls that come after the faults that are always there. */
    private void sweep(Map<Place, Fault> always, Predicate<String> which, Set<Fault> faults) {
        var places = places(attempt(always).calls());
        var last = always.keySet().stream().mapToInt(places::indexOf).max().orElse(-1);
        for (var place : places.subList(last + 1, places.size())) {
            if (which.test(place.call())) {
                strike(always, place, faults);
            }
        }
    }

    private static List<Place> places(List<String> calls) {
        return IntStream.range(0, calls.size())
                .mapToObj(index ->
                        new Place(calls.get(index), Collections.frequency(calls.subList(0, index), calls.get(index))))
                .toList();
    }

    private void strike(Map<Place, Fault> always, Place place, Set<Fault> faults) {
        for (var fault : possible(faults, place.call())) {
            var all = new LinkedHashMap<>(always);
            all.put(place, fault);
            var outcome = attempt(all);
            assertThat(places(outcome.calls())).contains(place);
            outcomes.add(outcome);
        }
    }

    private static Set<Fault> possible(Set<Fault> faults, String call) {
        var possible = EnumSet.copyOf(faults);
        possible.removeAll(
                switch (call.substring(0, call.indexOf(' '))) {
                    // An SDK hides from its caller how a call went wrong.
                    case "DynamoDB" -> Set.of(Fault.LOST_ON_THE_WAY);
                    case "KMS", "SecretsManager", "StepFunctions" -> Set.of(Fault.LOST_ON_THE_WAY, Fault.REPEATED);
                    // Nothing may send a request to Twilio again by itself.
                    default -> Set.of(Fault.REPEATED);
                });
        return possible;
    }

    /** Rather than the job: a call to Twilio or to the ledger. */
    private static boolean concernsTheResource(String call) {
        return call.startsWith("Twilio ") || call.equals("DynamoDB UpdateItem");
    }

    /** One organisation's step, with these faults, until it is complete. */
    private Outcome attempt(Map<Place, Fault> faults) {
        var id = preparations.job(subject, this::jobOfANewOrganisation);
        var orgId = rig.job(id).orgId();
        var foreign = subject.decision().map(decision -> decide(id, decision));
        rig.outbound().reset();
        faults.forEach(rig.outbound()::plan);
        var invariants = new Invariants(rig);
        new Attempt(id, invariants).untilItIsComplete();
        var calls = rig.outbound().calls();
        rig.outbound().reset();
        occurred.addAll(calls);
        foreign.ifPresent(sid -> checkTheDecision(invariants, orgId, sid));
        invariants.oneOfEverything(orgId, subject.numbers());
        invariants.forward(id);
        subject.step()
                .ifPresentOrElse(
                        step -> checkTheStep(invariants, id, rig.step(id, step)),
                        () -> invariants.check(
                                rig.job(id).status() == JobStatus.COMPLETE,
                                "job " + rig.job(id).status()));
        return new Outcome(faults, calls, invariants.violations());
    }

    private JobId jobOfANewOrganisation() {
        var orgId = new OrgId("org-" + JobId.next().value().substring("job_".length()));
        var id = rig.newJob(orgId, subject.plan());
        rig.outbound().reset();
        rig.run(id, subject.needs().toArray(StepName[]::new));
        return id;
    }

    /** Somebody else's subaccount, about which the job has asked, and been answered. */
    private String decide(JobId id, Decision decision) {
        var foreign = rig.twilio().createSubaccount(rig.job(id).orgId().value());
        rig.fail(NeedsHumanException.class, rig.createSubaccount(), id);
        rig.retry(
                id,
                switch (decision) {
                    case ADOPT -> new SubaccountChoice.Adopt(foreign);
                    case CREATE -> new SubaccountChoice.Create();
                });
        return foreign;
    }

    /** Afterwards a foreign subaccount has another name, so that the organisation's is the only one of its name. */
    private void checkTheDecision(Invariants invariants, OrgId orgId, String foreign) {
        var own = rig.ledger().sid(ResourceKind.ACCOUNT.key(orgId));
        switch (subject.decision().orElseThrow()) {
            case ADOPT -> invariants.check(own.equals(Optional.of(foreign)), "adopted " + own);
            case CREATE -> {
                invariants.check(!own.equals(Optional.of(foreign)), "adopted what is not the organisation's");
                rig.twilio().rename(foreign, "foreign");
            }
        }
    }

    /** What must be done before a step, as the state machine has it. */
    static List<StepName> needs(StepName step) {
        return step == StepName.CHECK_SETUP
                ? StepGroup.TENANT.steps().stream()
                        .filter(other -> other != StepName.CHECK_SETUP)
                        .toList()
                : NEEDS.getOrDefault(step, List.of(StepName.CREATE_SUBACCOUNT));
    }

    /** What the step says that it made is what the ledger has of it. */
    private void checkTheStep(Invariants invariants, JobId id, Step done) {
        var orgId = rig.job(id).orgId();
        var told = done.resources().stream().map(Resource::sid).toList();
        invariants.check(done.status() == StepStatus.COMPLETE, "step " + done.status());
        invariants.check(
                rig.ledger().sids(orgId).values().containsAll(told), "resources told that the ledger does not know");
        invariants.check(told.size() == made(done.name()), told.size() + " resources told");
        invariants.check(rig.ledger().secret(ResourceKind.ACCOUNT.key(orgId)).isPresent(), "no auth token");
        checkTheRegistration(invariants, id, done.name());
    }

    /** Nothing is paid twice, no step is left waiting, and each token was completed. */
    private void checkTheRegistration(Invariants invariants, JobId id, StepName step) {
        var orgId = rig.job(id).orgId();
        var fees = rig.twilio().charges(orgId);
        invariants.check(fees.equals(fees.stream().distinct().toList()), "paid " + fees);
        var waits = rig.waits(orgId);
        invariants.check(waits.isEmpty(), "waits " + waits);
        var waited = rig.step(id, step).status() == StepStatus.COMPLETE && waitsForReviewers(step);
        invariants.check(!waited || rig.endOf(id, step).isPresent(), "its execution was not woken");
    }

    private static boolean waitsForReviewers(StepName step) {
        return switch (step) {
            case REGISTER_CUSTOMER_PROFILE,
                    REGISTER_BRAND,
                    REGISTER_CAMPAIGN,
                    REGISTER_NUMBERS,
                    VERIFY_TOLL_FREE_NUMBERS -> true;
            default -> false;
        };
    }

    private static int made(StepName step) {
        return switch (step) {
            case ATTACH_NUMBERS, CHECK_SETUP, REGISTER_NUMBERS -> 0;
            case BUY_NUMBERS, CREATE_SIP_TRUNK, SUBSCRIBE_TO_EVENTS -> 2;
            default -> 1;
        };
    }

    /** The runs of one job's step: one, tried again as the state machine does, and sometimes another beside it. */
    private final class Attempt {
        private final JobId id;
        private final Invariants invariants;
        private final List<CompletableFuture<Void>> beside = new ArrayList<>();
        private boolean zombie;

        Attempt(JobId id, Invariants invariants) {
            this.id = id;
            this.invariants = invariants;
            rig.outbound().meanwhile(this::meanwhile);
        }

        void untilItIsComplete() {
            untilItIsComplete(rig.process());
            // Of two at once it may be the later one that failed, whose state hears nothing by the earlier one's token.
            if (subject.step().filter(step -> rig.mustTryAgain(id, step)).isPresent()) {
                untilItIsComplete(rig.process());
            }
        }

        private void untilItIsComplete(FunctionProcess process) {
            for (var wait : WAITS) {
                if (goesWell(process)) {
                    return;
                }
                rig.clock().advance(wait);
                rig.outbound().revive();
            }
            invariants.check(goesWell(process), "the last attempt failed, too");
        }

        /** Whether nothing is left to do for the state machine; false when it tries again. */
        private boolean goesWell(FunctionProcess process) {
            try {
                rig.run(subject.handler(process), id, rig.job(id).lastExecution());
                return true;
            } catch (NotProcessedException | UnknownOutcomeException again) {
                return zombie;
            } catch (ProvisioningFailure end) {
                // Of a run whose time is over, Step Functions hears nothing.
                invariants.check(zombie, "ended with " + end);
                return true;
            } finally {
                beside.forEach(CompletableFuture::join);
                beside.clear();
            }
        }

        private void meanwhile(Fault fault) {
            switch (fault) {
                case TWICE_AT_ONCE -> beginAnother();
                case OVERTAKEN -> once();
                case PAUSED -> {
                    rig.clock().advance(StepTestFixture.LIFE.plus(ExactlyOnce.SETTLE));
                    untilItIsComplete(rig.another());
                    zombie = true;
                }
                case REFUSED, LOST_ON_THE_WAY, ANSWER_LOST, REPEATED, CALLER_DIES ->
                    throw new IllegalArgumentException(fault + " makes nobody wait");
            }
        }

        /** Returns when the other run makes its first call. */
        private void beginAnother() {
            var begun = new CountDownLatch(1);
            var outbound = rig.another().outbound();
            outbound.reset();
            outbound.meanwhile(_ -> begun.countDown());
            outbound.plan(0, Fault.OVERTAKEN);
            // Not in the common pool: of its few threads the HTTP clients of both runs need one.
            beside.add(CompletableFuture.runAsync(this::once, Thread::startVirtualThread)
                    .whenComplete((_, _) -> begun.countDown()));
            try {
                begun.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException("Interrupted while another run began", stopped);
            }
        }

        /** One run in another process, which may find that nothing is to be done yet. */
        private void once() {
            try {
                rig.run(subject.handler(rig.another()), id, rig.job(id).lastExecution());
            } catch (NotProcessedException | UnknownOutcomeException again) {
                return;
            } catch (ProvisioningFailure end) {
                invariants.check(false, "the other run ended with " + end);
            }
        }
    }
}
