/** Event Streams: sinks, subscriptions, and the delivery of events to them. */
package dev.tenantry.twilio.simulator.events;
