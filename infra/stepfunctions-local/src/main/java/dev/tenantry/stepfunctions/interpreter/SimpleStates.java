package dev.tenantry.stepfunctions.interpreter;

import dev.tenantry.stepfunctions.asl.Exit;
import dev.tenantry.stepfunctions.asl.State;
import dev.tenantry.stepfunctions.asl.State.Wait.Until;
import dev.tenantry.stepfunctions.asl.Template;
import dev.tenantry.stepfunctions.interpreter.ExecutionState.TimerPurpose;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The states that wait for nothing, and Wait. */
final class SimpleStates {
    private final ExecutionState execution;
    private final StateTransitions transitions;

    SimpleStates(ExecutionState execution, StateTransitions transitions) {
        this.execution = execution;
        this.transitions = transitions;
    }

    void pass(StateRun run, State.Pass pass) {
        transitions.leave(
                run, pass.exit(), transitions.scope(run), pass.result().orElse(run.input));
    }

    void choose(StateRun run, State.Choice choice) throws EvaluationFailure {
        StateScope scope = transitions.scope(run);
        List<State.Choice.Rule> rules = choice.rules();
        for (int i = 0; i < rules.size(); i++) {
            String location = "Choices[" + i + "]/";
            if (Evaluator.condition(rules.get(i).condition(), location + "Condition", scope)) {
                transitions.tryLeave(run, rules.get(i).exit(), location, scope, run.input, Optional.empty());
                return;
            }
        }
        if (choice.otherwise().isPresent()) {
            transitions.tryLeave(run, choice.otherwise().get(), "", scope, run.input, Optional.empty());
        } else {
            transitions.fail(run, noChoice(run));
        }
    }

    private static StateError noChoice(StateRun run) {
        return StateError.of(
                StateError.RUNTIME,
                run.errorPrefix() + "Failed to transition out of the state. The state does not point to a next state.");
    }

    void await(StateRun run, State.Wait wait) throws EvaluationFailure {
        StateScope scope = transitions.scope(run);
        long until =
                switch (wait.until()) {
                    case Until.Seconds(Template seconds) ->
                        execution.now() + 1000 * Evaluator.integer(seconds, "Seconds", scope, 0);
                    case Until.Timestamp(Template timestamp) -> millis(Evaluator.text(timestamp, "Timestamp", scope));
                };
        if (until <= execution.now()) {
            transitions.waitOver(run);
        } else {
            transitions.delay(run, until, TimerPurpose.WAIT);
        }
    }

    private static long millis(String timestamp) throws EvaluationFailure {
        try {
            return OffsetDateTime.parse(timestamp).toInstant().toEpochMilli();
        } catch (DateTimeParseException _) {
            throw new EvaluationFailure(
                    "Timestamp",
                    "The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: "
                            + timestamp,
                    true);
        }
    }

    void succeed(StateRun run, State.Succeed succeed) {
        transitions.leave(
                run, new Exit(succeed.output(), Map.of(), Optional.empty()), transitions.scope(run), run.input);
    }

    void fail(StateRun run, State.Fail fail) throws EvaluationFailure {
        StateScope scope = transitions.scope(run);
        Optional<String> error = text(fail.error(), "Error", scope);
        Optional<String> cause = text(fail.cause(), "Cause", scope);
        transitions.failed(run.flow, StateError.of(error, cause));
    }

    private static Optional<String> text(Optional<Template> template, String location, StateScope scope)
            throws EvaluationFailure {
        return template.isPresent() ? Optional.of(Evaluator.text(template.get(), location, scope)) : Optional.empty();
    }
}
