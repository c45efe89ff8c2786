/** Twilio's error codes, and the exception by which a request is refused. */
package dev.tenantry.twilio.simulator.errors;
