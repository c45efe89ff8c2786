package dev.tenantry.stepfunctions.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tenantry.stepfunctions.asl.State;
import dev.tenantry.stepfunctions.history.EventType;
import dev.tenantry.stepfunctions.json.Json;
import java.util.Optional;

/** Parallel states. */
final class ParallelStates {
    private final ExecutionState execution;
    private final StateTransitions transitions;

    ParallelStates(ExecutionState execution, StateTransitions transitions) {
        this.execution = execution;
        this.transitions = transitions;
    }

    void start(StateRun run, State.Parallel parallel) throws EvaluationFailure {
        JsonNode input = parallel.arguments().isPresent()
                ? Evaluator.evaluate(parallel.arguments().get(), "Arguments", transitions.scope(run))
                : run.input;
        long started = execution.emit(run.flow, EventType.ParallelStateStarted, EventDetails.empty());
        var branches = new PendingState.Branches();
        run.pending = branches;
        for (int i = 0; i < parallel.branches().size(); i++) {
            var branch = new FlowRun(parallel.branches().get(i), run, i, Optional.empty(), started);
            branches.flows.add(branch);
            transitions.enter(branch, branch.flow.startAt(), input);
        }
    }

    void branchSucceeded(FlowRun branch, PendingState.Branches branches) {
        if (allSucceeded(branches)) {
            branch.parent.flow.lastEventId = branch.lastEventId;
            succeed(branch.parent, branches);
        }
    }

    static boolean allSucceeded(PendingState.Branches branches) {
        return branches.flows.stream().allMatch(flow -> flow.status == FlowRun.Status.SUCCEEDED);
    }

    /** Leaves the state when all of its branches have succeeded. */
    void succeed(StateRun run, PendingState.Branches branches) {
        ArrayNode result = Json.NODES.arrayNode();
        branches.flows.forEach(flow -> result.add(flow.output));
        transitions.leave(
                run,
                ((State.Parallel) run.state).exit(),
                result,
                new StateTransitions.Success(EventType.ParallelStateSucceeded, run.flow.lastEventId));
    }

    void branchFailed(FlowRun branch, PendingState.Branches branches, StateError error) {
        StateRun run = branch.parent;
        abandon(branch);
        branches.flows.stream().filter(FlowRun::running).forEach(transitions::abort);
        run.flow.lastEventId = branch.lastEventId;
        transitions.fail(run, error);
    }

    /** The task that made its branch fail was never left, so the history calls it aborted too. */
    private void abandon(FlowRun branch) {
        if (branch.current.state instanceof State.Task) {
            execution.emitAfter(branch.lastEventId, EventType.TaskStateAborted, EventDetails.empty());
        }
    }
}
