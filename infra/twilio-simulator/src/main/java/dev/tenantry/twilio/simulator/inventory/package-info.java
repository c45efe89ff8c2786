/** Phone numbers for sale: which exist, and the search for them. */
package dev.tenantry.twilio.simulator.inventory;
