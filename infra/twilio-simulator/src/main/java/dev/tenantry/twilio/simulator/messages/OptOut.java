package dev.tenantry.twilio.simulator.messages;

import dev.tenantry.twilio.simulator.state.Resource;
import java.time.Instant;

/**
 * Somebody who has asked for no more messages.
 *
 * @param sid the sender, or the messaging service of which it is one, and the recipient
 */
record OptOut(String sid, String accountSid, Instant dateCreated) implements Resource {}
