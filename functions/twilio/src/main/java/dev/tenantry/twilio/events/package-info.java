/** Event Streams: sinks, subscriptions, and the types of events that are subscribed to. */
package dev.tenantry.twilio.events;
