/** Usage triggers, which fire when an account has spent an amount. */
package dev.tenantry.twilio.usage;
