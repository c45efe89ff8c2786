package dev.tenantry.steps.engine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Parts of messages that several steps have in common. */
public final class MessageParts {
    private MessageParts() {}

    /** The end of a message about deleted earlier resources; empty when there were none. */
    public static String removed(int earlier) {
        return earlier == 0 ? "" : "; the earlier one removed";
    }

    /** An amount of money: {@code 100}, {@code 75.50}. */
    public static String amount(BigDecimal amount) {
        return (amount.scale() > 0 ? amount.setScale(2, RoundingMode.HALF_UP) : amount).toPlainString();
    }

    /** E.g. {@code 2 phone numbers (+14155550100, +14155550101)}: so many, and those of which the number is known. */
    public static String phoneNumbers(long count, List<String> numbers) {
        return phoneNumbers(count) + (numbers.isEmpty() ? "" : " (" + String.join(", ", numbers) + ")");
    }

    /** E.g. {@code 1 phone number}, {@code 2 phone numbers}. */
    public static String phoneNumbers(long count) {
        return count + (count == 1 ? " phone number" : " phone numbers");
    }
}
