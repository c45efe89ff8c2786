package dev.tenantry.stepfunctions.jsonata;

import java.util.Map;

/** The transform operator {@code |pattern|update,delete|}: a function that answers a changed copy of its argument. */
final class Transformer {
    private static final Signature SIGNATURE = Signature.parse("<(oa):o>");

    private final Evaluator evaluator;
    private final Node node;
    private final Frame frame;

    Transformer(Evaluator evaluator, Node node, Frame frame) {
        this.evaluator = evaluator;
        this.node = node;
        this.frame = frame;
    }

    Function function() {
        return new Builtin("transform", 1, SIGNATURE, this::transform);
    }

    private Object transform(Call call) {
        if (!call.has(0)) {
            return null;
        }
        if (!(frame.lookup("clone") instanceof Function)) {
            throw JsonataException.of("T2013");
        }
        Object result = call.meter().hold(call.calls().operators().copy(call.at(0)));
        Object matches = evaluator.evaluate(node.left, result, frame);
        if (matches instanceof Sequence list) {
            list.forEach(each -> change(each, call.meter()));
        } else if (matches != null) {
            change(matches, call.meter());
        }
        return result;
    }

    private void change(Object match, Meter meter) {
        int mark = meter.mark();
        Object update = evaluator.evaluate(node.right, match, frame);
        if (update != null && !(update instanceof Map<?, ?>)) {
            throw JsonataException.of("T2011").value(update);
        }
        if (update instanceof Map<?, ?> fields && match instanceof Map<?, ?> object) {
            fields.forEach((name, value) -> put(object, (String) name, value, meter));
        }
        Object deletions = node.delete == null ? null : evaluator.evaluate(node.delete, match, frame);
        if (deletions != null) {
            Sequence names = deletions instanceof Sequence list ? list : Sequence.arrayOf(deletions);
            meter.work(names.size());
            if (!names.stream().allMatch(String.class::isInstance)) {
                throw JsonataException.of("T2012").value(deletions);
            }
            if (match instanceof Map<?, ?> object) {
                names.forEach(object::remove);
            }
        }
        meter.release(mark);
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<?, ?> object, String name, Object value, Meter meter) {
        meter.allocate(Meter.FIELD_BYTES);
        meter.work(1);
        ((Map<String, Object>) object).put(name, value);
    }
}
