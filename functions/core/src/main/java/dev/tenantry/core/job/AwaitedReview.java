package dev.tenantry.core.job;

import java.time.Instant;

/**
 * The review that a step waits for.
 *
 * @param who who decides, e.g. {@code Twilio's reviewers}
 * @param usually how long that usually takes, in words, e.g. {@code 2 to 3 days}
 * @param since since when they have it
 */
public record AwaitedReview(String who, String usually, Instant since) {}
