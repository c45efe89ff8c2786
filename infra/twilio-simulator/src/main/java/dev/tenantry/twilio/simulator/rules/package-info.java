/** Rules that change the simulator's behaviour: which rule applies, how often, and a report of each. */
package dev.tenantry.twilio.simulator.rules;
