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

    public Page {
        items = List.copyOf(items);
    }

    /**
     * A page of what a query found that asked for one item more than the page holds: if that item exists, there is a
     * next page.
     *
     * @param found in the list's order
     * @param limit how many items the page holds
     * @param id the id of an item; the next page begins after the last item's
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, String> id) {
        return found.size() <= limit
                ? new Page<>(found, Optional.empty())
                : new Page<>(found.subList(0, limit), Optional.of(id.apply(found.get(limit - 1))));
    }
}
