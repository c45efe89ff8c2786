package dev.tenantry.twilio.simulator.http;

import dev.tenantry.twilio.simulator.state.Resource;
import java.time.Instant;
import java.util.List;

/** The effect of a fault on the answer to a request that is itself processed. */
public sealed interface ResponseFault {
    /** Not at all. */
    record None() implements ResponseFault {}

    /** There are no numbers for sale. */
    record EmptyInventory() implements ResponseFault {}

    /** Lists lack their newest item. */
    record NewestHidden() implements ResponseFault {}

    /**
     * Lists lack what was made lately.
     *
     * @param since from this second on
     */
    record LatestHidden(Instant since) implements ResponseFault {}

    /** What is left of a list, newest first. */
    default <T extends Resource> List<T> shown(List<T> items) {
        return switch (this) {
            case None(), EmptyInventory() -> items;
            case NewestHidden() -> items.subList(Math.min(1, items.size()), items.size());
            case LatestHidden(var since) ->
                items.stream()
                        .filter(item -> item.dateCreated().isBefore(since))
                        .toList();
        };
    }
}
