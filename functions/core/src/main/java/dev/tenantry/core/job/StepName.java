package dev.tenantry.core.job;

import java.util.Arrays;

/**
 * The steps of a provisioning job, in the order in which people read them. A title is also the name of the step's state
 * in the state machine.
 */
public enum StepName {
    /** Creates, or finds again, the organisation's Twilio subaccount. */
    CREATE_SUBACCOUNT("create-subaccount", "Create Twilio subaccount"),
    /** Buys the numbers that the plan asks for and the organisation does not have yet. */
    BUY_NUMBERS("buy-numbers", "Buy numbers"),
    /** Reads everything back from Twilio and compares it with the ledger. */
    CHECK_SETUP("check-setup", "Check setup");

    private final String id;
    private final String title;

    StepName(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** The name in the API, e.g. {@code buy-numbers}. */
    public String id() {
        return id;
    }

    /** What people read, e.g. {@code Buy numbers}. */
    public String title() {
        return title;
    }

    /** The part of the tenant that the step belongs to, by which a page groups steps. */
    public String group() {
        return "tenant";
    }

    /**
     * The step of this id.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static StepName ofId(String id) {
        return Arrays.stream(values())
                .filter(name -> name.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no step " + id));
    }
}
