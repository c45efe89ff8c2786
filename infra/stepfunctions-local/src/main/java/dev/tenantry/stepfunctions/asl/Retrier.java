package dev.tenantry.stepfunctions.asl;

import java.util.List;
import java.util.OptionalLong;

/**
 * One entry of a Retry list.
 *
 * @param errorEquals the error names it is for
 * @param intervalSeconds seconds before the first retry
 * @param maxAttempts retries, not counting the first attempt; 0 never retries
 * @param backoffRate what the delay is multiplied with from retry to retry
 * @param maxDelaySeconds the longest delay
 * @param fullJitter whether the delay is drawn at random between 0 and itself
 */
public record Retrier(
        List<String> errorEquals,
        long intervalSeconds,
        long maxAttempts,
        double backoffRate,
        OptionalLong maxDelaySeconds,
        boolean fullJitter) {
    /**
     * The delay before a retry, in milliseconds and before any jitter.
     *
     * @param retriesBefore how often this retrier has retried already
     */
    public long delayMillis(long retriesBefore) {
        double seconds = intervalSeconds * Math.pow(backoffRate, (double) retriesBefore);
        double capped = maxDelaySeconds.isPresent() ? Math.min(seconds, (double) maxDelaySeconds.getAsLong()) : seconds;
        return Math.round(capped * 1000);
    }
}
