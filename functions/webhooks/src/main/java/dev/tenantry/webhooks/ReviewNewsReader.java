package dev.tenantry.webhooks;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.tenantry.core.Environment;
import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.review.Waits;
import dev.tenantry.core.storage.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;

/** Looks at everything that an organisation waits for when there is news of a review of its. */
final class ReviewNewsReader {
    /**
     * How long the looks of one batch may take. The function lives 60 s, and a call of Twilio's may take 20; whatever
     * is left after this is made due, so that the poller looks.
     */
    private static final Duration LOOKING = Duration.ofSeconds(20);

    private final Waits waits;
    private final Watch watch;
    private final InstantSource clock;

    ReviewNewsReader(Waits waits, Watch watch, InstantSource clock) {
        this.waits = waits;
        this.watch = watch;
        this.clock = clock;
    }

    static ReviewNewsReader of(Environment environment) {
        return new ReviewNewsReader(new Waits(Table.of(environment)), Watch.of(environment), InstantSource.system());
    }

    /** Begins a batch of news, all of which had come by now. */
    Batch begin(LambdaLogger logger) {
        return new Batch(logger, clock.instant().plus(LOOKING));
    }

    /** News that came together. One look at an organisation is enough for all that is told of it. */
    final class Batch {
        private final LambdaLogger logger;
        private final Instant end;
        private final Set<OrgId> seen = new HashSet<>();

        private Batch(LambdaLogger logger, Instant end) {
            this.logger = logger;
            this.end = end;
        }

        /**
         * Looks at what an organisation waits for. A look that fails is left to the poller.
         *
         * @throws software.amazon.awssdk.core.exception.SdkException when it cannot be read what it waits for
         */
        void heard(OrgId orgId) {
            if (!seen.add(orgId)) {
                return;
            }
            for (var wait : waits.of(orgId)) {
                if (clock.instant().isBefore(end)) {
                    watch.look(wait, logger);
                } else {
                    watch.leave(wait);
                }
            }
        }
    }
}
