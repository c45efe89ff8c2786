package dev.tenantry.stepfunctions.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tenantry.stepfunctions.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * The functions that Step Functions adds to JSONata, and those of JSONata that it answers differently.
 *
 * <p>Source: AWS Step Functions Developer Guide, "Transforming data with JSONata in Step Functions", section "JSONata
 * functions provided by Step Functions"; the limits are those of the intrinsic functions that they replace.
 */
final class Functions {
    private static final Set<String> HASHES = Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");
    private static final int MAX_RANGE = 1_000;
    private static final int MAX_HASH_INPUT = 10_000;

    private static final JFunction PARTITION = new JFunction((input, args) -> partition(args), null);
    private static final JFunction RANGE = new JFunction((input, args) -> range(args), null);
    private static final JFunction HASH = new JFunction((input, args) -> hash(args), null);
    private static final JFunction PARSE = new JFunction((input, args) -> parse(args), null);

    private Functions() {}

    static void bind(Jsonata.Frame frame, Scope scope) {
        frame.bind("partition", (Object) PARTITION);
        frame.bind("range", (Object) RANGE);
        frame.bind("hash", (Object) HASH);
        frame.bind("parse", (Object) PARSE);
        frame.bind("random", (Object) new JFunction((input, args) -> random(args, scope), null));
        frame.bind("uuid", (Object) new JFunction((input, args) -> uuid(scope).toString(), null));
        frame.bind("millis", (Object) new JFunction((input, args) -> scope.timeMillis(), null));
        frame.bind("now", (Object) new JFunction((input, args) -> now(args, scope), null));
        // Step Functions leaves $eval out; unbinding makes it "a non-function", as any unknown name is.
        frame.bind("eval", (Object) null);
    }

    private static Object argument(List<?> args, int index) {
        return index < args.size() ? args.get(index) : null;
    }

    private static Object partition(List<?> args) {
        Object array = argument(args, 0);
        if (array == null) {
            return null;
        }
        List<?> items = array instanceof List<?> list ? list : List.of(array);
        int size = integer(args, 1, "partition");
        if (size <= 0) {
            throw mismatch(2, "partition");
        }
        List<Object> chunks = new ArrayList<>();
        for (int start = 0; start < items.size(); start += size) {
            chunks.add(new ArrayList<>(items.subList(start, Math.min(start + size, items.size()))));
        }
        return chunks;
    }

    private static Object range(List<?> args) {
        long first = integer(args, 0, "range");
        long last = integer(args, 1, "range");
        long step = integer(args, 2, "range");
        if (step == 0) {
            throw mismatch(3, "range");
        }
        if ((last - first) / step + 1 > MAX_RANGE) {
            throw mismatch(2, "range");
        }
        List<Object> values = new ArrayList<>();
        for (long value = first; step > 0 ? value <= last : value >= last; value += step) {
            values.add((int) value);
        }
        return values;
    }

    private static Object hash(List<?> args) {
        if (argument(args, 0) == null) {
            return null;
        }
        if (!(argument(args, 0) instanceof String data) || data.length() > MAX_HASH_INPUT) {
            throw mismatch(1, "hash");
        }
        if (!(argument(args, 1) instanceof String algorithm) || !HASHES.contains(algorithm)) {
            throw mismatch(2, "hash");
        }
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(data.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object parse(List<?> args) {
        Object text = argument(args, 0);
        if (text == null) {
            return null;
        }
        if (!(text instanceof String json)) {
            throw mismatch(1, "parse");
        }
        try {
            return Values.toJsonata(Json.parse(json));
        } catch (JsonProcessingException e) {
            throw new JException(e, "D3137", -1, "The argument of the parse function is not valid JSON", null);
        }
    }

    private static Object random(List<?> args, Scope scope) {
        Object seed = argument(args, 0);
        if (seed == null) {
            return scope.random().nextDouble();
        }
        if (!(seed instanceof Number number)) {
            throw mismatch(1, "random");
        }
        return new Random(number.longValue()).nextDouble();
    }

    private static UUID uuid(Scope scope) {
        long high = (scope.random().nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
        long low = (scope.random().nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static Object now(List<?> args, Scope scope) {
        return com.dashjoin.jsonata.Functions.dateTimeFromMillis(
                scope.timeMillis(), (String) argument(args, 0), (String) argument(args, 1));
    }

    private static int integer(List<?> args, int index, String function) {
        if (argument(args, index) instanceof Number number && number.doubleValue() == number.intValue()) {
            return number.intValue();
        }
        throw mismatch(index + 1, function);
    }

    private static JException mismatch(int argument, String function) {
        return new JException("T0410", -1, argument, function);
    }
}
