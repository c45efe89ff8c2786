package dev.tenantry.local.iam;

import java.util.List;

/**
 * The decision about one access of a function.
 *
 * @param function the function's logical id
 * @param access what it asks for
 * @param allowing the numbers, from 0, of the statements of its policies that allow it; none: it is denied
 */
public record Decision(String function, Access access, List<Integer> allowing) {

    /** Copies the numbers. */
    public Decision {
        allowing = List.copyOf(allowing);
    }

    /** Whether the request may do this. */
    public boolean isAllowed() {
        return !allowing.isEmpty();
    }
}
