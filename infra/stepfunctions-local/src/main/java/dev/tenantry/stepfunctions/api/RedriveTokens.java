package dev.tenantry.stepfunctions.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Makes a repeated RedriveExecution with the same client token answer what the first one did. Source: API reference,
 * RedriveExecution.
 */
final class RedriveTokens {
    private static final int KEPT = 10;
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private record Redrive(String token, Instant at, long redriveMillis) {}

    private final Map<String, Deque<Redrive>> recent = new HashMap<>();

    synchronized long once(String executionArn, Optional<String> token, Instant now, LongSupplier redrive) {
        Deque<Redrive> redrives = recent.computeIfAbsent(executionArn, _ -> new ArrayDeque<>());
        redrives.removeIf(each -> each.at().plus(LIFETIME).isBefore(now));
        Optional<Redrive> same = redrives.stream()
                .filter(each -> token.filter(each.token()::equals).isPresent())
                .findFirst();
        if (same.isPresent()) {
            return same.get().redriveMillis();
        }
        long redriveMillis = redrive.getAsLong();
        token.ifPresent(text -> redrives.add(new Redrive(text, now, redriveMillis)));
        if (redrives.size() > KEPT) {
            redrives.removeFirst();
        }
        return redriveMillis;
    }
}
