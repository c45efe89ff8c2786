package dev.tenantry.stepfunctions.jsonata.library;

import dev.tenantry.stepfunctions.jsonata.Builtin;
import dev.tenantry.stepfunctions.jsonata.Call;
import dev.tenantry.stepfunctions.jsonata.Function;
import dev.tenantry.stepfunctions.jsonata.JsonataException;
import dev.tenantry.stepfunctions.jsonata.MergeSort;
import dev.tenantry.stepfunctions.jsonata.Meter;
import dev.tenantry.stepfunctions.jsonata.Numbers;
import dev.tenantry.stepfunctions.jsonata.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions that call functions. */
final class HigherOrderFunctions {
    private HigherOrderFunctions() {}

    static List<Builtin> all() {
        return List.of(
                Builtin.of("map", 2, "<af>", HigherOrderFunctions::map),
                Builtin.of("filter", 2, "<af>", HigherOrderFunctions::filter),
                Builtin.of("single", 2, "<af?>", HigherOrderFunctions::single),
                Builtin.of("reduce", 3, "<afj?:j>", HigherOrderFunctions::reduce),
                Builtin.of("sift", 2, "<o-f?:o>", HigherOrderFunctions::sift),
                Builtin.of("each", 2, "<o-f:a>", HigherOrderFunctions::each),
                Builtin.of("sort", 2, "<af?:a>", HigherOrderFunctions::sort));
    }

    private static Object map(Call call) {
        if (!call.has(0)) {
            return null;
        }
        Sequence results = call.meter().hold(Sequence.empty());
        Sequence list = call.array(0);
        for (int i = 0; i < list.size(); i++) {
            int mark = call.meter().mark();
            Object result = call.applyTo(call.function(1), list.get(i), (long) i, list);
            if (result != null) {
                call.add(results, result);
            }
            call.meter().release(mark);
        }
        return results;
    }

    private static boolean accepts(Call call, Object value, Object key, Object whole) {
        int mark = call.meter().mark();
        Object result = call.applyTo(call.function(1), value, key, whole);
        call.meter().release(mark);
        return call.calls().operators().isTrue(result);
    }

    private static Object filter(Call call) {
        if (!call.has(0)) {
            return null;
        }
        Sequence results = call.meter().hold(Sequence.empty());
        Sequence list = call.array(0);
        for (int i = 0; i < list.size(); i++) {
            if (accepts(call, list.get(i), (long) i, list)) {
                call.add(results, list.get(i));
            }
        }
        return results;
    }

    private static Object single(Call call) {
        if (!call.has(0)) {
            return null;
        }
        Sequence list = call.array(0);
        boolean found = false;
        Object result = null;
        for (int i = 0; i < list.size(); i++) {
            call.meter().work(1);
            if (!call.has(1) || accepts(call, list.get(i), (long) i, list)) {
                if (found) {
                    throw JsonataException.of("D3138");
                }
                found = true;
                result = list.get(i);
            }
        }
        if (!found) {
            throw JsonataException.of("D3139");
        }
        return result;
    }

    private static Object reduce(Call call) {
        if (!call.has(0)) {
            return null;
        }
        Function function = call.function(1);
        int arity = function.arity();
        if (arity < 2) {
            throw JsonataException.of("D3050");
        }
        Sequence list = call.array(0);
        boolean startsWithFirst = !call.has(2) && !list.isEmpty();
        Object result = startsWithFirst ? list.get(0) : call.at(2);
        int mark = call.meter().mark();
        for (int i = startsWithFirst ? 1 : 0; i < list.size(); i++) {
            result = switch (arity) {
                case 2 -> call.apply(function, result, list.get(i));
                case 3 -> call.apply(function, result, list.get(i), (long) i);
                default -> call.apply(function, result, list.get(i), (long) i, list);
            };
            call.meter().release(mark);
            call.meter().hold(result);
        }
        return result;
    }

    private static Object sift(Call call) {
        Map<String, Object> result = call.meter().hold(new LinkedHashMap<>());
        if (call.at(0) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (accepts(call, value, name, map)) {
                    call.meter().allocate(Meter.FIELD_BYTES);
                    result.put((String) name, value);
                }
            });
        }
        return result.isEmpty() ? null : result;
    }

    private static Object each(Call call) {
        Sequence results = call.meter().hold(Sequence.empty());
        if (call.at(0) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                int mark = call.meter().mark();
                Object result = call.applyTo(call.function(1), value, name, map);
                if (result != null) {
                    call.add(results, result);
                }
                call.meter().release(mark);
            });
        }
        return results;
    }

    private static Object sort(Call call) {
        if (!call.has(0) || call.array(0).size() <= 1) {
            return call.at(0);
        }
        Sequence list = call.array(0);
        if (call.has(1)) {
            return new MergeSort(call.meter()).sort(list, (left, right) -> {
                int mark = call.meter().mark();
                Object result = call.apply(call.function(1), left, right);
                call.meter().release(mark);
                return result instanceof Sequence
                        || result instanceof Map<?, ?>
                        || call.calls().operators().isTrue(result);
            });
        }
        call.meter().work(list.size());
        if (list.stream().allMatch(Numbers::isNumeric)) {
            return new MergeSort(call.meter())
                    .sort(list, (left, right) -> Numbers.compare((Number) left, (Number) right) > 0);
        }
        if (list.stream().allMatch(String.class::isInstance)) {
            return new MergeSort(call.meter())
                    .sort(list, (left, right) -> call.calls().operators().compare((String) left, (String) right) > 0);
        }
        throw JsonataException.of("D3070");
    }
}
