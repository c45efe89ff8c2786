package dev.tenantry.steps;

import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.execution.FailedExecution;
import dev.tenantry.core.execution.JobFinalizer;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.IllegalTransitionException;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.JobStatus;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.NumberType;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.storage.JobStore.Creation;
import dev.tenantry.steps.OutboundCalls.Fault;
import dev.tenantry.steps.engine.ExactlyOnce;
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
    private static final Duration LEASE = StepTestFixture.LIFE.plus(ExactlyOnce.SETTLE);
    private static final int MOST_ATTEMPTS = 12;

    private final StepTestFixture rig;
    private final OrgId orgId;
    private final Set<JobId> jobs = new HashSet<>();

    /** The newest job, whose execution this is. */
    private Optional<JobId> job = Optional.empty();

    private boolean executionRuns;
    private boolean rolledBack;

    /** How many steps the rollback has undone. */
    private int undone;

    private FailedExecution closing = new FailedExecution.Stopped();

    ModelRun(StepTestFixture rig) {
        this.rig = rig;
        this.orgId = new OrgId("org-" + JobId.next().value().substring("job_".length()));
    }

    /** Lets it happen, and says what does not hold afterwards. */
    List<String> act(ModelAction action) {
        switch (action) {
            case ModelAction.Trigger(var plan) -> trigger(PLANS.get(plan));
            case ModelAction.Run(var pick, var fault, var at) -> runDueStep(pick, fault, at);
            case ModelAction.Repeat(var pick) ->
                job.ifPresent(id -> new Work(id, STEPS.get(pick % STEPS.size()), false).once());
            case ModelAction.Pass(var time) -> rig.clock().advance(time);
            case ModelAction.Cancel() -> cancel();
            case ModelAction.Settle() -> settle();
            case ModelAction.Retry(var plan) -> retry(PLANS.get(plan));
            case ModelAction.RollBack() -> rollBack();
        }
        return violations();
    }

    /** Nothing goes wrong any more: the job ends well, after one retry at most. Says what does not hold then. */
    List<String> end() {
        rig.clock().advance(LEASE);
        settle();
        goOn();
        settle();
        if (current().status() == JobStatus.ROLLBACK_FAILED) {
            rollBack();
        } else {
            retry(PLANS.getLast());
        }
        goOn();
        if (current().status() == JobStatus.ROLLED_BACK || !current().plan().equals(PLANS.getLast())) {
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
        invariants.nothingUnknown(orgId, rolledBack);
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
        var work = next(rig.job(id), pick);
        var outbound = rig.outbound();
        outbound.reset();
        outbound.meanwhile(struck -> work.ifPresent(one -> one.meanwhile(struck)));
        fault.ifPresent(planned -> outbound.plan(at, planned));
        heed(() -> {
            if (work.isEmpty()) {
                rig.run(rig.complete(), id);
                executionRuns = false;
            } else {
                work.get().begin();
            }
        });
        outbound.reset();
    }

    /** What is due, if it is not the end. */
    private Optional<Work> next(Job live, int pick) {
        if (live.status() == JobStatus.ROLLING_BACK) {
            return Optional.of(new Work(live.id(), StepName.inRollbackOrder().get(undone), true));
        }
        var due = due(live);
        return due.isEmpty() ? Optional.empty() : Optional.of(new Work(live.id(), due.get(pick % due.size()), false));
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

    /** Whether the state machine is past a step: it also continues after an optional one that failed. */
    private static boolean isDone(Job job, StepName name) {
        return job.step(name).isPassed();
    }

    /** Runs a function as the state machine does: what it does not try again ends the execution. */
    private void heed(Runnable function) {
        try {
            function.run();
        } catch (NotProcessedException | UnknownOutcomeException again) {
            return;
        } catch (ProvisioningFailure | IllegalTransitionException end) {
            executionRuns = false;
            closing = new FailedExecution.Failed(end.getMessage());
        }
    }

    /** A step to be done, or to be undone. */
    private final class Work {
        private final JobId id;
        private final StepName step;
        private final boolean undoing;

        Work(JobId id, StepName step, boolean undoing) {
            this.id = id;
            this.step = step;
            this.undoing = undoing;
        }

        /** As the state machine does. */
        void begin() {
            if (undoing) {
                rig.undo(id, step);
                undone++;
                executionRuns = undone < StepName.inRollbackOrder().size();
            } else {
                rig.run(rig.handler(step), id);
            }
        }

        /** What happens while a call of it waits. */
        void meanwhile(Fault fault) {
            if (fault == Fault.PAUSED) {
                rig.clock().advance(LEASE);
                for (var left = MOST_ATTEMPTS; left > 0 && !isOver(); left--) {
                    once();
                    rig.clock().advance(Duration.ofSeconds(10));
                }
            } else {
                once();
            }
        }

        /** A run that nobody waits for. */
        void once() {
            try {
                if (undoing) {
                    rig.undo(rig.another().undo(), id, step);
                } else {
                    rig.run(rig.another().handler(step), id);
                }
            } catch (ProvisioningFailure | IllegalTransitionException unheard) {
                return;
            }
        }

        private boolean isOver() {
            var now = rig.job(id);
            return undoing ? now.step(step).status() == StepStatus.UNDONE : isDone(now, step);
        }
    }

    private void rollBack() {
        job.map(rig::job)
                .filter(ended -> ended.status().canBecome(JobStatus.ROLLING_BACK))
                .filter(ended -> ended.status() != JobStatus.ROLLING_BACK)
                .ifPresent(ended -> {
                    rig.rollBack(ended.id(), Rollback.DEFAULT);
                    executionRuns = true;
                    rolledBack = true;
                    undone = 0;
                });
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
                    closing = new FailedExecution.Stopped();
                });
    }

    private void settle() {
        if (job.isPresent() && !executionRuns) {
            new JobFinalizer(rig.jobs(), rig.clock())
                    .finalizeJob(job.get(), current().lastExecution(), closing);
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
