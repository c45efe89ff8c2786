package dev.tenantry.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The longest way through a state machine's definition: states that follow each other add up, and of the branches of a
 * Parallel state the longest counts. It knows the states that the machine here has, Task and Parallel.
 *
 * @param length the time along the way, in the unit of the states' times
 * @param states the Task states on the way
 */
record CriticalPath(double length, List<String> states) {
    private static final CriticalPath NOTHING = new CriticalPath(0, List.of());

    CriticalPath {
        states = List.copyOf(states);
    }

    /**
     * Finds the way.
     *
     * @param machine a state machine, or a branch of one, in Amazon States Language
     * @param time how long a Task state takes, by its name
     */
    static CriticalPath of(JsonNode machine, ToDoubleFunction<String> time) {
        var path = NOTHING;
        var name = machine.required("StartAt").textValue();
        while (name != null) {
            var state = machine.required("States").required(name);
            path = path.then(of(name, state, time));
            name = state.path("Next").textValue();
        }
        return path;
    }

    private static CriticalPath of(String name, JsonNode state, ToDoubleFunction<String> time) {
        var type = state.required("Type").textValue();
        return switch (type) {
            case "Task" -> new CriticalPath(time.applyAsDouble(name), List.of(name));
            case "Parallel" -> longest(state.required("Branches"), time);
            default -> throw new IllegalArgumentException("The state " + name + " is a " + type);
        };
    }

    private static CriticalPath longest(JsonNode branches, ToDoubleFunction<String> time) {
        var longest = NOTHING;
        for (var branch : branches) {
            var path = of(branch, time);
            longest = path.length > longest.length ? path : longest;
        }
        return longest;
    }

    private CriticalPath then(CriticalPath next) {
        var all = new ArrayList<>(states);
        all.addAll(next.states);
        return new CriticalPath(length + next.length, all);
    }
}
