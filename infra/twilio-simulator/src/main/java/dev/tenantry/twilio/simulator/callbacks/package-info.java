/** What Twilio sends by itself: usage trigger callbacks and events, signed as Twilio signs them. */
package dev.tenantry.twilio.simulator.callbacks;
