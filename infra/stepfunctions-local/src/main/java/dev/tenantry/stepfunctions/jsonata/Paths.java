package dev.tenantry.stepfunctions.jsonata;

import dev.tenantry.stepfunctions.jsonata.Node.Kind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Evaluates paths: their steps, their predicates, their order-by clauses, and the variables that steps bind. */
final class Paths {
    private final Evaluator evaluator;
    private final Meter meter;

    Paths(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.meter = evaluator.meter();
    }

    Object evaluate(Node path, Object input, Frame frame) {
        boolean relative = !path.children.get(0).is(Kind.VARIABLE);
        Sequence items = input instanceof Sequence list && relative ? list : Sequence.of(input);
        int mark = meter.mark();
        Sequence result = null;
        Sequence tuples = null;
        boolean isTupleStream = false;
        for (int i = 0; i < path.children.size(); i++) {
            Node step = path.children.get(i);
            isTupleStream |= step.tuple;
            if (i == 0 && step.constructsArray) {
                result = (Sequence) evaluator.evaluate(step, items, frame);
            } else if (isTupleStream) {
                tuples = tupleStep(step, items, tuples, frame);
            } else {
                result = step(step, items, frame, i == path.children.size() - 1);
            }
            meter.release(mark);
            meter.hold(result);
            meter.hold(tuples);
            if (!isTupleStream && (result == null || result.isEmpty())) {
                break;
            }
            if (step.focus == null) {
                items = result;
            }
        }
        if (isTupleStream) {
            result = path.tuple ? tuples : values(tuples);
        }
        if (path.keepSingletonArray && result != null) {
            if (result.constructed && !result.sequence) {
                result = Sequence.of(result);
            }
            result.keepSingleton = true;
        }
        return path.hasGroup ? evaluator.group(path.group, isTupleStream ? tuples : result, frame) : result;
    }

    private Sequence values(Sequence tuples) {
        var values = Sequence.empty();
        for (Object tuple : tuples) {
            meter.allocateElements(1);
            values.add(valueOf(tuple));
        }
        return values;
    }

    /** The value of a tuple. */
    static Object valueOf(Object tuple) {
        return ((Map<?, ?>) tuple).get("@");
    }

    /** A frame with the bindings of a tuple. */
    Frame frame(Frame outer, Object tuple) {
        Frame frame = meter.hold(outer.inner());
        ((Map<?, ?>) tuple).forEach((name, value) -> frame.bind((String) name, value));
        return frame;
    }

    private Sequence step(Node step, Sequence items, Frame frame, boolean last) {
        if (step.is(Kind.SORT)) {
            return (Sequence) stages(step, sort(step, items, frame), frame);
        }
        Sequence results = meter.hold(new Sequence(Math.min(items.size(), 10)));
        for (int i = 0; i < items.size(); i++) {
            int mark = meter.mark();
            Object value = evaluator.evaluate(step, items.get(i), frame);
            for (Node stage : step.stages) {
                value = filter(stage.left, value, frame);
            }
            if (value != null) {
                meter.allocateElements(1);
                results.add(value);
            }
            meter.release(mark);
        }
        if (last && results.size() == 1 && results.get(0) instanceof Sequence only && !only.sequence) {
            return only;
        }
        var flat = Sequence.empty();
        for (Object value : results) {
            if (value instanceof Sequence list && !list.constructed) {
                if (list.range && results.size() == 1) {
                    return asSequence(list);
                }
                meter.allocateElements(list.size());
                flat.addAll(list);
            } else {
                meter.allocateElements(1);
                flat.add(value);
            }
        }
        return flat;
    }

    /** A range as a sequence of its own, without a copy when it is one already. */
    private Sequence asSequence(Sequence range) {
        if (range.sequence && !range.keepSingleton) {
            return range;
        }
        meter.allocate((long) Meter.RANGE_ELEMENT_BYTES * range.size());
        meter.work(range.size() / 8);
        var copy = new Sequence(range);
        copy.sequence = true;
        copy.range = true;
        return copy;
    }

    private Object stages(Node step, Object input, Frame frame) {
        Object result = input;
        for (Node stage : step.stages) {
            if (stage.is(Kind.FILTER)) {
                result = filter(stage.left, meter.hold(result), frame);
            } else {
                Sequence list = (Sequence) result;
                for (int i = 0; i < list.size(); i++) {
                    meter.allocate(Meter.FIELD_BYTES);
                    Map<String, Object> tuple = copy(list.get(i));
                    tuple.put(stage.text(), (long) i);
                    list.set(i, tuple);
                }
            }
        }
        return result;
    }

    private static Map<String, Object> copy(Object tuple) {
        Map<String, Object> copy = new LinkedHashMap<>();
        ((Map<?, ?>) tuple).forEach((name, value) -> copy.put((String) name, value));
        return copy;
    }

    private Sequence tupleStep(Node step, Sequence items, Sequence bindings, Frame frame) {
        if (step.is(Kind.SORT)) {
            Sequence sorted = sort(step, bindings == null ? items : bindings, frame);
            return (Sequence) stages(step, bindings == null ? indexed(step, sorted) : sorted, frame);
        }
        Sequence tuples = bindings == null ? meter.hold(asTuples(items)) : bindings;
        Sequence results = meter.hold(Sequence.empty());
        results.tupleStream = true;
        for (Object tuple : tuples) {
            int mark = meter.mark();
            Frame inner = frame(frame, tuple);
            Object value = evaluator.evaluate(step, valueOf(tuple), inner);
            if (value instanceof Sequence list) {
                for (int i = 0; i < list.size(); i++) {
                    results.add(tuple(step, tuple, list.tupleStream, list.get(i), i));
                }
            } else if (value != null) {
                results.add(tuple(step, tuple, false, value, 0));
            }
            meter.release(mark);
        }
        return (Sequence) stages(step, results, frame);
    }

    private Sequence asTuples(Sequence items) {
        var tuples = new Sequence(items.size());
        for (Object item : items) {
            meter.allocate(Meter.FIELD_BYTES);
            Map<String, Object> tuple = new HashMap<>();
            tuple.put("@", item);
            tuples.add(tuple);
        }
        return tuples;
    }

    private Sequence indexed(Node step, Sequence sorted) {
        var tuples = Sequence.empty();
        tuples.tupleStream = true;
        for (int i = 0; i < sorted.size(); i++) {
            meter.allocate(2L * Meter.FIELD_BYTES);
            Map<String, Object> tuple = new LinkedHashMap<>();
            tuple.put("@", sorted.get(i));
            tuple.put(String.valueOf(step.index), (long) i);
            tuples.add(tuple);
        }
        return tuples;
    }

    private Map<String, Object> tuple(Node step, Object outer, boolean isTuple, Object value, int position) {
        Map<String, Object> tuple = copy(outer);
        if (isTuple) {
            tuple.putAll(copy(value));
        } else {
            if (step.focus != null) {
                tuple.put(step.focus, value);
            } else {
                tuple.put("@", value);
            }
            if (step.index != null) {
                tuple.put(step.index, (long) position);
            }
            if (step.ancestor != null) {
                tuple.put(step.ancestor.label, valueOf(outer));
            }
        }
        meter.allocate((long) Meter.FIELD_BYTES * tuple.size());
        return tuple;
    }

    /** Merges the tuples of a group into one. */
    Map<String, Object> reduced(Object tuples) {
        if (!(tuples instanceof Sequence list)) {
            return copy(tuples);
        }
        Map<String, Object> reduced = new LinkedHashMap<>();
        for (Object tuple : list) {
            ((Map<?, ?>) tuple)
                    .forEach((name, value) -> reduced.put(
                            (String) name, evaluator.operators().append(reduced.get((String) name), value)));
        }
        return reduced;
    }

    /** The items of a list that a predicate selects, by their position or by being true. */
    Sequence filter(Node predicate, Object input, Frame frame) {
        Sequence items = input instanceof Sequence list ? list : Sequence.of(input);
        Sequence results = meter.hold(Sequence.empty());
        results.tupleStream = items.tupleStream;
        if (predicate.is(Kind.NUMBER)) {
            return indexed(items, (Number) predicate.value, results);
        }
        for (int index = 0; index < items.size(); index++) {
            int mark = meter.mark();
            Object item = items.get(index);
            Frame inner = items.tupleStream ? frame(frame, item) : frame;
            Object result = evaluator.evaluate(predicate, items.tupleStream ? valueOf(item) : item, inner);
            select(results, item, index, items.size(), result);
            meter.release(mark);
        }
        return results;
    }

    private Sequence indexed(Sequence items, Number number, Sequence results) {
        int index = Numbers.clamped(number);
        Object item = items.at(index < 0 ? items.size() + index : index);
        if (item instanceof Sequence list) {
            return list;
        }
        if (item != null) {
            results.add(item);
        }
        return results;
    }

    private void select(Sequence results, Object item, int index, int size, Object result) {
        if (Numbers.isNumeric(result)) {
            selectAt(results, item, index, size, (Number) result);
        } else if (result instanceof Sequence list && isNumbers(list)) {
            for (Object each : list) {
                selectAt(results, item, index, size, (Number) each);
            }
        } else if (evaluator.operators().isTrue(result)) {
            meter.allocateElements(1);
            results.add(item);
        }
    }

    private boolean isNumbers(Sequence list) {
        meter.work(list.size());
        return list.stream().allMatch(Numbers::isNumeric);
    }

    private void selectAt(Sequence results, Object item, int index, int size, Number position) {
        int wanted = Numbers.clamped(position);
        if ((wanted < 0 ? size + wanted : wanted) == index) {
            meter.allocateElements(1);
            results.add(item);
        }
    }

    private Sequence sort(Node step, Sequence items, Frame frame) {
        boolean tuples = items.tupleStream;
        Sequence sorted = new MergeSort(meter).sort(items, (left, right) -> {
            int mark = meter.mark();
            for (Node.Term term : step.terms) {
                Object a = sortKey(term, left, tuples, frame);
                Object b = sortKey(term, right, tuples, frame);
                int order = order(a, b);
                if (order != 0) {
                    meter.release(mark);
                    boolean reversed = term.descending() && a != null && b != null;
                    return (reversed ? -order : order) > 0;
                }
            }
            meter.release(mark);
            return false;
        });
        sorted.tupleStream = tuples;
        sorted.sequence = tuples;
        return sorted;
    }

    private Object sortKey(Node.Term term, Object item, boolean tuple, Frame frame) {
        return evaluator.evaluate(term.expression(), tuple ? valueOf(item) : item, tuple ? frame(frame, item) : frame);
    }

    /** An undefined value comes last. */
    private int order(Object left, Object right) {
        if (left == null || right == null) {
            return left == null && right == null ? 0 : left == null ? 1 : -1;
        }
        if (!isSortable(left) || !isSortable(right)) {
            throw JsonataException.of("T2008").value(isSortable(left) ? right : left);
        }
        if (left instanceof String != right instanceof String) {
            throw JsonataException.of("T2007").value(left).value2(right);
        }
        return left instanceof String text
                ? Integer.signum(evaluator.operators().compare(text, (String) right))
                : Numbers.compare((Number) left, (Number) right);
    }

    private static boolean isSortable(Object value) {
        return value instanceof String || value instanceof Number;
    }
}
