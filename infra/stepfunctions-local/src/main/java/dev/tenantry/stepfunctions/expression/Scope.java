package dev.tenantry.stepfunctions.expression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.stepfunctions.jsonata.Meter;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Variables, time and randomness that an expression can use while it is evaluated. Everything in it is fixed for one
 * step, so that a step can be replayed.
 */
public interface Scope {
    /**
     * The value of a variable, by its name without the dollar sign; {@code states} is Step Functions' reserved
     * variable.
     *
     * @return empty when there is no such variable
     */
    Optional<JsonNode> variable(String name);

    /** The time of the step in milliseconds since the epoch: what {@code $millis()} and {@code $now()} answer. */
    long timeMillis();

    /** Where {@code $random()} and {@code $uuid()} draw from. */
    RandomGenerator random();

    /** The steps that all expressions of one step of the execution share. */
    Meter.Budget budget();
}
