package dev.tenantry.stepfunctions.jsonata;

import java.util.random.RandomGenerator;

/** What an evaluation needs from outside. Both are fixed for a step of an execution, so that it can be replayed. */
public interface Host {
    /** The time in milliseconds since the epoch. */
    long timeMillis();

    /** Where random numbers come from. */
    RandomGenerator random();
}
