/** How long Twilio takes over each kind of request. */
package dev.tenantry.twilio.simulator.delays;
