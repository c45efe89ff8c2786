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
final class Tasks {
    private final ExecutionState execution;
    private final States states;

    Tasks(ExecutionState execution, States states) {
        this.execution = execution;
        this.states = states;
    }

    void start(StateRun run, State.Task task) throws EvaluationFailure {
        boolean callback = task.resource() instanceof ServiceIntegration integration
                && integration.pattern() == IntegrationPattern.WAIT_FOR_TASK_TOKEN;
        Optional<String> token = callback ? Optional.of(execution.newToken()) : Optional.empty();
        StateScope scope = states.scope(run).withToken(token);
        JsonNode arguments = task.arguments().isPresent()
                ? Evaluator.evaluate(task.arguments().get(), "Arguments", scope)
                : run.input;
        OptionalLong timeout = seconds(task.timeoutSeconds(), "TimeoutSeconds", scope);
        OptionalLong heartbeat = seconds(task.heartbeatSeconds(), "HeartbeatSeconds", scope);
        Optional<String> unusable = unusable(task.resource(), arguments);
        if (unusable.isPresent()) {
            states.fail(run, StateError.of(StateError.RUNTIME, run.errorPrefix() + unusable.get()));
            return;
        }
        var activity = new Activity.Task(
                execution.nextTaskId(), task.resource(), arguments, token, callback ? heartbeat : OptionalLong.empty());
        scheduled(run, activity, timeout, heartbeat);
        run.activity = activity;
        execution.openTask(activity.id, run);
        token.ifPresent(value -> execution.command(new Command.OpenToken(activity.id, value)));
        execution.command(new Command.RunTask(activity.id, task.resource(), arguments, false));
        timeout.ifPresent(
                value -> activity.timeoutTimer = OptionalLong.of(after(value, TimerPurpose.TASK_TIMEOUT, run)));
        startHeartbeat(run, activity);
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

    private void startHeartbeat(StateRun run, Activity.Task activity) {
        activity.heartbeatTimer.ifPresent(execution::cancelTimer);
        activity.heartbeatSeconds.ifPresent(
                value -> activity.heartbeatTimer = OptionalLong.of(after(value, TimerPurpose.HEARTBEAT, run)));
    }

    private void scheduled(StateRun run, Activity.Task activity, OptionalLong timeout, OptionalLong heartbeat) {
        switch (activity.resource) {
            case LambdaFunction lambda -> {
                execution.emit(
                        run.flow,
                        EventType.LambdaFunctionScheduled,
                        Details.empty()
                                .with("resource", lambda.arn())
                                .input(activity.arguments)
                                .with("timeoutInSeconds", timeout));
                execution.emit(run.flow, EventType.LambdaFunctionStarted, Details.empty());
            }
            case ServiceIntegration integration -> {
                execution.emit(
                        run.flow,
                        EventType.TaskScheduled,
                        Details.integration(integration)
                                .with("region", execution.info().region())
                                .with("parameters", Json.text(activity.arguments))
                                .with("timeoutInSeconds", timeout)
                                .with("heartbeatInSeconds", heartbeat));
                execution.emit(run.flow, EventType.TaskStarted, Details.integration(integration));
            }
        }
    }

    void submitted(StateRun run, JsonNode output) {
        var activity = (Activity.Task) run.activity;
        if (activity.submitted) {
            return;
        }
        activity.submitted = true;
        execution.emit(
                run.flow,
                EventType.TaskSubmitted,
                Details.integration((ServiceIntegration) activity.resource).output(output));
    }

    void succeeded(StateRun run, JsonNode output) {
        var activity = (Activity.Task) run.activity;
        if (States.tooLarge(output)) {
            StateError error = new StateError(
                    Optional.of(StateError.DATA_LIMIT),
                    Optional.of(StateError.tooLarge(subject(activity.resource))),
                    Optional.empty(),
                    false);
            failed(run, error);
            return;
        }
        finish(activity);
        switch (activity.resource) {
            case LambdaFunction _ ->
                execution.emit(
                        run.flow,
                        EventType.LambdaFunctionSucceeded,
                        Details.empty().output(output));
            case ServiceIntegration integration ->
                execution.emit(
                        run.flow,
                        EventType.TaskSucceeded,
                        Details.integration(integration).output(output));
        }
        run.activity = null;
        states.leave(run, ((State.Task) run.state).exit(), states.scope(run).withResult(output), output);
    }

    /** What AWS calls the thing that returned too much. */
    private static String subject(Resource resource) {
        return switch (resource) {
            case LambdaFunction lambda -> lambda.arn();
            case ServiceIntegration integration -> integration.service();
        };
    }

    void failed(StateRun run, StateError error) {
        var activity = (Activity.Task) run.activity;
        finish(activity);
        switch (activity.resource) {
            case LambdaFunction _ -> execution.emit(run.flow, EventType.LambdaFunctionFailed, Details.error(error));
            case ServiceIntegration integration ->
                execution.emit(run.flow, EventType.TaskFailed, failure(integration, error));
        }
        run.activity = null;
        states.fail(run, error);
    }

    void timedOut(StateRun run, StateError error) {
        var activity = (Activity.Task) run.activity;
        close(activity);
        switch (activity.resource) {
            case LambdaFunction _ -> execution.emit(run.flow, EventType.LambdaFunctionTimedOut, Details.error(error));
            case ServiceIntegration integration ->
                execution.emit(run.flow, EventType.TaskTimedOut, failure(integration, error));
        }
        run.activity = null;
        states.fail(run, error);
    }

    private static Details failure(ServiceIntegration integration, StateError error) {
        return Details.integration(integration).with("error", error.name()).with("cause", error.cause());
    }

    void heartbeat(StateRun run) {
        startHeartbeat(run, (Activity.Task) run.activity);
    }

    /** Gives up a task. */
    void close(Activity.Task activity) {
        finish(activity);
        if (activity.submitted && activity.token.isEmpty()) {
            execution.command(new Command.CancelTask(activity.id));
        }
    }

    private void finish(Activity.Task activity) {
        activity.timeoutTimer.ifPresent(execution::cancelTimer);
        activity.heartbeatTimer.ifPresent(execution::cancelTimer);
        execution.closeTask(activity.id);
        activity.token.ifPresent(token -> execution.command(new Command.CloseToken(token)));
    }

    void outstanding(Activity.Task activity, List<Command> commands) {
        activity.token.ifPresent(token -> commands.add(new Command.OpenToken(activity.id, token)));
        if (!activity.submitted || activity.token.isEmpty()) {
            commands.add(new Command.RunTask(activity.id, activity.resource, activity.arguments, activity.submitted));
        }
    }
}
