package dev.tenantry.twilio.simulator.timing;

import java.time.Duration;

/** Kinds of requests by the time they take. The figures are round values of what users of Twilio see, not promises. */
public enum Operation {
    /** Making a subaccount. */
    CREATE_ACCOUNT(900),
    /** Buying a number. */
    PURCHASE(700),
    /** Searching numbers. */
    SEARCH(350),
    /** Making anything else. */
    CREATE(300),
    /** Changing something. */
    UPDATE(250),
    /** Deleting something. */
    DELETE(250),
    /** Reading one thing or a list. */
    READ(120);

    private final Duration typical;

    Operation(long typicalMillis) {
        this.typical = Duration.ofMillis(typicalMillis);
    }

    Duration typical() {
        return typical;
    }
}
