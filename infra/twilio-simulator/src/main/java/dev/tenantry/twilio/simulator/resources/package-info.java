/** Twilio's resources over HTTP, one a class: their paths, parameters and representations. */
package dev.tenantry.twilio.simulator.resources;
