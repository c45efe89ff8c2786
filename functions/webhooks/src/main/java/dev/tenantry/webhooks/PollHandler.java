package dev.tenantry.webhooks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.tenantry.core.Environment;
import dev.tenantry.core.review.Wait;
import dev.tenantry.core.review.Waits;
import dev.tenantry.core.storage.Table;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Looks at the waits that are due, for callbacks that never came or could not be followed. Runs each minute; what it
 * does not come to is due at its next run. Another run, or a callback, may look at the same wait at the same time.
 */
public final class PollHandler implements RequestHandler<ScheduledEvent, Void> {
    private static final int AT_ONCE = 200;

    /** The function lives 60 s, and a call of Twilio's may take 20. */
    private static final Duration LOOKING = Duration.ofSeconds(35);

    private final Waits waits;
    private final Watch watch;
    private final InstantSource clock;

    /** Made by Lambda. */
    public PollHandler() {
        this(Environment.current());
    }

    private PollHandler(Environment environment) {
        this(new Waits(Table.of(environment)), Watch.of(environment), InstantSource.system());
    }

    PollHandler(Waits waits, Watch watch, InstantSource clock) {
        this.waits = waits;
        this.watch = watch;
        this.clock = clock;
    }

    @Override
    public Void handleRequest(ScheduledEvent event, Context context) {
        var begun = clock.instant();
        for (Wait wait : waits.due(begun, AT_ONCE)) {
            if (clock.instant().isAfter(begun.plus(LOOKING))) {
                break;
            }
            watch.look(wait, context.getLogger());
        }
        return null;
    }
}
