/** Messaging services and their sender pools. */
package dev.tenantry.twilio.simulator.messaging;
