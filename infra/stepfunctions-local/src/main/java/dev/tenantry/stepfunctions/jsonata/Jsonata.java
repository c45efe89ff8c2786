package dev.tenantry.stepfunctions.jsonata;

import java.util.List;
import java.util.Map;

/**
 * An expression of JSONata 2, evaluated within the limits of Step Functions. It may be evaluated by many threads at
 * once.
 *
 * <p>Source of the rules: docs.jsonata.org and the reference implementation, version 2.0.6.
 *
 * <p>Values are {@link String}, {@link Boolean}, {@link Long} and {@link Double}, {@link JsonNull}, {@link Sequence},
 * maps, and {@link Function}; null is undefined.
 */
public final class Jsonata {
    private final Node tree;

    private Jsonata(Node tree) {
        this.tree = tree;
    }

    /**
     * Compiles an expression.
     *
     * @throws JsonataException when it is not JSONata
     */
    public static Jsonata compile(String source) {
        return new Jsonata(Parser.parse(source));
    }

    /** What the expression refers to outside of itself, and the variables in it. */
    public References references() {
        return References.of(tree);
    }

    /** Functions that expressions can call. */
    public static final class Functions {
        private final Frame frame = Frame.global(null);

        /** The functions by their names. */
        public Functions(List<Builtin> functions) {
            functions.forEach(each -> frame.bind(each.name(), each));
        }
    }

    /**
     * Evaluates the expression.
     *
     * @param context what {@code $} is at the top level; null for nothing
     * @param variables by their names without the dollar sign
     * @return null when the result is undefined
     * @throws JsonataException when the evaluation fails, or is beyond its limits
     */
    public Object evaluate(
            Object context, Map<String, Object> variables, Functions functions, Host host, Meter.Budget budget) {
        var meter = new Meter(budget);
        Frame given = Frame.global(functions.frame).bind("$", context);
        variables.forEach(given::bind);
        Frame frame = meter.hold(given.inner());
        try {
            return new Evaluator(meter, host).evaluate(tree, context, frame);
        } finally {
            meter.end();
        }
    }
}
