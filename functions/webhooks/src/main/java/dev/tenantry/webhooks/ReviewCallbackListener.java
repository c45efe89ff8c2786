package dev.tenantry.webhooks;

import dev.tenantry.core.Environment;
import dev.tenantry.core.log.FunctionLog;
import dev.tenantry.core.pendingreview.PendingReviews;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.storage.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;

/** Looks at everything that an organisation pendingReviews for when there is news of a review of its. */
final class ReviewCallbackListener {
    /**
     * How long the looks of one batch may take. The function lives 60 s, and a call of Twilio's may take 20; whatever
     * is left after this is made due, so that the poller looks.
     */
    private static final Duration CHECK_TIME = Duration.ofSeconds(20);

    private final PendingReviews pendingReviews;
    private final ReviewCheckRunner runner;
    private final InstantSource clock;

    ReviewCallbackListener(PendingReviews pendingReviews, ReviewCheckRunner runner, InstantSource clock) {
        this.pendingReviews = pendingReviews;
        this.runner = runner;
        this.clock = clock;
    }

    static ReviewCallbackListener of(Environment environment, Table table) {
        return new ReviewCallbackListener(
                new PendingReviews(table), ReviewCheckRunner.of(environment, table), InstantSource.system());
    }

    /** Begins a batch of review callbacks, all of which have arrived already. */
    Batch begin(FunctionLog logger) {
        return new Batch(logger, clock.instant().plus(CHECK_TIME));
    }

    /**
     * Review callbacks that arrived together. One check of an organisation covers all of its callbacks in the batch.
     */
    final class Batch {
        private final FunctionLog logger;
        private final Instant end;
        private final Set<OrgId> seen = new HashSet<>();

        private Batch(FunctionLog logger, Instant end) {
            this.logger = logger;
            this.end = end;
        }

        /**
         * Checks an organisation's pending reviews. The poller repeats a check that fails.
         *
         * @throws software.amazon.awssdk.core.exception.SdkException when the organisation's pending reviews cannot be
         *     read
         */
        void onCallback(OrgId orgId) {
            if (!seen.add(orgId)) {
                return;
            }
            for (var pending : pendingReviews.of(orgId)) {
                if (clock.instant().isBefore(end)) {
                    runner.check(pending, logger);
                } else {
                    runner.makeDue(pending);
                }
            }
        }
    }
}
