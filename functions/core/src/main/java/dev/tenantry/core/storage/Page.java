package dev.tenantry.core.storage;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list that is read piece by piece.
 *
 * @param items the part
 * @param next the cursor that the next part is read with, or empty at the end of the list
 */
public record Page<T>(List<T> items, Optional<String> next) {

    /** Keeps a copy of the list. */
    public Page {
        items = List.copyOf(items);
    }

    /**
     * The page of what was found when one more was looked for than the page holds: whether there is one more tells
     * whether the list goes on.
     *
     * @param found in the list's order
     * @param limit how many the page holds
     * @param id what the list goes on after: the last item's
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, String> id) {
        return found.size() <= limit
                ? new Page<>(found, Optional.empty())
                : new Page<>(found.subList(0, limit), Optional.of(id.apply(found.get(limit - 1))));
    }
}
