/** A Twilio to try things against: it keeps state, takes its time, and fails on demand. It spends nothing. */
package dev.tenantry.twilio.simulator;
