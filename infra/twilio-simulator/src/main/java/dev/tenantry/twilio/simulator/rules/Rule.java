package dev.tenantry.twilio.simulator.rules;

/**
 * Rule that changes the simulator's usual behaviour for the things that it matches.
 *
 * @param <T> what it is about
 */
public interface Rule<T> {
    /** Whether it is about this thing. */
    boolean meets(T thing);

    /** How often it strikes. */
    Frequency frequency();
}
