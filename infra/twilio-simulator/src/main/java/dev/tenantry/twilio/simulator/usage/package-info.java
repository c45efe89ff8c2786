/** Usage triggers and their callbacks. */
package dev.tenantry.twilio.simulator.usage;
