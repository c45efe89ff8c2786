/**
 * A stateful Twilio over HTTP. {@code TwilioProducts} lists the products that it has; each is a package of its own,
 * with its resources, their rules and their HTTP API.
 */
package dev.tenantry.twilio.simulator;
