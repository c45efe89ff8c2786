package dev.tenantry.stepfunctions.jsonata;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The operators on two values that have been evaluated. */
public final class Operators {
    private static final long MAX_RANGE = 10_000_000;
    private static final int MAX_DATA_DEPTH = 1_000;

    private final Meter meter;

    Operators(Meter meter) {
        this.meter = meter;
    }

    Object evaluate(String operator, Object left, Object right) {
        try {
            return switch (operator) {
                case "+", "-", "*", "/", "%" -> arithmetic(operator, left, right);
                case "=" -> left != null && right != null && isEqual(left, right);
                case "!=" -> left != null && right != null && !isEqual(left, right);
                case "<", "<=", ">", ">=" -> comparison(operator, left, right);
                case "&" -> concatenation(left, right);
                case ".." -> range(left, right);
                case "in" -> isIn(left, right);
                default -> throw new IllegalArgumentException("no operator: " + operator);
            };
        } catch (JsonataException e) {
            throw e.token(operator);
        }
    }

    private static Number arithmetic(String operator, Object left, Object right) {
        if (left != null && !Numbers.isNumeric(left)) {
            throw JsonataException.of("T2001").value(left);
        }
        if (right != null && !Numbers.isNumeric(right)) {
            throw JsonataException.of("T2002").value(right);
        }
        if (left == null || right == null) {
            return null;
        }
        double a = ((Number) left).doubleValue();
        double b = ((Number) right).doubleValue();
        return Numbers.of(
                switch (operator) {
                    case "+" -> a + b;
                    case "-" -> a - b;
                    case "*" -> a * b;
                    case "/" -> a / b;
                    default -> a % b;
                });
    }

    @SuppressWarnings("ReferenceEquality") // The same object is equal; whether others are is looked into below.
    public boolean isEqual(Object left, Object right) {
        meter.work(1);
        if (left == right) {
            return true;
        }
        return switch (left) {
            case String text -> {
                if (right instanceof String other && text.length() == other.length()) {
                    meter.read(text.length());
                    yield text.equals(other);
                }
                yield false;
            }
            case Number number -> right instanceof Number other && Numbers.compare(number, other) == 0;
            case Boolean flag -> flag.equals(right);
            case Sequence list -> right instanceof Sequence other && isEqual(list, other);
            case Map<?, ?> map -> right instanceof Map<?, ?> other && isEqual(map, other);
            case null, default -> false;
        };
    }

    private boolean isEqual(Sequence left, Sequence right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!isEqual(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean isEqual(Map<?, ?> left, Map<?, ?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (Map.Entry<?, ?> entry : left.entrySet()) {
            if (!right.containsKey(entry.getKey()) || !isEqual(entry.getValue(), right.get(entry.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /** The order of two texts. */
    public int compare(String left, String right) {
        meter.read(Math.min(left.length(), right.length()));
        return left.compareTo(right);
    }

    private Boolean comparison(String operator, Object left, Object right) {
        if (!isComparable(left) || !isComparable(right)) {
            throw JsonataException.of("T2010").value(isComparable(left) ? right : left);
        }
        if (left == null || right == null) {
            return null;
        }
        if (left instanceof String != right instanceof String) {
            throw JsonataException.of("T2009").value(left).value2(right);
        }
        if (left instanceof Number a && (Double.isNaN(a.doubleValue()) || isNaN(right))) {
            return false;
        }
        int order = left instanceof String text
                ? compare(text, (String) right)
                : Numbers.compare((Number) left, (Number) right);
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static boolean isNaN(Object value) {
        return value instanceof Number number && Double.isNaN(number.doubleValue());
    }

    private static boolean isComparable(Object value) {
        return value == null || value instanceof String || value instanceof Number;
    }

    private String concatenation(Object left, Object right) {
        String first = left == null ? "" : Stringifier.string(left, false, meter);
        String second = right == null ? "" : Stringifier.string(right, false, meter);
        meter.allocateText((long) first.length() + second.length());
        return first.concat(second);
    }

    /** The whole numbers from one to another. */
    Sequence range(Object left, Object right) {
        if (left != null && !Numbers.isWhole(left)) {
            throw JsonataException.of("T2003").value(left);
        }
        if (right != null && !Numbers.isWhole(right)) {
            throw JsonataException.of("T2004").value(right);
        }
        if (left == null || right == null || Numbers.compare((Number) left, (Number) right) > 0) {
            return null;
        }
        double size = ((Number) right).doubleValue() - ((Number) left).doubleValue() + 1;
        if (size > MAX_RANGE) {
            throw JsonataException.of("D2014").value(Numbers.of(size));
        }
        int count = (int) size;
        meter.allocate((long) Meter.RANGE_ELEMENT_BYTES * count);
        meter.work(count / 8);
        var range = new Sequence(count);
        range.sequence = true;
        range.range = true;
        for (int i = 0; i < count; i++) {
            range.add(
                    left instanceof Long first ? (Object) (first + i) : Numbers.of(((Number) left).doubleValue() + i));
        }
        return range;
    }

    private boolean isIn(Object left, Object right) {
        if (left == null || right == null) {
            return false;
        }
        if (!(right instanceof Sequence list)) {
            return isSame(left, right);
        }
        for (Object each : list) {
            meter.work(1);
            if (isSame(left, each)) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("ReferenceEquality") // Of arrays and objects the same ones count, not equal ones.
    private boolean isSame(Object left, Object right) {
        boolean scalar = left instanceof String || left instanceof Number || left instanceof Boolean;
        return left == right || (scalar && isEqual(left, right));
    }

    /** Whether a value counts as true. An undefined one does not. */
    public boolean isTrue(Object value) {
        meter.work(1);
        return switch (value) {
            case null -> false;
            case Sequence list -> {
                for (Object each : list) {
                    if (isTrue(each)) {
                        yield true;
                    }
                }
                yield false;
            }
            case String text -> !text.isEmpty();
            case Number number -> Numbers.isNumeric(number) && number.doubleValue() != 0;
            case Boolean flag -> flag;
            case Map<?, ?> map -> !map.isEmpty();
            default -> false;
        };
    }

    /** Joins two values to one list; an undefined one adds nothing. */
    public Object append(Object first, Object second) {
        if (first == null) {
            return second;
        }
        if (second == null) {
            return first;
        }
        int size = (first instanceof Sequence a ? a.size() : 1) + (second instanceof Sequence b ? b.size() : 1);
        meter.allocateElements(size);
        var joined = new Sequence(size);
        addAll(joined, first);
        addAll(joined, second);
        return joined;
    }

    static void addAll(Sequence list, Object value) {
        if (value instanceof Sequence values) {
            list.addAll(values);
        } else {
            list.add(value);
        }
    }

    /** Values at which evaluation of a boolean operator does not stop. */
    static boolean isLazy(String operator) {
        return Set.of("and", "or").contains(operator);
    }

    /** A deep copy of a value. */
    public Object copy(Object value) {
        return copy(value, 0);
    }

    private Object copy(Object value, int depth) {
        if (depth > MAX_DATA_DEPTH) {
            throw JsonataException.of("", Meter.TOO_DEEP);
        }
        meter.work(1);
        return switch (value) {
            case Sequence list -> {
                meter.allocateElements(list.size());
                var copy = new Sequence(list.size());
                list.forEach(each -> copy.add(each == null ? JsonNull.NULL : copy(each, depth + 1)));
                yield copy;
            }
            case Map<?, ?> map -> {
                meter.allocate((long) Meter.FIELD_BYTES * map.size());
                Map<String, Object> copy = new LinkedHashMap<>();
                map.forEach((name, each) -> copy.put((String) name, copy(each, depth + 1)));
                yield copy;
            }
            case Function _ -> "";
            case null, default -> value;
        };
    }
}
