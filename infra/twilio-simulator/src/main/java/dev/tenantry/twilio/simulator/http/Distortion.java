package dev.tenantry.twilio.simulator.http;

/** How a fault bends what a request sees, while the request itself goes well. */
public enum Distortion {
    /** Not at all. */
    NONE,
    /** There are no numbers for sale. */
    EMPTY_INVENTORY,
    /** Lists lack their newest item. */
    STALE_LIST
}
