package dev.tenantry.stepfunctions.jsonata.library;

import dev.tenantry.stepfunctions.jsonata.Builtin;
import dev.tenantry.stepfunctions.jsonata.Call;
import dev.tenantry.stepfunctions.jsonata.JsonNull;
import dev.tenantry.stepfunctions.jsonata.JsonataException;
import dev.tenantry.stepfunctions.jsonata.Meter;
import dev.tenantry.stepfunctions.jsonata.Numbers;
import dev.tenantry.stepfunctions.jsonata.Sequence;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * The functions that Step Functions adds to JSONata.
 *
 * <p>Source: AWS Step Functions Developer Guide, "Transforming data with JSONata in Step Functions", section "JSONata
 * functions provided by Step Functions". A number that is to be whole is cut, not rounded; an argument that is missing
 * makes the result undefined, unless the first ones are.
 */
final class StepFunctionsFunctions {
    private static final Set<String> HASHES = Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");

    private StepFunctionsFunctions() {}

    static List<Builtin> all() {
        return List.of(
                Builtin.of("partition", 2, "<an?:a>", StepFunctionsFunctions::partition),
                Builtin.of("range", 3, "<nnn?:a>", StepFunctionsFunctions::range),
                Builtin.of("hash", 2, "<ss?:s>", StepFunctionsFunctions::hash),
                Builtin.of("parse", 1, "<s?:x>", StepFunctionsFunctions::parse),
                Builtin.of("random", 1, "<n?:n>", StepFunctionsFunctions::random),
                Builtin.of("uuid", 0, "<:s>", call -> uuid(call).toString()));
    }

    private static Object partition(Call call) {
        if (!call.has(0)) {
            return null;
        }
        Sequence items = call.array(0);
        if (items.size() == 1 && items.get(0) == JsonNull.NULL) {
            throw JsonataException.of("T0412").index(1).type("arrays");
        }
        long size = call.has(1) ? Numbers.truncated(call.number(1)) : items.size();
        if (size < 0) {
            throw JsonataException.of("D3137", "Second argument must be zero or greater");
        }
        if (size == 0 || items.isEmpty()) {
            return null;
        }
        call.meter().allocateElements(items.size() + 3 * (items.size() / size + 1));
        int width = (int) Math.min(size, items.size());
        var chunks = new Sequence(items.size() / width + 1);
        for (int start = 0; start < items.size(); start += width) {
            chunks.add(new Sequence(items.subList(start, Math.min(start + width, items.size()))));
        }
        return chunks;
    }

    private static Object range(Call call) {
        if (!call.has(0) || !call.has(1) || !call.has(2)) {
            return null;
        }
        long first = Numbers.truncated(call.number(0));
        long last = Numbers.truncated(call.number(1));
        long step = Numbers.truncated(call.number(2));
        if (step == 0) {
            return null;
        }
        // In big numbers, since the ends may be further apart than a long can say.
        BigInteger distance = BigInteger.valueOf(last).subtract(BigInteger.valueOf(first));
        BigInteger steps = distance.divide(BigInteger.valueOf(step));
        if (distance.signum() != 0 && distance.signum() != Long.signum(step)) {
            return null;
        }
        long count = steps.bitLength() > 62 ? Long.MAX_VALUE / 100 : steps.longValue() + 1;
        call.meter().allocate(count * Meter.NUMBER_BYTES + grownCapacity(count) * Meter.REFERENCE_BYTES);
        call.meter().work(count / 8);
        var range = Sequence.empty();
        range.ensureCapacity((int) count);
        long value = first;
        for (long i = 0; i < count; i++) {
            range.add(value);
            value += step;
        }
        return range;
    }

    /** The room that a list has after it grew by half whenever it was full, which is what AWS's limit shows. */
    private static long grownCapacity(long count) {
        long capacity = 10;
        while (capacity < count) {
            capacity += capacity >> 1;
        }
        return capacity;
    }

    private static Object hash(Call call) {
        if (!call.has(0) || !call.has(1)) {
            return null;
        }
        String algorithm = call.text(1);
        if (!HASHES.contains(algorithm)) {
            throw JsonataException.of("D3137", "Second argument must be one of MD5, SHA-1, SHA-256, SHA-384, SHA-512");
        }
        call.meter().allocateText(call.text(0).length());
        try {
            byte[] digest =
                    MessageDigest.getInstance(algorithm).digest(call.text(0).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object parse(Call call) {
        if (!call.has(0)) {
            return null;
        }
        try {
            return new JsonReader(call.meter()).read(call.text(0));
        } catch (IOException e) {
            throw JsonataException.of("D3137", "Invalid JSON");
        }
    }

    private static Object random(Call call) {
        return call.has(0)
                ? new Random(Numbers.truncated(call.number(0))).nextDouble()
                : call.host().random().nextDouble();
    }

    private static UUID uuid(Call call) {
        long high = (call.host().random().nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
        long low = (call.host().random().nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
