package dev.tenantry.twilio.simulator.messages;

import dev.tenantry.twilio.simulator.callbacks.Callback;

/**
 * A message that somebody sends to an account's number.
 *
 * @param from who sends it, in E.164
 * @param to the number
 * @param body what it says, such as STOP
 */
record InboundMessageCallback(String from, String to, String body) implements Callback {}
