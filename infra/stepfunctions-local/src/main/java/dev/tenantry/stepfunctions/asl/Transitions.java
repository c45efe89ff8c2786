package dev.tenantry.stepfunctions.asl;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Checks where the states of one flow lead: every target exists, every state can be reached, and the flow can end. */
final class Transitions {
    private static final String MISSING_TARGET = "MISSING_TRANSITION_TARGET";

    private Transitions() {}

    /**
     * Checks a flow.
     *
     * @param outermost whether it is the machine's own: an inner flow without an end is not reported
     */
    static void check(Node flow, String startAt, Map<String, State> states, boolean outermost) {
        Node statesNode = flow.child("States");
        if (!startAt.isEmpty() && !statesNode.has(startAt)) {
            flow.diagnostics().add(MISSING_TARGET, flow.location() + "/StartAt", "Missing 'Next' target: " + startAt);
        }
        states.forEach((name, state) -> checkTargets(statesNode, name, state));
        if (outermost && states.values().stream().noneMatch(Transitions::ends)) {
            statesNode.diagnostics().add("MISSING_END_STATE", "", "Workflow has no terminal state");
        } else if (!startAt.isEmpty()) {
            checkReachable(statesNode, startAt, states);
        }
    }

    private static void checkTargets(Node states, String name, State state) {
        switch (state) {
            case State.Choice choice -> {
                for (int i = 0; i < choice.rules().size(); i++) {
                    Exit exit = choice.rules().get(i).exit();
                    checkTarget(states, exit, name + "/Choices[" + i + "]/Next");
                }
                choice.otherwise().ifPresent(exit -> checkTarget(states, exit, name + "/Default"));
            }
            case State.Task task -> checkTarget(states, task.exit(), name + "/Next");
            case State.Pass pass -> checkTarget(states, pass.exit(), name + "/Next");
            case State.Wait wait -> checkTarget(states, wait.exit(), name + "/Next");
            case State.Parallel parallel -> checkTarget(states, parallel.exit(), name + "/Next");
            case State.ForEach map -> checkTarget(states, map.exit(), name + "/Next");
            case State.Succeed _, State.Fail _ -> {}
        }
        for (int i = 0; i < state.errorHandling().catchers().size(); i++) {
            Exit exit = state.errorHandling().catchers().get(i).exit();
            checkTarget(states, exit, name + "/Catch[" + i + "]/Next");
        }
    }

    /** AWS says "Next" wherever the target is named. */
    private static void checkTarget(Node states, Exit exit, String where) {
        exit.next().filter(target -> !states.has(target)).ifPresent(target -> states.diagnostics()
                .add(MISSING_TARGET, states.location() + "/" + where, "Missing 'Next' target: " + target));
    }

    private static void checkReachable(Node states, String startAt, Map<String, State> byName) {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        open.add(startAt);
        while (!open.isEmpty()) {
            String name = open.remove();
            State state = byName.get(name);
            if (state != null && reached.add(name)) {
                exits(state).flatMap(exit -> exit.next().stream()).forEach(open::add);
            }
        }
        byName.keySet().stream().filter(name -> !reached.contains(name)).forEach(name -> states.diagnostics()
                .add(MISSING_TARGET, states.location() + "/" + name, "State \"" + name + "\" is not reachable."));
    }

    private static boolean ends(State state) {
        return state instanceof State.Succeed
                || state instanceof State.Fail
                || exits(state).anyMatch(exit -> exit.next().isEmpty());
    }

    private static Stream<Exit> exits(State state) {
        Stream<Exit> caught = state.errorHandling().catchers().stream().map(Catcher::exit);
        Stream<Exit> own =
                switch (state) {
                    case State.Choice choice ->
                        Stream.concat(
                                choice.rules().stream().map(State.Choice.Rule::exit), choice.otherwise().stream());
                    case State.Task task -> Stream.of(task.exit());
                    case State.Pass pass -> Stream.of(pass.exit());
                    case State.Wait wait -> Stream.of(wait.exit());
                    case State.Parallel parallel -> Stream.of(parallel.exit());
                    case State.ForEach map -> Stream.of(map.exit());
                    case State.Succeed _, State.Fail _ -> Stream.empty();
                };
        return Stream.concat(own, caught);
    }
}
