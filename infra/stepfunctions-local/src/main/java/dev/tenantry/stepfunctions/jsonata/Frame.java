package dev.tenantry.stepfunctions.jsonata;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The variables of a block or a function, and those around it. A variable may be bound to an undefined value. */
final class Frame {
    private final Frame parent;
    private final boolean global;
    private final Map<String, Object> bindings = HashMap.newHashMap(2);

    private Frame(Frame parent, boolean global) {
        this.parent = parent;
        this.global = global;
    }

    /** A frame of what an evaluation is given; its values do not count as the evaluation's memory. */
    static Frame global(Frame outer) {
        return new Frame(outer, true);
    }

    Frame inner() {
        return new Frame(this, false);
    }

    Frame bind(String name, Object value) {
        bindings.put(name, value);
        return this;
    }

    Object lookup(String name) {
        for (Frame frame = this; frame != null; frame = frame.parent) {
            Object value = frame.bindings.get(name);
            if (value != null || frame.bindings.containsKey(name)) {
                return value;
            }
        }
        return null;
    }

    boolean isGlobal() {
        return global;
    }

    Optional<Frame> parent() {
        return Optional.ofNullable(parent);
    }

    Collection<Object> values() {
        return bindings.values();
    }
}
