package dev.tenantry.twilio.simulator.messages;

import dev.tenantry.twilio.simulator.callbacks.Callback;

/**
 * The callback about a message that is on its way.
 *
 * @param sid the message
 */
record MessageStatusCallback(String sid) implements Callback {}
