package dev.tenantry.stepfunctions.jsonata;

import dev.tenantry.stepfunctions.jsonata.Node.Kind;
import java.util.ArrayList;
import java.util.List;

/** Calls functions. */
public final class Calls {
    private static final Node CHAIN = Parser.parse("function($f, $g) { function($x){ $g($f($x)) } }");

    private final Evaluator evaluator;
    private final Host host;
    private final Meter meter;

    Calls(Evaluator evaluator, Host host) {
        this.evaluator = evaluator;
        this.host = host;
        this.meter = evaluator.meter();
    }

    Meter meter() {
        return meter;
    }

    Host host() {
        return host;
    }

    /** The value of a name in an object, or in each object of a list. */
    public Object lookup(Object input, String name) {
        return evaluator.lookup(input, name);
    }

    public Operators operators() {
        return evaluator.operators();
    }

    Object function(Node node, Object input, Frame frame) {
        return function(node, input, frame, new ArrayList<>());
    }

    private Object function(Node node, Object input, Frame frame, List<Object> arguments) {
        Object procedure = evaluator.evaluate(node.procedure, input, frame);
        String name = name(node.procedure);
        if (procedure == null && node.procedure.is(Kind.PATH) && frame.lookup(name) != null) {
            throw JsonataException.of("T1005").token(name);
        }
        for (Node argument : node.arguments) {
            arguments.add(evaluator.evaluate(argument, input, frame));
        }
        try {
            return apply(procedure, arguments, input, frame);
        } catch (JsonataException e) {
            throw e.token(name);
        }
    }

    private static String name(Node procedure) {
        return procedure.is(Kind.PATH)
                ? procedure.children.get(0).text()
                : procedure.value == null ? null : procedure.text();
    }

    /** Calls a function, and then each one that is its last call. */
    Object apply(Object procedure, List<Object> arguments, Object input, Frame frame) {
        meter.work(1);
        int mark = meter.mark();
        Object result = applyOnce(procedure, arguments, input, frame);
        while (result instanceof Lambda thunk && thunk.isThunk()) {
            meter.release(mark);
            meter.hold(thunk);
            meter.work(1);
            Node call = thunk.definition().body;
            Object next = evaluator.evaluate(call.procedure, thunk.input(), thunk.environment());
            List<Object> nextArguments = new ArrayList<>();
            for (Node argument : call.arguments) {
                nextArguments.add(evaluator.evaluate(argument, thunk.input(), thunk.environment()));
            }
            try {
                result = applyOnce(next, nextArguments, input, frame);
            } catch (JsonataException e) {
                throw e.token(name(call.procedure));
            }
        }
        meter.release(mark);
        return meter.hold(result);
    }

    private Object applyOnce(Object procedure, List<Object> arguments, Object input, Frame frame) {
        return switch (procedure) {
            case Builtin builtin ->
                builtin.implementation()
                        .call(new Call(builtin.signature().validate(arguments, input, meter), frame, this));
            case Lambda lambda -> {
                Signature signature = lambda.definition().signature;
                yield call(lambda, signature == null ? arguments : signature.validate(arguments, input, meter));
            }
            case Partial partial -> {
                List<Object> complete = partial.complete(arguments);
                yield partial.target() instanceof Builtin builtin
                        ? builtin.implementation().call(new Call(complete, frame, this))
                        : partial.target() instanceof Lambda lambda
                                ? call(lambda, complete)
                                : applyOnce(partial.target(), complete, input, frame);
            }
            case Regex regex -> match(regex, arguments);
            case null, default -> throw JsonataException.of("T1006");
        };
    }

    private Object match(Regex regex, List<Object> arguments) {
        if (arguments.isEmpty() || !(arguments.get(0) instanceof String text)) {
            return null;
        }
        boolean hasStart = arguments.size() > 1 && arguments.get(1) instanceof Number;
        return regex.match(text, hasStart ? Math.max(0, Numbers.clamped((Number) arguments.get(1))) : 0, meter);
    }

    private Object call(Lambda lambda, List<Object> arguments) {
        Frame frame = meter.hold(lambda.environment().inner());
        List<Node> parameters = lambda.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            frame.bind(parameters.get(i).text(), i < arguments.size() ? arguments.get(i) : null);
        }
        return evaluator.evaluate(lambda.definition().body, lambda.input(), frame);
    }

    Object partial(Node node, Object input, Frame frame) {
        List<Object> arguments = new ArrayList<>();
        for (Node argument : node.arguments) {
            boolean open = argument.is(Kind.OPERATOR);
            arguments.add(open ? Partial.OPEN : evaluator.evaluate(argument, input, frame));
        }
        Object procedure = evaluator.evaluate(node.procedure, input, frame);
        if (procedure instanceof Function function) {
            return new Partial(function, arguments);
        }
        String name = name(node.procedure);
        boolean forgotDollar = procedure == null && node.procedure.is(Kind.PATH) && frame.lookup(name) != null;
        throw JsonataException.of(forgotDollar ? "T1007" : "T1008").token(name);
    }

    /** The operator {@code ~>}: a call with the left side as first argument, or a chain of two functions. */
    Object applyOperator(Node node, Object input, Frame frame) {
        Object left = evaluator.evaluate(node.left, input, frame);
        if (node.right.is(Kind.FUNCTION)) {
            List<Object> arguments = new ArrayList<>();
            arguments.add(left);
            return function(node.right, input, frame, arguments);
        }
        Object right = evaluator.evaluate(node.right, input, frame);
        if (!(right instanceof Function)) {
            throw JsonataException.of("T2006").value(right);
        }
        List<Object> arguments = new ArrayList<>();
        arguments.add(left);
        if (left instanceof Function) {
            arguments.add(right);
            return apply(evaluator.evaluate(CHAIN, JsonNull.NULL, frame), arguments, JsonNull.NULL, frame);
        }
        return apply(right, arguments, JsonNull.NULL, frame);
    }
}
