package dev.tenantry.core.catalog;

import java.util.Arrays;
import java.util.List;

/**
 * A part of a job, by which people see its steps together. The tenant itself is ready within seconds; each registration
 * waits for reviews, for days, in an execution of its own, and none of them holds up another.
 */
public enum StepGroup {
    /** The tenant that every organisation gets. */
    TENANT("tenant"),
    /** The registration to send text messages in the US from ordinary numbers, A2P 10DLC. */
    A2P("a2p"),
    /** The verification of toll-free numbers. */
    TOLL_FREE("toll-free");

    private final String word;

    StepGroup(String word) {
        this.word = word;
    }

    /** The name in the API; a registration's executions have it in their names. */
    public String word() {
        return word;
    }

    /** The groups that wait for reviews. */
    public static List<StepGroup> registrations() {
        return List.of(A2P, TOLL_FREE);
    }

    /** Its steps, in the order in which they run. */
    public List<StepName> steps() {
        return Arrays.stream(StepName.values())
                .filter(step -> step.group() == this)
                .toList();
    }
}
