package dev.tenantry.twilio.simulator.domain;

import dev.tenantry.twilio.simulator.storage.Database;
import dev.tenantry.twilio.simulator.storage.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Makes SIDs and secrets: the same ones in the same order for the same seed, and none twice, also after a restart. */
public final class Sids {
    private static final String COUNTER = "counter";

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

    private static String digest(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
