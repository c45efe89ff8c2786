package dev.tenantry.twilio.simulator.state;

import dev.tenantry.twilio.simulator.storage.Database;
import dev.tenantry.twilio.simulator.storage.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Collectors;

/** Makes SIDs and secrets: the same ones in the same order for the same seed, and none twice, also after a restart. */
public final class Sids {
    private static final String COUNTER = "counter";

    private static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final long seed;
    private final Table<Long> counters;

    Sids(long seed, Database database) {
        this.seed = seed;
        this.counters = database.table("counters", Long.class);
    }

    /** A new SID, such as {@code AC} and 32 hexadecimal digits. */
    public String next(String prefix) {
        return prefix + secret(prefix);
    }

    /** 32 hexadecimal digits that nobody else gets. */
    public String secret(String purpose) {
        long number = counters.get(COUNTER).orElse(0L) + 1;
        counters.put(COUNTER, number);
        return digest(seed + ":" + purpose + ":" + number).substring(0, 32);
    }

    /** 32 letters and digits that nobody else gets, as the secrets of API keys are. */
    public String mixedSecret(String purpose) {
        var random = new Random(Long.parseUnsignedLong(secret(purpose).substring(0, 16), 16));
        return random.ints(32, 0, LETTERS_AND_DIGITS.length())
                .mapToObj(LETTERS_AND_DIGITS::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }

    private static String digest(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
