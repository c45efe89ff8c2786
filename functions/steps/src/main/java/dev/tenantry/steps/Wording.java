package dev.tenantry.steps;

/** Words that the messages of several steps have in common. */
final class Wording {
    private Wording() {}

    /** E.g. {@code 1 phone number}, {@code 2 phone numbers}. */
    static String phoneNumbers(long count) {
        return count + (count == 1 ? " phone number" : " phone numbers");
    }
}
