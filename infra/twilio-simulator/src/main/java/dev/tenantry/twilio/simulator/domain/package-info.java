/** Twilio's resources and the rules they keep, without HTTP: what exists, who owns it, what is refused and why. */
package dev.tenantry.twilio.simulator.domain;
