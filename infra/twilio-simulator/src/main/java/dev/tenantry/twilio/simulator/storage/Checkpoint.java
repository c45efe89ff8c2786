package dev.tenantry.twilio.simulator.storage;

/** A state that can be gone back to, as often as wanted. */
@FunctionalInterface
public interface Checkpoint {
    /** Makes everything as it was, for whatever happens next. */
    void restore();
}
