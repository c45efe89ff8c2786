/** Checks exchanges with the simulator against Twilio's own OpenAPI documents. */
package dev.tenantry.twilio.simulator.openapi;
