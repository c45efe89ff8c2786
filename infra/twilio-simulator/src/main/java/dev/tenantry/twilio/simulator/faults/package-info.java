/** What goes wrong on demand: which requests it meets, and how they fail. */
package dev.tenantry.twilio.simulator.faults;
