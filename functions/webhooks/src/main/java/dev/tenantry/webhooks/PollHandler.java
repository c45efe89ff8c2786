package dev.tenantry.webhooks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.tenantry.core.Environment;
import dev.tenantry.core.log.FunctionLog;
import dev.tenantry.core.pendingreview.PendingReview;
import dev.tenantry.core.pendingreview.PendingReviews;
import dev.tenantry.core.storage.Table;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Looks at the pendingReviews that are due, for callbacks that never came or could not be followed. Runs each minute;
 * what it does not come to is due at its next run. Another run, or a callback, may look at the same wait at the same
 * time.
 */
public final class PollHandler implements RequestHandler<ScheduledEvent, Void> {
    private static final int MOST_CHECKS = 200;

    /** The function lives 60 s, and a call of Twilio's may take 20. */
    private static final Duration CHECK_TIME = Duration.ofSeconds(35);

    private final PendingReviews pendingReviews;
    private final ReviewCheckRunner runner;
    private final InstantSource clock;

    public PollHandler() {
        this(Environment.current());
    }

    private PollHandler(Environment environment) {
        this(environment, Table.of(environment));
    }

    private PollHandler(Environment environment, Table table) {
        this(new PendingReviews(table), ReviewCheckRunner.of(environment, table), InstantSource.system());
    }

    PollHandler(PendingReviews pendingReviews, ReviewCheckRunner runner, InstantSource clock) {
        this.pendingReviews = pendingReviews;
        this.runner = runner;
        this.clock = clock;
    }

    @Override
    public Void handleRequest(ScheduledEvent event, Context context) {
        var begun = clock.instant();
        for (PendingReview pending : pendingReviews.due(begun, MOST_CHECKS)) {
            if (clock.instant().isAfter(begun.plus(CHECK_TIME))) {
                break;
            }
            runner.check(pending, FunctionLog.of(context));
        }
        return null;
    }
}
