package dev.tenantry.twilio.simulator.inventory;

import java.util.List;
import java.util.function.Predicate;

/**
 * Criteria of a search for available numbers, all of which must hold (Twilio docs: AvailablePhoneNumber Local
 * resource).
 */
public record SearchCriteria(List<Predicate<InventoryNumber>> conditions) {
    /** Defensive copy. */
    public SearchCriteria {
        conditions = List.copyOf(conditions);
    }

    boolean matches(InventoryNumber number) {
        return conditions.stream().allMatch(condition -> condition.test(number));
    }
}
