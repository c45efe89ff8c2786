package dev.tenantry.local.template;

import java.time.Duration;
import java.util.Optional;

/**
 * The limits of a delivery's retries.
 *
 * @param maximumAttempts the most retries after the first attempt; empty for no limit
 * @param maximumAge how old an event may become; empty for no limit
 */
public record RetryPolicy(Optional<Integer> maximumAttempts, Optional<Duration> maximumAge) {

    /**
     * Whether a delivery that has just failed is tried again.
     *
     * @param retriesSoFar the retries already made
     * @param age how old the event is
     * @return whether neither limit is reached
     */
    public boolean allows(int retriesSoFar, Duration age) {
        return maximumAttempts.map(most -> retriesSoFar < most).orElse(true)
                && maximumAge.map(oldest -> age.compareTo(oldest) < 0).orElse(true);
    }
}
