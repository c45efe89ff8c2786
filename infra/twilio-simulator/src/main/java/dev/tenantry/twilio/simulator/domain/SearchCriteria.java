package dev.tenantry.twilio.simulator.domain;

import java.util.List;
import java.util.function.Predicate;

/**
 * What a search for available numbers asks for: all of these conditions (Twilio docs: AvailablePhoneNumber Local
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
