/** Programmable Voice: TwiML applications and SIP credential lists. */
package dev.tenantry.twilio.simulator.voice;
