/** The proxy from the page to the simulated Twilio. */
package dev.tenantry.local.simulator;
