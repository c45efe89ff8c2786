package dev.tenantry.twilio.simulator.rules;

/**
 * Says of some things that they go otherwise than usual.
 *
 * @param <T> what it is about
 */
public interface Rule<T> {
    /** Whether it is about this thing. */
    boolean meets(T thing);

    /** How often it strikes. */
    Frequency frequency();
}
