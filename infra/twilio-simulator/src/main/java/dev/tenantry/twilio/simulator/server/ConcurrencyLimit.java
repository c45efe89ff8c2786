package dev.tenantry.twilio.simulator.server;

import dev.tenantry.twilio.simulator.errors.ErrorCode;
import dev.tenantry.twilio.simulator.errors.TwilioException;
import java.util.HashMap;
import java.util.Map;

/** Limit on the concurrent requests of an account (Twilio docs: API concurrency; error 20429). */
final class ConcurrencyLimit {
    private final int max;
    private final Map<String, Integer> underWay = new HashMap<>();

    ConcurrencyLimit(int max) {
        this.max = max;
    }

    /** A request that is under way until it is closed. */
    final class Slot implements AutoCloseable {
        private final String account;
        private final int concurrent;

        private Slot(String account, int concurrent) {
            this.account = account;
            this.concurrent = concurrent;
        }

        /** How many were under way when this one came, itself among them. */
        int concurrent() {
            return concurrent;
        }

        @Override
        public void close() {
            leave(account);
        }
    }

    /** Counts a request of this account; 20429 when it is one too many. */
    synchronized Slot enter(String account) {
        int concurrent = underWay.getOrDefault(account, 0) + 1;
        if (concurrent > max) {
            throw new TwilioException(ErrorCode.TOO_MANY_REQUESTS, "Too Many Requests");
        }
        underWay.put(account, concurrent);
        return new Slot(account, concurrent);
    }

    private synchronized void leave(String account) {
        underWay.computeIfPresent(account, (_, count) -> count == 1 ? null : count - 1);
    }
}
