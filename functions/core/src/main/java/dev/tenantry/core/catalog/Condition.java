package dev.tenantry.core.catalog;

import dev.tenantry.core.plan.Plan;
import java.util.function.Predicate;

/**
 * Condition under which a plan asks for a step.
 *
 * @param isMet whether a plan asks for it
 * @param otherwise why the step is skipped when the plan does not, for people
 */
record Condition(Predicate<Plan> isMet, String otherwise) {
    /** The condition of a step that every plan asks for. */
    static Condition always() {
        return new Condition(_ -> true, "");
    }
}
