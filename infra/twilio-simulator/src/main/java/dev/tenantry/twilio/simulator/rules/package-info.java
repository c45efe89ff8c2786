/** Rules by which things go otherwise than usual: how often, which one decides, and what became of each. */
package dev.tenantry.twilio.simulator.rules;
