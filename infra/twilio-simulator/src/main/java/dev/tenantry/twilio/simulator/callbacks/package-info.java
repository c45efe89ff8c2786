/** Callbacks in general: their types, the outbox, sending and signing them, and the rules by which they go wrong. */
package dev.tenantry.twilio.simulator.callbacks;
