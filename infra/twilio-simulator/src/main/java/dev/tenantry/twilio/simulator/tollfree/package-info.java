/** Verifications of toll-free numbers, with their reviews and events. */
package dev.tenantry.twilio.simulator.tollfree;
