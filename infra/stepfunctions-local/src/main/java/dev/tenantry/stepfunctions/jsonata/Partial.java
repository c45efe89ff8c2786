package dev.tenantry.stepfunctions.jsonata;

import java.util.ArrayList;
import java.util.List;

/**
 * A function with some of its arguments given: {@code $f(?, 2)}.
 *
 * @param target the function
 * @param arguments its arguments, {@link #OPEN} in place of those that are still to come
 */
record Partial(Function target, List<Object> arguments) implements Function {
    /** The place of an argument that is still to come. */
    static final Object OPEN = new Object();

    @Override
    public int arity() {
        return (int) arguments.stream().filter(OPEN::equals).count();
    }

    /** The arguments of the function once those that were open are there. */
    List<Object> complete(List<Object> given) {
        List<Object> all = new ArrayList<>(arguments);
        int next = 0;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) == OPEN) {
                all.set(i, next < given.size() ? given.get(next) : null);
                next++;
            }
        }
        return all;
    }
}
