package dev.tenantry.stepfunctions.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.asl.Resource;
import dev.tenantry.stepfunctions.asl.Resource.IntegrationPattern;
import dev.tenantry.stepfunctions.asl.Resource.LambdaFunction;
import dev.tenantry.stepfunctions.asl.Resource.ServiceIntegration;
import dev.tenantry.stepfunctions.asl.State;
import dev.tenantry.stepfunctions.asl.Template;
import dev.tenantry.stepfunctions.history.EventType;
import dev.tenantry.stepfunctions.interpreter.ExecutionState.TimerPurpose;
import dev.tenantry.stepfunctions.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Task states. */
final class TaskStates {
    private final ExecutionState execution;
    private final StateTransitions transitions;

    TaskStates(ExecutionState execution, StateTransitions transitions) {
        this.execution = execution;
        this.transitions = transitions;
    }

    void start(StateRun run, State.Task task) throws EvaluationFailure {
        boolean callback = task.resource() instanceof ServiceIntegration integration
                && integration.pattern() == IntegrationPattern.WAIT_FOR_TASK_TOKEN;
        Optional<String> token = callback ? Optional.of(execution.newToken()) : Optional.empty();
        StateScope scope = transitions.scope(run).withToken(token);
        JsonNode arguments = task.arguments().isPresent()
                ? Evaluator.evaluate(task.arguments().get(), "Arguments", scope)
                : run.input;
        OptionalLong timeout = seconds(task.timeoutSeconds(), "TimeoutSeconds", scope);
        OptionalLong heartbeat = seconds(task.heartbeatSeconds(), "HeartbeatSeconds", scope);
        Optional<String> unusable = unusable(task.resource(), arguments);
        if (unusable.isPresent()) {
            transitions.fail(run, StateError.of(StateError.RUNTIME, run.errorPrefix() + unusable.get()));
            return;
        }
        var pending = new PendingState.Task(
                execution.nextTaskId(), task.resource(), arguments, token, callback ? heartbeat : OptionalLong.empty());
        scheduled(run, pending, timeout, heartbeat);
        run.pending = pending;
        execution.openTask(pending.id, run);
        token.ifPresent(value -> execution.command(new Command.OpenToken(pending.id, value)));
        execution.command(new Command.RunTask(pending.id, task.resource(), arguments, false));
        timeout.ifPresent(
                value -> pending.timeoutTimer = OptionalLong.of(after(value, TimerPurpose.TASK_TIMEOUT, run)));
        startHeartbeat(run, pending);
    }

    /** What the optimised integrations check before they call anything. */
    private static Optional<String> unusable(Resource resource, JsonNode arguments) {
        if (!(resource instanceof ServiceIntegration integration)) {
            return Optional.empty();
        }
        String required =
                switch (integration.service()) {
                    case "lambda" -> "FunctionName";
                    case "states" -> "StateMachineArn";
                    default -> "";
                };
        return required.isEmpty() || arguments.has(required)
                ? Optional.empty()
                : Optional.of(
                        "The Arguments '" + Json.text(arguments) + "' could not be used to start the Task: [The field '"
                                + required + "' is required but was missing]");
    }

    private static OptionalLong seconds(Optional<Template> template, String location, StateScope scope)
            throws EvaluationFailure {
        return template.isPresent()
                ? OptionalLong.of(Evaluator.integer(template.get(), location, scope, 1))
                : OptionalLong.empty();
    }

    private long after(long seconds, TimerPurpose purpose, StateRun run) {
        return execution.setTimer(execution.now() + seconds * 1000, purpose, run);
    }

    private void startHeartbeat(StateRun run, PendingState.Task pending) {
        pending.heartbeatTimer.ifPresent(execution::cancelTimer);
        pending.heartbeatSeconds.ifPresent(
                value -> pending.heartbeatTimer = OptionalLong.of(after(value, TimerPurpose.HEARTBEAT, run)));
    }

    private void scheduled(StateRun run, PendingState.Task pending, OptionalLong timeout, OptionalLong heartbeat) {
        switch (pending.resource) {
            case LambdaFunction lambda -> {
                execution.emit(
                        run.flow,
                        EventType.LambdaFunctionScheduled,
                        EventDetails.empty()
                                .with("resource", lambda.arn())
                                .input(pending.arguments)
                                .with("timeoutInSeconds", timeout));
                execution.emit(run.flow, EventType.LambdaFunctionStarted, EventDetails.empty());
            }
            case ServiceIntegration integration -> {
                execution.emit(
                        run.flow,
                        EventType.TaskScheduled,
                        EventDetails.integration(integration)
                                .with("region", execution.info().region())
                                .with("parameters", Json.text(pending.arguments))
                                .with("timeoutInSeconds", timeout)
                                .with("heartbeatInSeconds", heartbeat));
                execution.emit(run.flow, EventType.TaskStarted, EventDetails.integration(integration));
            }
        }
    }

    void submitted(StateRun run, JsonNode output) {
        var pending = (PendingState.Task) run.pending;
        if (pending.submitted) {
            return;
        }
        pending.submitted = true;
        execution.emit(
                run.flow,
                EventType.TaskSubmitted,
                EventDetails.integration((ServiceIntegration) pending.resource).output(output));
    }

    void succeeded(StateRun run, JsonNode output) {
        var pending = (PendingState.Task) run.pending;
        if (StateTransitions.tooLarge(output)) {
            StateError error = new StateError(
                    Optional.of(StateError.DATA_LIMIT),
                    Optional.of(StateError.tooLarge(subject(pending.resource))),
                    Optional.empty(),
                    false);
            failed(run, error);
            return;
        }
        finish(pending);
        switch (pending.resource) {
            case LambdaFunction _ ->
                execution.emit(
                        run.flow,
                        EventType.LambdaFunctionSucceeded,
                        EventDetails.empty().output(output));
            case ServiceIntegration integration ->
                execution.emit(
                        run.flow,
                        EventType.TaskSucceeded,
                        EventDetails.integration(integration).output(output));
        }
        run.pending = null;
        transitions.leave(
                run, ((State.Task) run.state).exit(), transitions.scope(run).withResult(output), output);
    }

    /** What AWS calls the thing that returned too much. */
    private static String subject(Resource resource) {
        return switch (resource) {
            case LambdaFunction lambda -> lambda.arn();
            case ServiceIntegration integration -> integration.service();
        };
    }

    void failed(StateRun run, StateError error) {
        var pending = (PendingState.Task) run.pending;
        finish(pending);
        switch (pending.resource) {
            case LambdaFunction _ ->
                execution.emit(run.flow, EventType.LambdaFunctionFailed, EventDetails.error(error));
            case ServiceIntegration integration ->
                execution.emit(run.flow, EventType.TaskFailed, failure(integration, error));
        }
        run.pending = null;
        transitions.fail(run, error);
    }

    void timedOut(StateRun run, StateError error) {
        var pending = (PendingState.Task) run.pending;
        close(pending);
        switch (pending.resource) {
            case LambdaFunction _ ->
                execution.emit(run.flow, EventType.LambdaFunctionTimedOut, EventDetails.error(error));
            case ServiceIntegration integration ->
                execution.emit(run.flow, EventType.TaskTimedOut, failure(integration, error));
        }
        run.pending = null;
        transitions.fail(run, error);
    }

    private static EventDetails failure(ServiceIntegration integration, StateError error) {
        return EventDetails.integration(integration).with("error", error.name()).with("cause", error.cause());
    }

    void heartbeat(StateRun run) {
        startHeartbeat(run, (PendingState.Task) run.pending);
    }

    /** Gives up a task. */
    void close(PendingState.Task pending) {
        finish(pending);
        if (pending.submitted && pending.token.isEmpty()) {
            execution.command(new Command.CancelTask(pending.id));
        }
    }

    private void finish(PendingState.Task pending) {
        pending.timeoutTimer.ifPresent(execution::cancelTimer);
        pending.heartbeatTimer.ifPresent(execution::cancelTimer);
        execution.closeTask(pending.id);
        pending.token.ifPresent(token -> execution.command(new Command.CloseToken(token)));
    }

    void outstanding(PendingState.Task pending, List<Command> commands) {
        pending.token.ifPresent(token -> commands.add(new Command.OpenToken(pending.id, token)));
        if (!pending.submitted || pending.token.isEmpty()) {
            commands.add(new Command.RunTask(pending.id, pending.resource, pending.arguments, pending.submitted));
        }
    }
}
