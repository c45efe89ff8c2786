package dev.tenantry.stepfunctions.jsonata;

import java.util.List;

/**
 * One call of a built-in function.
 *
 * @param arguments what it is called with
 * @param environment the variables where it is called
 * @param calls makes the calls of functions that it was given
 */
public record Call(List<Object> arguments, Frame environment, Calls calls) {
    public Object at(int index) {
        return index < arguments.size() ? arguments.get(index) : null;
    }

    public boolean has(int index) {
        return at(index) != null;
    }

    public String text(int index) {
        return (String) at(index);
    }

    public Number number(int index) {
        return (Number) at(index);
    }

    public Sequence array(int index) {
        return (Sequence) at(index);
    }

    public Function function(int index) {
        return (Function) at(index);
    }

    public Meter meter() {
        return calls.meter();
    }

    public Host host() {
        return calls.host();
    }

    /** Calls a function that was given as an argument. */
    public Object apply(Function function, Object... given) {
        meter().enterCallback();
        Object result = calls.apply(function, java.util.Arrays.asList(given), JsonNull.NULL, environment);
        meter().leaveCallback();
        return result;
    }

    /** Calls a function with as many of a value, its key or index, and the whole as it declares. */
    public Object applyTo(Function function, Object value, Object key, Object whole) {
        return switch (function.arity()) {
            case 0, 1 -> apply(function, value);
            case 2 -> apply(function, value, key);
            default -> apply(function, value, key, whole);
        };
    }

    /** Adds a value to a list that is being made. */
    public void add(Sequence list, Object value) {
        meter().allocateElements(1);
        list.add(value);
    }
}
