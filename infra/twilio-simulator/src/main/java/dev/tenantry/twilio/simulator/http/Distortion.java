package dev.tenantry.twilio.simulator.http;

import dev.tenantry.twilio.simulator.domain.Resource;
import java.time.Instant;
import java.util.List;

/** How a fault bends what a request sees, while the request itself goes well. */
public sealed interface Distortion {
    /** Not at all. */
    record None() implements Distortion {}

    /** There are no numbers for sale. */
    record EmptyInventory() implements Distortion {}

    /** Lists lack their newest item. */
    record NewestHidden() implements Distortion {}

    /**
     * Lists lack what was made lately.
     *
     * @param since from this second on
     */
    record LatestHidden(Instant since) implements Distortion {}

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
