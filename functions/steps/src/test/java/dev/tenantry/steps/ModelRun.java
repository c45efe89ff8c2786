package dev.tenantry.steps;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.tenantry.core.execution.Closing;
import dev.tenantry.core.execution.Settler;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.IllegalTransitionException;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.NumberGroup;
import dev.tenantry.core.job.NumberType;
import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.job.Plan;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.storage.JobStore.Creation;
import dev.tenantry.steps.Outbound.Fault;
import dev.tenantry.twilio.failure.NotProcessedException;
import dev.tenantry.twilio.failure.ProvisioningFailure;
import dev.tenantry.twilio.failure.UnknownOutcomeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One organisation, to which actions happen, and its execution as Step Functions would have it. After each action it
 * says what does not hold.
 */
final class ModelRun {
    /** The second wants all that the first one does, and more. */
    private static final List<Plan> PLANS =
            List.of(Plan.DEFAULT.withNumbers(), Plan.DEFAULT.withNumbers(NumberGroup.of("US", NumberType.LOCAL, 1)));

    private static final List<StepName> STEPS = List.of(StepName.values());
    private static final int NUMBERS_IN_THE_END = 1;
    private static final Duration LEASE = Rig.LIFE.plus(ExactlyOnce.SETTLE);
    private static final int MOST_ATTEMPTS = 12;

    private final Rig rig;
    private final OrgId orgId;
    private final Set<JobId> jobs = new HashSet<>();

    /** The newest job, whose execution this is. */
    private Optional<JobId> job = Optional.empty();

    private boolean executionRuns;
    private Closing closing = new Closing.Stopped();

    ModelRun(Rig rig) {
        this.rig = rig;
        this.orgId = new OrgId("org-" + JobId.next().value().substring("job_".length()));
    }

    /** Lets it happen, and says what does not hold afterwards. */
    List<String> act(ModelAction action) {
        switch (action) {
            case ModelAction.Trigger(var plan) -> trigger(PLANS.get(plan));
            case ModelAction.Run(var pick, var fault, var at) -> runDueStep(pick, fault, at);
            case ModelAction.Repeat(var pick) -> job.ifPresent(id -> once(id, STEPS.get(pick % STEPS.size())));
            case ModelAction.Pass(var time) -> rig.clock().advance(time);
            case ModelAction.Cancel() -> cancel();
            case ModelAction.Settle() -> settle();
            case ModelAction.Retry(var plan) -> retry(PLANS.get(plan));
        }
        return violations();
    }

    /** Nothing goes wrong any more: the job ends well, after one retry at most. Says what does not hold then. */
    List<String> end() {
        rig.clock().advance(LEASE);
        settle();
        goOn();
        settle();
        retry(PLANS.getLast());
        goOn();
        if (!current().plan().equals(PLANS.getLast())) {
            trigger(PLANS.getLast());
            goOn();
        }
        var invariants = new Invariants(rig);
        invariants.check(
                current().status() == JobStatus.COMPLETE,
                "the job is " + current().status());
        invariants.oneOfEverything(orgId, NUMBERS_IN_THE_END);
        jobs.forEach(invariants::forward);
        invariants.check(!rig.everythingStored().contains(rig.twilio().authToken()), "the operator's token is stored");
        return invariants.violations();
    }

    private List<String> violations() {
        var invariants = new Invariants(rig);
        invariants.nothingUnknown(orgId);
        job.ifPresent(invariants::forward);
        job.map(rig::job)
                .filter(ended -> ended.status().isEnded())
                .ifPresent(ended -> invariants.check(ended.openSteps().isEmpty(), "ended with open steps"));
        return invariants.violations();
    }

    private Job current() {
        return rig.job(job.orElseThrow());
    }

    private void trigger(Plan plan) {
        rig.clock().advance(Duration.ofMillis(1));
        var id = JobId.next();
        var asked = Job.create(
                id,
                orgId,
                plan,
                new Execution(id.value(), "arn"),
                true,
                "somebody",
                rig.clock().instant());
        if (rig.jobs().create(asked) instanceof Creation.Created) {
            job = Optional.of(id);
            jobs.add(id);
            executionRuns = true;
        }
    }

    private void runDueStep(int pick, Optional<Fault> fault, int at) {
        if (job.isEmpty() || !executionRuns) {
            return;
        }
        var id = job.get();
        var due = due(rig.job(id));
        var door = rig.outbound();
        door.reset();
        door.meanwhile(struck ->
                meanwhile(struck, id, due.isEmpty() ? Optional.empty() : Optional.of(due.get(pick % due.size()))));
        fault.ifPresent(planned -> door.plan(at, planned));
        if (due.isEmpty()) {
            heed(rig.complete(), id);
        } else {
            heed(rig.handler(due.get(pick % due.size())), id);
        }
        door.reset();
    }

    /** Steps whose predecessors are done, and that are not. */
    private static List<StepName> due(Job job) {
        return Arrays.stream(StepName.values())
                .filter(step -> !isDone(job, step))
                .filter(step -> Arrays.stream(StepName.values())
                        .filter(other -> comesBefore(other, step))
                        .allMatch(other -> isDone(job, other)))
                .toList();
    }

    private static boolean comesBefore(StepName first, StepName second) {
        return switch (second) {
            case CREATE_SUBACCOUNT -> false;
            case CHECK_SETUP -> first != StepName.CHECK_SETUP;
            default ->
                first == StepName.CREATE_SUBACCOUNT || CrashSweep.needs(second).contains(first);
        };
    }

    private static boolean isDone(Job job, StepName name) {
        var status = job.step(name).status();
        return status == StepStatus.COMPLETE || status == StepStatus.SKIPPED;
    }

    /** Runs a function as the state machine does: what it does not try again ends the execution. */
    private void heed(RequestHandler<StepInput, StepOutput> handler, JobId id) {
        try {
            rig.run(handler, id);
            executionRuns = rig.job(id).status() != JobStatus.COMPLETE;
        } catch (NotProcessedException | UnknownOutcomeException again) {
            return;
        } catch (ProvisioningFailure | IllegalTransitionException end) {
            executionRuns = false;
            closing = new Closing.Failed(end.getMessage());
        }
    }

    private void meanwhile(Fault fault, JobId id, Optional<StepName> step) {
        if (fault == Fault.PAUSED) {
            rig.clock().advance(LEASE);
            for (var left = MOST_ATTEMPTS; left > 0 && step.isPresent() && !isDone(rig.job(id), step.get()); left--) {
                once(id, step.get());
                rig.clock().advance(Duration.ofSeconds(10));
            }
        } else {
            step.ifPresent(name -> once(id, name));
        }
    }

    /** A run that nobody waits for. */
    private void once(JobId id, StepName step) {
        try {
            rig.run(rig.another().handler(step), id);
        } catch (ProvisioningFailure | IllegalTransitionException unheard) {
            return;
        }
    }

    private void cancel() {
        job.map(rig::job)
                .filter(live -> live.status().canBecome(JobStatus.CANCELLING))
                .filter(live -> live.status() != JobStatus.CANCELLING)
                .ifPresent(live -> {
                    rig.jobs()
                            .update(
                                    live.id(),
                                    seen -> Optional.of(
                                            seen.cancel("somebody", rig.clock().instant())));
                    executionRuns = false;
                    closing = new Closing.Stopped();
                });
    }

    private void settle() {
        if (job.isPresent() && !executionRuns && current().status() != JobStatus.COMPLETE) {
            new Settler(rig.jobs(), rig.clock()).settle(job.get(), current().lastExecution(), closing);
        }
    }

    private void retry(Plan plan) {
        job.map(rig::job)
                .filter(ended -> ended.status() == JobStatus.FAILED || ended.status() == JobStatus.CANCELLED)
                .ifPresent(ended -> {
                    var execution = ended.lastExecution().redriven();
                    rig.jobs()
                            .update(
                                    ended.id(),
                                    seen -> Optional.of(seen.retry(
                                            plan,
                                            execution,
                                            "somebody",
                                            rig.clock().instant())));
                    executionRuns = true;
                });
    }

    /** Runs what is due, time passing, until the execution ends. */
    private void goOn() {
        for (var left = 3 * MOST_ATTEMPTS; left > 0 && executionRuns; left--) {
            runDueStep(0, Optional.empty(), 0);
            rig.clock().advance(Duration.ofSeconds(10));
        }
    }
}
