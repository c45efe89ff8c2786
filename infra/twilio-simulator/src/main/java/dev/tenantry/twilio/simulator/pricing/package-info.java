/** Prices of phone numbers, and the fees that were paid. */
package dev.tenantry.twilio.simulator.pricing;
