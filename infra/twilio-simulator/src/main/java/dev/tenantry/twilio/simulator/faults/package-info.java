/** Faults on demand: which requests fail, and how. */
package dev.tenantry.twilio.simulator.faults;
