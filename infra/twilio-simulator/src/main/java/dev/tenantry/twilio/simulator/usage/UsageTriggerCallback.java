package dev.tenantry.twilio.simulator.usage;

import dev.tenantry.twilio.simulator.callbacks.Callback;

/**
 * The callback of a usage trigger that fires.
 *
 * @param sid the trigger
 * @param currentValue what the usage has become
 */
record UsageTriggerCallback(String sid, String currentValue) implements Callback {}
