/** Verify services. */
package dev.tenantry.twilio.simulator.verify;
