/** Messages that accounts send and receive, with what the carriers do to them, and who has asked for no more. */
package dev.tenantry.twilio.simulator.messages;
