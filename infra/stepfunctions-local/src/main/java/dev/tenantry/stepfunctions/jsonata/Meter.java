package dev.tenantry.stepfunctions.jsonata;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Limits of one evaluation: nesting, steps, and memory.
 *
 * <p>Steps are counted rather than timed, so that a step of an execution that is replayed ends as it did the first
 * time. A built-in function counts its own work, and so does the matching of a regular expression for each character it
 * looks at.
 *
 * <p>Memory is the size of what is in use, not of what was ever allocated. Values that are in use are kept on a stack
 * of roots by those who hold them; when the sum of what was allocated since the last look reaches the limit, everything
 * that can be reached from the roots is measured again. The sizes are chosen so that the limit lies where AWS was
 * measured to have it: {@code [1..873782]} and a string of 2<sup>22</sup> characters that was doubled are the last that
 * fit, and {@code $range(1, 360145, 1)} is.
 */
public final class Meter {
    /** What AWS answers when an expression is nested too deeply. */
    public static final String TOO_DEEP = "Stack overflow error: Check for non-terminating recursive function."
            + " Consider rewriting as tail-recursive.";

    /** What AWS answers when an expression takes too long. */
    public static final String TOO_LONG = "Expression evaluation timeout: Check for infinite loop";

    /** What AWS answers when an expression needs too much memory. */
    public static final String TOO_LARGE =
            "Expression evaluation memory limit exceeded: Check for excessive memory usage";

    /** Bytes of a number in a list that is not a range. */
    public static final int NUMBER_BYTES = 24;

    /** Bytes of a place in a list. */
    public static final int REFERENCE_BYTES = 4;

    /** Bytes of a value in a range of whole numbers. */
    static final int RANGE_ELEMENT_BYTES = 12;

    /** Bytes of a field of an object, without its value. */
    public static final int FIELD_BYTES = 48;

    private static final int HEADER_BYTES = 40;
    private static final long MAX_BYTES = 10L * 1024 * 1024 - 370;
    /** The longest text that fits at all. */
    public static final long MAX_TEXT = MAX_BYTES;

    private static final long LITTLE_BYTES = 1024 * 1024;
    private static final long HEAP_OF_ONE = 512L * 1024 * 1024;

    /**
     * Places for evaluations that need more than a little memory, so that together they do not need more than there is.
     */
    private static final Semaphore PLACES =
            new Semaphore((int) Math.max(1, Runtime.getRuntime().maxMemory() / HEAP_OF_ONE), true);

    private static final int MAX_DEPTH = 100;
    private static final int MAX_CALLBACKS = 200;
    private static final long MAX_STEPS = 2_000_000;
    private static final int STEPS_BETWEEN_YIELDS = 4_096;
    private static final int CHARACTERS_PER_STEP = 8;

    private final Budget budget;
    private int depth;
    private int callbacks;
    private long steps;
    private long nextYield = STEPS_BETWEEN_YIELDS;
    private int characters;
    private long measured;
    private long allocated;
    private Object[] roots = new Object[64];
    private int top;
    private boolean hasPlace;

    Meter(Budget budget) {
        this.budget = budget;
    }

    /** Steps that several evaluations share. */
    public static final class Budget {
        private long steps;
        private volatile boolean urgent;

        /**
         * A budget.
         *
         * @param steps how many steps all evaluations together may take
         */
        public Budget(long steps) {
            this.steps = steps;
        }

        /** Lets the evaluations come to their ends before others have their turn: somebody waits for them. */
        public void hurry() {
            urgent = true;
        }

        /** How many steps are left. */
        public long left() {
            return steps;
        }
    }

    void enter() {
        if (++depth > MAX_DEPTH) {
            throw JsonataException.of("", TOO_DEEP);
        }
        work(1);
    }

    void leave() {
        depth--;
    }

    /**
     * Begins a call that a built-in function makes. A last call does not deepen the evaluation, but within a built-in
     * function it deepens the thread's stack, and that would end at a different place each time.
     */
    void enterCallback() {
        if (++callbacks > MAX_CALLBACKS) {
            throw JsonataException.of("", TOO_DEEP);
        }
    }

    void leaveCallback() {
        callbacks--;
    }

    /** Counts work that is not an evaluation step of its own. */
    @SuppressWarnings("ThreadPriorityCheck") // For fairness only.
    public void work(long units) {
        steps += units;
        budget.steps -= units;
        if (steps > MAX_STEPS || budget.steps < 0) {
            throw JsonataException.of("", TOO_LONG);
        }
        if (steps >= nextYield) {
            nextYield = steps + STEPS_BETWEEN_YIELDS;
            // A virtual thread keeps its carrier until it waits; others are to have their turn meanwhile.
            if (!budget.urgent) {
                Thread.yield();
            }
        }
    }

    /** Counts work by the number of characters that are looked at or copied. */
    public void read(long count) {
        work(count / 32 + 1);
    }

    /** A text that counts each character that is looked at, for matching a regular expression. */
    CharSequence bounded(String text) {
        return new BoundedText(text);
    }

    /** Allows a string to be made. */
    public void allocateText(long length) {
        allocate(length);
        read(length);
    }

    /** Allows a list to be made, or to grow. */
    public void allocateElements(long count) {
        allocate(count * (NUMBER_BYTES + REFERENCE_BYTES));
        work(count / 4);
    }

    /**
     * Allows memory to be used.
     *
     * @throws JsonataException when it would be more than there is
     */
    public void allocate(long bytes) {
        if (measured + allocated + bytes > MAX_BYTES) {
            measured = bytes > MAX_BYTES ? 0 : measure();
            allocated = 0;
            if (measured + bytes > MAX_BYTES) {
                throw JsonataException.of("", TOO_LARGE);
            }
        }
        allocated += bytes;
        if (!hasPlace && measured + allocated > LITTLE_BYTES) {
            PLACES.acquireUninterruptibly();
            hasPlace = true;
        }
    }

    /** Ends the evaluation. */
    void end() {
        if (hasPlace) {
            PLACES.release();
            hasPlace = false;
        }
    }

    /** The height of the stack of roots, to be given to {@link #release}. */
    public int mark() {
        return top;
    }

    /** Keeps a value, and what can be reached from it, in the account. */
    public <T> T hold(T value) {
        if (value instanceof Number || value == null || value instanceof Boolean) {
            return value;
        }
        if (top == roots.length) {
            roots = java.util.Arrays.copyOf(roots, top * 2);
        }
        roots[top++] = value;
        return value;
    }

    /** Gives up what was held since a mark. */
    public void release(int mark) {
        while (top > mark) {
            roots[--top] = null;
        }
    }

    private long measure() {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> open = new ArrayDeque<>();
        for (int i = 0; i < top; i++) {
            reach(roots[i], seen, open);
        }
        long bytes = 0;
        while (!open.isEmpty() && bytes <= MAX_BYTES) {
            Object value = open.pop();
            work(1 + places(value));
            bytes += size(value, seen, open);
        }
        return bytes;
    }

    /** How many values have to be looked at to measure one. */
    private static int places(Object value) {
        return switch (value) {
            case Sequence list when !list.range -> list.size();
            case Map<?, ?> map -> map.size();
            case Frame frame -> frame.values().size();
            case Partial partial -> partial.arguments().size();
            default -> 0;
        };
    }

    private static void reach(Object value, Set<Object> seen, Deque<Object> open) {
        boolean counts = value instanceof String
                || value instanceof Sequence
                || value instanceof Map<?, ?>
                || value instanceof Frame
                || value instanceof Lambda
                || value instanceof Partial;
        if (counts && seen.add(value)) {
            open.push(value);
        }
    }

    private static long size(Object value, Set<Object> seen, Deque<Object> open) {
        return switch (value) {
            case String text -> NUMBER_BYTES + (long) text.length();
            case Sequence list when list.range -> (long) RANGE_ELEMENT_BYTES * list.size();
            case Sequence list -> {
                long bytes = HEADER_BYTES + (long) REFERENCE_BYTES * list.size();
                for (Object each : list) {
                    if (each instanceof Number) {
                        bytes += NUMBER_BYTES;
                    } else {
                        reach(each, seen, open);
                    }
                }
                yield bytes;
            }
            case Map<?, ?> map -> {
                map.values().forEach(each -> reach(each, seen, open));
                yield HEADER_BYTES + (long) (FIELD_BYTES + NUMBER_BYTES) * map.size();
            }
            case Frame frame -> {
                frame.values().forEach(each -> reach(each, seen, open));
                frame.parent().filter(parent -> !parent.isGlobal()).ifPresent(parent -> reach(parent, seen, open));
                yield HEADER_BYTES + (long) FIELD_BYTES * frame.values().size();
            }
            case Lambda lambda -> {
                reach(lambda.environment(), seen, open);
                reach(lambda.input(), seen, open);
                yield HEADER_BYTES;
            }
            case Partial partial -> {
                reach(partial.target(), seen, open);
                partial.arguments().forEach(each -> reach(each, seen, open));
                yield HEADER_BYTES
                        + (long) REFERENCE_BYTES * partial.arguments().size();
            }
            default -> 0;
        };
    }

    /** Text whose characters are counted as they are read. */
    private final class BoundedText implements CharSequence {
        private final String text;

        BoundedText(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++characters >= CHARACTERS_PER_STEP) {
                characters = 0;
                work(1);
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
