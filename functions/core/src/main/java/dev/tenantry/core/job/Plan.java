package dev.tenantry.core.job;

import java.util.List;
import java.util.Optional;

/**
 * What an organisation's Twilio tenant is to have.
 *
 * @param displayName the organisation's name for people, if it was given
 * @param numbers the phone numbers to buy
 */
public record Plan(Optional<String> displayName, List<NumberGroup> numbers) {
    /** What a plan that says nothing asks for: two US local numbers. */
    public static final Plan DEFAULT =
            new Plan(Optional.empty(), List.of(new NumberGroup("US", NumberType.LOCAL, Optional.empty(), 2)));

    /** Keeps a copy of the list. */
    public Plan {
        numbers = List.copyOf(numbers);
    }

    /** How many numbers the plan asks for in all. */
    public int numberCount() {
        return numbers.stream().mapToInt(NumberGroup::count).sum();
    }
}
