package dev.tenantry.steps;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Words that the messages of several steps have in common. */
final class Wording {
    private Wording() {}

    /** What is added to a message when as many earlier resources were removed. */
    static String removed(int earlier) {
        return earlier == 0 ? "" : "; the earlier one removed";
    }

    /** An amount of money: {@code 100}, {@code 75.50}. */
    static String amount(BigDecimal amount) {
        return (amount.scale() > 0 ? amount.setScale(2, RoundingMode.HALF_UP) : amount).toPlainString();
    }

    /** E.g. {@code 1 phone number}, {@code 2 phone numbers}. */
    static String phoneNumbers(long count) {
        return count + (count == 1 ? " phone number" : " phone numbers");
    }
}
