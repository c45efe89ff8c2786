package dev.tenantry.stepfunctions.jsonata;

import dev.tenantry.stepfunctions.jsonata.Node.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Evaluates a syntax tree. One evaluator serves one evaluation. */
final class Evaluator {
    private final Meter meter;
    private final Operators operators;
    private final Paths paths;
    private final Calls calls;

    Evaluator(Meter meter, Host host) {
        this.meter = meter;
        this.operators = new Operators(meter);
        this.paths = new Paths(this);
        this.calls = new Calls(this, host);
    }

    Meter meter() {
        return meter;
    }

    Operators operators() {
        return operators;
    }

    Paths paths() {
        return paths;
    }

    /**
     * Evaluates a node.
     *
     * @param input the context
     * @return null when the result is undefined
     */
    Object evaluate(Node node, Object input, Frame frame) {
        meter.enter();
        int mark = meter.mark();
        Object result = dispatch(node, input, frame);
        for (Node predicate : node.predicates) {
            result = paths.filter(predicate.left, meter.hold(result), frame);
        }
        if (node.hasGroup && !node.is(Kind.PATH)) {
            result = group(node.group, meter.hold(result), frame);
        }
        meter.release(mark);
        meter.leave();
        return meter.hold(collapsed(node, result));
    }

    /** A sequence of one value is that value, and an empty one is undefined. */
    private static Object collapsed(Node node, Object result) {
        if (!(result instanceof Sequence list) || !list.sequence || list.tupleStream) {
            return result;
        }
        if (node.keepArray) {
            list.keepSingleton = true;
        }
        if (list.isEmpty()) {
            return null;
        }
        return list.size() == 1 && !list.keepSingleton ? list.get(0) : list;
    }

    private Object dispatch(Node node, Object input, Frame frame) {
        return switch (node.type) {
            case PATH -> paths.evaluate(node, input, frame);
            case BINARY -> binary(node, input, frame);
            case UNARY -> unary(node, input, frame);
            case NAME -> lookup(input, node.text());
            case STRING, NUMBER, VALUE, REGEX -> node.value;
            case WILDCARD -> wildcard(input);
            case DESCENDANT -> descendants(input);
            case PARENT -> frame.lookup(node.slot.label);
            case CONDITION -> condition(node, input, frame);
            case BLOCK -> block(node, input, frame);
            case BIND -> {
                Object value = evaluate(node.right, input, frame);
                frame.bind(node.left.text(), value);
                yield value;
            }
            case FUNCTION -> calls.function(node, input, frame);
            case VARIABLE -> node.value.equals("") ? input : frame.lookup(node.text());
            case LAMBDA -> new Lambda(node, input, frame);
            case PARTIAL -> calls.partial(node, input, frame);
            case APPLY -> calls.applyOperator(node, input, frame);
            case TRANSFORM -> new Transformer(this, node, frame).function();
            case OPERATOR, END, SORT, FILTER, INDEX ->
                throw new IllegalStateException("not an expression: " + node.type);
        };
    }

    private Object binary(Node node, Object input, Frame frame) {
        String operator = node.text();
        Object left = evaluate(node.left, input, frame);
        if (Operators.isLazy(operator)) {
            boolean known = operators.isTrue(left);
            return known == operator.equals("or")
                    ? known
                    : (Object) operators.isTrue(evaluate(node.right, input, frame));
        }
        return operators.evaluate(operator, left, evaluate(node.right, input, frame));
    }

    private Object unary(Node node, Object input, Frame frame) {
        return switch (node.text()) {
            case "[" -> array(node, input, frame);
            case "{" -> group(node.pairs, input, frame);
            default -> {
                Object value = evaluate(node.left, input, frame);
                if (value == null) {
                    yield null;
                }
                if (!Numbers.isNumeric(value)) {
                    throw JsonataException.of("D1002").value(value).token(node.text());
                }
                yield Numbers.of(-((Number) value).doubleValue());
            }
        };
    }

    private Sequence array(Node node, Object input, Frame frame) {
        Sequence result = meter.hold(new Sequence(Math.min(node.children.size(), 10)));
        result.constructed = node.constructsArray;
        for (Node item : node.children) {
            int mark = meter.mark();
            Object value = evaluate(item, input, frame);
            if (value instanceof Sequence values && !item.isOperator("[")) {
                if (values.range && node.children.size() == 1) {
                    result.range = true;
                    meter.work(values.size() / 8);
                    // A range that is written here is the array itself: there is no second copy of it.
                    meter.allocate(item.isOperator("..") ? 0 : (long) Meter.RANGE_ELEMENT_BYTES * values.size());
                    result.ensureCapacity(values.size());
                } else {
                    meter.allocateElements(values.size());
                }
                result.addAll(values);
            } else if (value != null) {
                meter.allocateElements(1);
                result.add(value);
            }
            meter.release(mark);
        }
        return result;
    }

    /** The value of a name in an object, or in each object of a list. */
    Object lookup(Object input, String name) {
        if (input instanceof Map<?, ?> map) {
            return map.get(name);
        }
        if (!(input instanceof Sequence list)) {
            return null;
        }
        meter.work(1 + list.size() / 4);
        var found = Sequence.empty();
        for (Object each : list) {
            Object value = lookup(each, name);
            if (value instanceof Sequence values) {
                meter.allocateElements(values.size());
                found.addAll(values);
            } else if (value != null) {
                meter.allocateElements(1);
                found.add(value);
            }
        }
        return found;
    }

    private Object wildcard(Object input) {
        var results = Sequence.empty();
        if (input instanceof Map<?, ?> map) {
            for (Object value : map.values()) {
                addField(results, value);
            }
        } else if (input instanceof Sequence list) {
            for (Object value : list) {
                addField(results, value);
            }
        }
        return results;
    }

    private void addField(Sequence results, Object value) {
        if (value instanceof Sequence) {
            results.sequence = false;
            flatten(value, results);
        } else {
            meter.allocateElements(1);
            results.add(value);
        }
    }

    private void flatten(Object value, Sequence results) {
        meter.work(1);
        if (value instanceof Sequence list) {
            list.forEach(each -> flatten(each, results));
        } else {
            meter.allocateElements(1);
            results.add(value);
        }
    }

    private Object descendants(Object input) {
        if (input == null) {
            return null;
        }
        var results = Sequence.empty();
        descend(input, results);
        return results.size() == 1 ? results.get(0) : results;
    }

    private void descend(Object input, Sequence results) {
        meter.work(1);
        if (input instanceof Sequence list) {
            list.forEach(each -> descend(each, results));
            return;
        }
        meter.allocateElements(1);
        results.add(input);
        if (input instanceof Map<?, ?> map) {
            map.values().forEach(each -> descend(each, results));
        }
    }

    private Object condition(Node node, Object input, Frame frame) {
        if (node.condition == null) {
            Object value = evaluate(node.left, input, frame);
            boolean good = node.value.equals("??") ? value != null : operators.isTrue(value);
            return good ? value : evaluate(node.otherwise, input, frame);
        }
        if (operators.isTrue(evaluate(node.condition, input, frame))) {
            return evaluate(node.left, input, frame);
        }
        return node.otherwise == null ? null : evaluate(node.otherwise, input, frame);
    }

    private Object block(Node node, Object input, Frame frame) {
        Frame inner = meter.hold(frame.inner());
        Object result = null;
        for (Node each : node.children) {
            int mark = meter.mark();
            result = evaluate(each, input, inner);
            meter.release(mark);
        }
        return result;
    }

    /** What a group of an object constructor is made of. */
    private static final class Group {
        private final int pair;
        private Object data;
        private boolean merged;

        Group(int pair, Object data) {
            this.pair = pair;
            this.data = data;
        }
    }

    /** Groups values by their keys, and makes an object with a field for each key. */
    Map<String, Object> group(List<Node.Pair> pairs, Object input, Frame frame) {
        boolean tuples = input instanceof Sequence list && list.tupleStream;
        Sequence items = input instanceof Sequence list && !list.isEmpty()
                ? list
                : Sequence.of(input instanceof Sequence ? null : input);
        Map<String, Group> groups = new LinkedHashMap<>();
        Sequence held = meter.hold(new Sequence());
        for (Object item : items) {
            int mark = meter.mark();
            Frame inner = tuples ? paths.frame(frame, item) : frame;
            Object context = tuples ? Paths.valueOf(item) : item;
            for (int i = 0; i < pairs.size(); i++) {
                Object key = evaluate(pairs.get(i).key(), context, inner);
                if (key != null) {
                    collect(groups, key, i, item);
                }
            }
            meter.release(mark);
        }
        Map<String, Object> result = meter.hold(new LinkedHashMap<>());
        for (Map.Entry<String, Group> entry : groups.entrySet()) {
            int mark = meter.mark();
            Object context = entry.getValue().data;
            Frame inner = frame;
            if (tuples) {
                Map<String, Object> tuple = paths.reduced(context);
                context = tuple.remove("@");
                inner = paths.frame(frame, tuple);
            }
            Object value = evaluate(pairs.get(entry.getValue().pair).value(), context, inner);
            if (value != null) {
                meter.allocate(Meter.FIELD_BYTES);
                result.put(entry.getKey(), value);
            }
            meter.release(mark);
        }
        held.clear();
        return result;
    }

    private void collect(Map<String, Group> groups, Object key, int pair, Object item) {
        if (!(key instanceof String name)) {
            throw JsonataException.of("T1003").value(key);
        }
        Group group = groups.get(name);
        if (group == null) {
            meter.allocate(Meter.FIELD_BYTES + name.length());
            groups.put(name, new Group(pair, item));
            return;
        }
        if (group.pair != pair) {
            throw JsonataException.of("D1009").value(key);
        }
        if (group.merged && group.data instanceof Sequence data) {
            meter.allocateElements(1);
            Operators.addAll(data, item);
        } else {
            group.data = operators.append(group.data, item);
            group.merged = true;
        }
    }
}
