package dev.tenantry.stepfunctions.jsonata.library;

import dev.tenantry.stepfunctions.jsonata.Builtin;
import dev.tenantry.stepfunctions.jsonata.Call;
import dev.tenantry.stepfunctions.jsonata.Function;
import dev.tenantry.stepfunctions.jsonata.JsonNull;
import dev.tenantry.stepfunctions.jsonata.JsonataException;
import dev.tenantry.stepfunctions.jsonata.Meter;
import dev.tenantry.stepfunctions.jsonata.Numbers;
import dev.tenantry.stepfunctions.jsonata.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** The functions on arrays and objects, and those on any value. */
final class ArrayFunctions {
    private ArrayFunctions() {}

    static List<Builtin> all() {
        return List.of(
                Builtin.of(
                        "count",
                        1,
                        "<a:n>",
                        call -> call.has(0) ? (long) call.array(0).size() : 0L),
                Builtin.of("boolean", 1, "<x-:b>", call -> call.has(0) ? isTrue(call) : null),
                Builtin.of("not", 1, "<x-:b>", call -> call.has(0) ? !isTrue(call) : null),
                Builtin.of("zip", 0, "<a+>", ArrayFunctions::zip),
                Builtin.of("keys", 1, "<x-:a<s>>", ArrayFunctions::keys),
                Builtin.of("lookup", 2, "<x-s:x>", ArrayFunctions::lookup),
                Builtin.of(
                        "append", 2, "<xx:a>", call -> call.calls().operators().append(call.at(0), call.at(1))),
                Builtin.of("exists", 1, "<x:b>", call -> call.has(0)),
                Builtin.of("spread", 1, "<x-:a<o>>", call -> spread(call, call.at(0))),
                Builtin.of("merge", 1, "<a<o>:o>", ArrayFunctions::merge),
                Builtin.of("reverse", 1, "<a:a>", ArrayFunctions::reverse),
                Builtin.of("error", 1, "<s?:x>", ArrayFunctions::error),
                Builtin.of("assert", 2, "<bs?:x>", ArrayFunctions::assertion),
                Builtin.of("type", 1, "<x:s>", ArrayFunctions::type),
                Builtin.of("shuffle", 1, "<a:a>", ArrayFunctions::shuffle),
                Builtin.of("distinct", 1, "<x:x>", ArrayFunctions::distinct),
                Builtin.of("clone", 1, "<(oa)-:o>", call -> call.calls()
                        .operators()
                        .copy(call.at(0))));
    }

    private static boolean isTrue(Call call) {
        return call.calls().operators().isTrue(call.at(0));
    }

    private static Object zip(Call call) {
        int length = Integer.MAX_VALUE;
        for (Object each : call.arguments()) {
            length = Math.min(length, each instanceof Sequence list ? list.size() : 0);
        }
        int width = call.arguments().size();
        length = width == 0 ? 0 : length;
        call.meter().allocateElements((long) length * (width + 2));
        var zipped = new Sequence(length);
        for (int i = 0; i < length; i++) {
            var tuple = new Sequence(width);
            for (Object each : call.arguments()) {
                tuple.add(((Sequence) each).get(i));
            }
            zipped.add(tuple);
        }
        return zipped;
    }

    private static Object keys(Call call) {
        Set<String> names = new java.util.LinkedHashSet<>();
        collectKeys(call, call.at(0), names);
        var keys = Sequence.empty();
        names.forEach(each -> call.add(keys, each));
        return keys;
    }

    private static void collectKeys(Call call, Object value, Set<String> names) {
        call.meter().work(1);
        if (value instanceof Sequence list) {
            list.forEach(each -> collectKeys(call, each, names));
        } else if (value instanceof Map<?, ?> map) {
            call.meter().work(map.size());
            map.keySet().forEach(each -> names.add((String) each));
        }
    }

    private static Object lookup(Call call) {
        return call.calls().lookup(call.at(0), call.text(1));
    }

    private static Object spread(Call call, Object value) {
        call.meter().work(1);
        if (value instanceof Sequence list) {
            var spread = new Sequence();
            for (Object each : list) {
                Object fields = spread(call, each);
                if (fields instanceof Sequence several) {
                    several.forEach(field -> call.add(spread, field));
                } else if (fields != null) {
                    call.add(spread, fields);
                }
            }
            return spread;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        var spread = Sequence.empty();
        map.forEach((name, field) -> {
            call.meter().allocate(Meter.FIELD_BYTES);
            Map<String, Object> single = LinkedHashMap.newLinkedHashMap(1);
            single.put((String) name, field);
            call.add(spread, single);
        });
        return spread;
    }

    private static Object merge(Call call) {
        if (!call.has(0)) {
            return null;
        }
        Map<String, Object> merged = call.meter().hold(new LinkedHashMap<>());
        for (Object each : call.array(0)) {
            ((Map<?, ?>) each).forEach((name, value) -> {
                call.meter().work(1);
                call.meter().allocate(Meter.FIELD_BYTES);
                merged.put((String) name, value);
            });
        }
        return merged;
    }

    private static Object reverse(Call call) {
        if (!call.has(0) || call.array(0).size() <= 1) {
            return call.at(0);
        }
        call.meter().allocateElements(call.array(0).size());
        var reversed = new Sequence(call.array(0));
        Collections.reverse(reversed);
        return reversed;
    }

    private static Object error(Call call) {
        throw JsonataException.of("D3137", call.has(0) ? call.text(0) : "$error() function evaluated");
    }

    private static Object assertion(Call call) {
        if (!Boolean.TRUE.equals(call.at(0))) {
            throw JsonataException.of("D3141", call.has(1) ? call.text(1) : "$assert() statement failed");
        }
        return null;
    }

    private static Object type(Call call) {
        return switch (call.at(0)) {
            case null -> null;
            case JsonNull _ -> "null";
            case Number number -> Numbers.isNumeric(number) ? "number" : "object";
            case String _ -> "string";
            case Boolean _ -> "boolean";
            case Sequence _ -> "array";
            case Function _ -> "function";
            default -> "object";
        };
    }

    private static Object shuffle(Call call) {
        if (!call.has(0) || call.array(0).size() <= 1) {
            return call.at(0);
        }
        call.meter().allocateElements(call.array(0).size());
        List<Object> shuffled = new ArrayList<>(call.array(0));
        Collections.shuffle(shuffled, new Random(call.host().random().nextLong()));
        return new Sequence(shuffled);
    }

    private static Object distinct(Call call) {
        if (!(call.at(0) instanceof Sequence list) || list.size() <= 1) {
            return call.at(0);
        }
        Sequence results = new Sequence().asSequence(list.isSequence());
        call.meter().hold(results);
        Set<Object> scalars = new HashSet<>();
        List<Object> containers = new ArrayList<>();
        for (Object each : list) {
            call.meter().work(1);
            boolean isContainer = each instanceof Sequence || each instanceof Map<?, ?>;
            boolean isNew = isContainer
                    ? containers.stream()
                            .noneMatch(other -> call.calls().operators().isEqual(each, other))
                    : scalars.add(each);
            if (isNew) {
                call.add(results, each);
                if (isContainer) {
                    containers.add(each);
                }
            }
        }
        return results;
    }
}
