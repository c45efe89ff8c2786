package dev.tenantry.stepfunctions.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;

/**
 * Keeps an evaluation finite. The limits count evaluation steps and nesting rather than seconds, so that a replayed
 * step ends exactly as it did the first time; at the library's speed the step limit is a second or two. AWS refuses a
 * nesting of about 100.
 */
final class Bounds {
    static final String TOO_DEEP = "Stack overflow error: Check for non-terminating recursive function."
            + " Consider rewriting as tail-recursive.";
    static final String TOO_LONG = "Expression evaluation timeout: Check for infinite loop";

    private static final long MAX_STEPS = 1_000_000;
    private static final int MAX_DEPTH = 100;

    private long steps;
    private int depth;

    private Bounds() {}

    static void apply(Jsonata.Frame frame) {
        var bounds = new Bounds();
        frame.setEvaluateEntryCallback((expression, input, environment) -> bounds.enter());
        frame.setEvaluateExitCallback((expression, input, environment, result) -> bounds.depth--);
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw new JException(TOO_DEEP);
        }
        if (++steps > MAX_STEPS) {
            throw new JException(TOO_LONG);
        }
    }
}
