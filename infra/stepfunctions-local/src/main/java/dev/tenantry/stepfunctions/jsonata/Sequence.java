package dev.tenantry.stepfunctions.jsonata;

import java.util.ArrayList;
import java.util.Collection;

/**
 * An array while an expression is evaluated, with what JSONata remembers of where it came from. A <em>sequence</em> is
 * the result of a query: one with a single value is that value, and one without values is undefined.
 */
public final class Sequence extends ArrayList<Object> {
    private static final long serialVersionUID = 1L;

    /** Whether it is a sequence rather than an array. */
    boolean sequence;

    /** Whether a sequence stays an array when it has one value: {@code items[]}. */
    boolean keepSingleton;

    /** Whether an array constructor made it, so that a path does not flatten it. */
    boolean constructed;

    /** Whether it is a stream of tuples: maps of bindings with the value under {@code @}. */
    boolean tupleStream;

    /** Whether it holds consecutive whole numbers, which need less memory. */
    boolean range;

    /** An empty array. */
    public Sequence() {}

    /** An empty array with room for some values. */
    public Sequence(int capacity) {
        super(capacity);
    }

    /** An array of some values. */
    public Sequence(Collection<?> values) {
        super(values);
    }

    /** An empty sequence. */
    public static Sequence empty() {
        var sequence = new Sequence();
        sequence.sequence = true;
        return sequence;
    }

    /** A sequence of one value, which may be undefined. */
    public static Sequence of(Object value) {
        var sequence = new Sequence(1);
        sequence.sequence = true;
        sequence.add(value);
        return sequence;
    }

    /** An array of one value. */
    public static Sequence arrayOf(Object value) {
        var array = new Sequence(1);
        array.add(value);
        return array;
    }

    /** Whether it is a sequence rather than an array. */
    public boolean isSequence() {
        return sequence;
    }

    /** The same values as a sequence. */
    public Sequence asSequence(boolean isSequence) {
        sequence = isSequence;
        return this;
    }

    /** The value at an index; undefined beyond the ends. */
    public Object at(int index) {
        return index >= 0 && index < size() ? get(index) : null;
    }
}
